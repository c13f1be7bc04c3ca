import assert from "node:assert/strict";
import { actionOf, AUDIT_ACTIONS } from "../words/mod.ts";
import { deskStage } from "./stage.ts";

Deno.test("every act has words in both languages", () => {
  for (const language of ["en", "ro"] as const) {
    const words = AUDIT_ACTIONS.map((action) => actionOf(action, language));
    assert.deepEqual(words.filter((word) => AUDIT_ACTIONS.includes(word)), [], language);
    assert.ok(words.every((word) => word.trim() !== ""));
  }
  assert.equal(actionOf("toString", "ro"), "toString", "what is none of ours is told as it stands");
});

Deno.test("the audit is asked by words, and its facts stand in the reader's language", async () => {
  const stage = await deskStage({ owner: "owner" });
  const owner = await stage.signedIn("owner");
  await owner.post("/sign-in", { name: "nobody", password: "guess" });
  await owner.post("/accounts/+", { fullName: "Ana Pop", name: "ana", role: "auditor" });
  const get = async (query: string) => await (await owner.get(`/audit${query}`, { "accept-language": "ro" })).text();
  const page = await get("");
  assert.match(page, /<option value="sign-in.refused">autentificare refuzată<\/option>/);
  assert.match(page, /nume: nobody, blocat: nu/);
  assert.match(page, /cont: ana, rol: auditor/);
  assert.match(page, /de către: parolă/);
  const found = await get("?action=account.added");
  assert.match(found, /<option (selected )?value="account.added"( selected)?[^>]*>cont adăugat/);
  assert.equal(found.match(/<tr/g)?.length, 2);
});

Deno.test("the audit of some days is asked, and goes into a spreadsheet", async () => {
  const stage = await deskStage({ owner: "owner" });
  const owner = await stage.signedIn("owner");
  const day = (daysLater: number) =>
    Temporal.Instant.fromEpochMilliseconds(stage.clock.wall()).toZonedDateTimeISO("UTC").add({ days: daysLater })
      .toPlainDate().toString();
  const acts = async (query: string) => {
    const answer = await owner.get(`/audit/export.csv?${query}`);
    assert.match(answer.headers.get("content-type")!, /^text\/csv/);
    const [head, ...rows] = (await answer.text()).trim().split("\r\n");
    assert.match(head!, /Number,When,Who,What,In words,About,From$/);
    return rows.map((row) => row.split(",")[3]);
  };
  assert.ok((await acts("")).includes("signed-in"));
  assert.deepEqual(await acts(`since=${day(2)}`), []);
  assert.deepEqual(await acts(`until=${day(-2)}`), []);
  assert.deepEqual(new Set(await acts(`since=${day(-1)}&until=${day(1)}&action=signed-in`)), new Set(["signed-in"]));
  const page = await (await owner.get(`/audit?until=${day(-2)}&who=owner`)).text();
  assert.match(page, /Nothing that fits/);
  assert.match(page, new RegExp(`href="/audit/export.csv\\?who=owner&amp;until=${day(-2)}"`));
});

Deno.test("whoever chooses his language reads the desk in it, and may leave it to his browser again", async () => {
  const stage = await deskStage({ ana: "employee" });
  const ana = await stage.signedIn("ana");
  const lang = async () =>
    /<html lang="(\w+)"/.exec(await (await ana.get("/me", { "accept-language": "en" })).text())?.[1];
  assert.equal(await lang(), "en");
  for (const [chosen, read] of [["ro", "ro"], ["en", "en"], ["ro", "ro"], ["tlh", "en"]] as const) {
    assert.equal((await ana.post("/me/language", { language: chosen })).headers.get("location"), "/me");
    assert.equal(await lang(), read);
  }
  const [account] = await stage.store.accounts.all();
  assert.ok(!("language" in account!));
  const lines = await stage.store.audit.lines({ limit: 9, action: "language.chosen" });
  assert.deepEqual(lines.map(({ facts }) => facts["language"]), [undefined, "ro", "en", "ro"]);
});
