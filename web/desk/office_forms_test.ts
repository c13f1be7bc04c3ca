import { deepEqual, doesNotMatch, match } from "node:assert/strict";
import { writeSchema } from "../../core/config/mod.ts";
import { sectionsOf } from "../forms/mod.ts";
import { deskStage } from "./stage.ts";

const stage = await deskStage({ owner: "owner" });
const owner = await stage.signedIn("owner");
const formOf = async (section: string, language = "en") =>
  await (await owner.get(`/office/${section}/+`, { "accept-language": language })).text();

Deno.test("a form says choices in words and keeps what the file says as their values", async () => {
  match(await formOf("extensions"), /<option value="rnnoise">any noise \(much work\)<\/option>/);
  match(await formOf("extensions", "ro"), /<option value="rnnoise">orice zgomot \(multă muncă\)<\/option>/);
});

Deno.test("a password that is made need not be typed", async () => {
  const form = await formOf("extensions");
  const label = /<label for="secret">(.*?)<\/label>/.exec(form)?.[1] ?? "";
  match(label, /^Password/);
  doesNotMatch(label, /\*/);
  match(form, /Leave it empty, and one is made/);
  match(/<label for="number">(.*?)<\/label>/.exec(form)?.[1] ?? "", /\*/);
});

Deno.test("where a call goes is completed from what there is, and codecs are named", async () => {
  const menus = await formOf("menus");
  match(menus, /<input[^>]*name="on_timeout"[^>]*list="destinations"|<input[^>]*list="destinations"[^>]*on_timeout/);
  match(menus, /<option value="hang-up busy">hang up as busy<\/option>/);
  match(await formOf("extensions", "ro"), /Câte unul pe rând: opus, g722/);
});

Deno.test("an empty list says what it is for, and has a button to begin", async () => {
  const page = await (await owner.get("/office/menus", { "accept-language": "ro" })).text();
  match(page, /Un meniu le cere apelanților să apese o tastă[^]*href="\/office\/menus\/\+"/);
});

Deno.test("numbers and lines outside have a row of the navigation, and lead to each other", async () => {
  for (const section of ["numbers", "trunks", "routes"]) {
    const page = await (await owner.get(`/office/${section}`)).text();
    match(page, /<a href="\/office\/numbers" aria-current="page">.*?Numbers and trunks/);
    match(page, new RegExp(`href="/office/${section}" aria-current="true"`));
  }
  match(await (await owner.get("/office/menus")).text(), /<a href="\/office" aria-current="page">/);
});

Deno.test("what holds where nothing is chosen is said in the field itself", async () => {
  const chosen = (form: string, name: string) =>
    new RegExp(`<select[^>]*name="${name}"[^>]*><option value[^>]*>([^<]*)<`).exec(form)?.[1];
  deepEqual(chosen(await formOf("hours"), "answer"), "By default: yes");
  deepEqual(chosen(await formOf("extensions", "ro"), "may_operate"), "Implicit: nu");
});

/** What people read and hear of a page: its text, and what stands in fields that are empty. */
function readOf(page: string): string {
  const main = page.slice(page.indexOf("<main"));
  const said = [...main.matchAll(/(?:placeholder|aria-label|title)="([^"]*)"/g)].map(([, text]) => text);
  return [main.replaceAll(/<[^>]*>/g, "\n"), ...said].join("\n");
}

for (const language of ["en", "ro"]) {
  Deno.test(`no form speaks the office file's language to who reads "${language}"`, async () => {
    const raw: string[] = [];
    for (const { name, isList } of sectionsOf(JSON.parse(writeSchema("office")))) {
      const path = `/office/${name}${isList ? "/+" : ""}`;
      const answer = await owner.get(path, { "accept-language": language });
      deepEqual([answer.status, path], [200, path]);
      const found = readOf(await answer.text()).match(/.*(\b(true|false|null|undefined|NaN)\b|\[object).*/gi) ?? [];
      raw.push(...found.map((line) => `${path}: ${line}`));
    }
    deepEqual(raw, []);
  });
}
