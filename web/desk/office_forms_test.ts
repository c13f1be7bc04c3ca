import { doesNotMatch, match } from "node:assert/strict";
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
