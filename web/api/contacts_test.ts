import assert from "node:assert/strict";
import { buildDirectory } from "../../core/directory/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { contactDesk } from "../../tests/lab/contact_desk.ts";
import { program } from "../../tests/lab/program.ts";
import { CLOCK } from "./stage.ts";

const OFFICE = { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" } as const;
const ION = { name: "Ion Popa", numbers: ["0722 000 111"], company: "Popa SRL" };

/** A program that may do all with the phone book of an office whose file knows its boss. */
async function book() {
  const contacts = contactDesk({ store: openMemoryStore(CLOCK).contacts });
  contacts.follow({ contacts: [{ name: "Boss", numbers: ["0722 000 999"] }], office: OFFICE });
  const extensions = ["101", "102"].map((number) => {
    return { ...{ number, name: number, secret: "x", ringForS: 20 }, callLimit: 4, phones: 5, srtp: "off" } as const;
  });
  const directory = () => buildDirectory({ office: OFFICE, extensions }, { revision: 1, realm: "kontor" });
  const asked = await program(undefined, ["contacts:read", "contacts:write"], { contacts, directory });
  const bring = (query: string, text: string, type = "text/csv") =>
    asked.ask("POST", `/contacts/import?${query}`, text, { "content-type": type });
  const names = async () =>
    (await asked.ask("GET", "/contacts")).body.contacts.map(({ name }: { name: string }) => name);
  return { ...asked, bring, names };
}

Deno.test("a contact is added, read, changed by its version and taken out, and each is written down", async () => {
  const { ask, audit } = await book();
  const added = await ask("POST", "/contacts", ION);
  assert.deepEqual([added.status, added.headers.get("etag")], [201, '"1"']);
  const path = added.headers.get("location")!.replace("/api/v1", "");
  assert.deepEqual((await ask("GET", path)).body, {
    ...{ id: path.split("/").at(-1), version: 1, name: "Ion Popa", company: "Popa SRL", numbers: ["0722 000 111"] },
    ...{ e164: ["+40722000111"], note: null, vip: false, seen_by: null },
  });
  const change = (match?: string) =>
    ask("PUT", path, { ...ION, vip: true, seen_by: ["101"] }, match === undefined ? {} : { "if-match": match });
  assert.equal((await change()).status, 428);
  assert.equal((await change('"x"')).status, 400);
  const changed = await change('"1"');
  assert.deepEqual([changed.status, changed.body.vip, changed.body.seen_by], [200, true, ["101"]]);
  const late = await change('"1"');
  assert.deepEqual([late.status, late.body.detail], [
    412,
    'Cannot change "Ion Popa": version 2 is the newest, read it again',
  ]);
  assert.equal((await ask("DELETE", path, undefined, { "if-match": '"1"' })).status, 412);
  assert.equal((await ask("DELETE", path)).status, 204);
  assert.equal((await ask("GET", path)).status, 404);
  assert.deepEqual((await audit()).map(({ action }) => action), [
    "contact.added",
    "contact.changed",
    "contact.removed",
  ]);
});

Deno.test("changes are told with what was before and after, page by page, and each is undone", async () => {
  const { ask, audit, names } = await book();
  const path = (await ask("POST", "/contacts", ION)).headers.get("location")!.replace("/api/v1", "");
  await ask("PUT", path, { ...ION, name: "Ștefan" }, { "if-match": "*" });
  await ask("DELETE", path);
  const { changes, next } = (await ask("GET", "/contacts/changes?limit=2")).body;
  const told = ({ id, who, before, after }: Record<string, never>) => [id, who, before?.["name"], after?.["name"]];
  assert.deepEqual(changes.map(told), [[3, "key:crm", "Ștefan", undefined], [2, "key:crm", "Ion Popa", "Ștefan"]]);
  const older = (await ask("GET", `/contacts/changes?cursor=${next}`)).body;
  assert.deepEqual([older.changes.map(told), older.next], [[[1, "key:crm", undefined, "Ion Popa"]], null]);
  assert.deepEqual((await ask("GET", "/contacts/changes?contact=nobody")).body.changes, []);
  assert.equal((await ask("POST", "/contacts/changes/9/undo")).status, 404);
  const undone = await ask("POST", "/contacts/changes/2/undo");
  assert.deepEqual([undone.status, undone.body.name, undone.headers.get("etag")], [200, "Ion Popa", '"3"']);
  assert.equal((await ask("POST", "/contacts/changes/3/undo", undefined, { "if-match": '"2"' })).status, 412);
  assert.equal((await ask("POST", "/contacts/changes/1/undo")).status, 204);
  assert.deepEqual(await names(), ["Boss"]);
  const actions = (await audit()).map(({ action }) => action).slice(-2);
  assert.deepEqual(actions, ["contact.changed", "contact.removed"]);
});

Deno.test("the book is read page by page, searched, and not told again to who has it", async () => {
  const { ask, bring } = await book();
  await bring("", Array.from({ length: 5 }, (_, at) => `Nr. ${at},0722 000 10${at}`).join("\n"));
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await ask("GET", `/contacts?limit=2${cursor}`);
    seen.push(...body.contacts.map(({ name }: { name: string }) => name));
    cursor = body.next === null ? "" : `&cursor=${body.next}`;
  } while (cursor !== "");
  assert.deepEqual(seen, ["Boss", "Nr. 0", "Nr. 1", "Nr. 2", "Nr. 3", "Nr. 4"]);
  assert.deepEqual(
    (await ask("GET", "/contacts?q=0722000103")).body.contacts.map(({ name }: { name: string }) => name),
    ["Nr. 3"],
  );
  const { headers } = await ask("GET", "/contacts");
  assert.equal((await ask("GET", "/contacts", undefined, { "if-none-match": headers.get("etag")! })).status, 304);
  assert.equal((await ask("GET", "/contacts?cursor=c2F5")).status, 400);
});

Deno.test("what is wrong with a contact is named, and the office file's are changed in the file", async () => {
  const { ask } = await book();
  const wrong = await ask("POST", "/contacts", { name: "Ion", numbers: ["4.07E+10"] });
  assert.deepEqual([wrong.status, wrong.body.detail], [
    422,
    'Cannot read number "4.07E+10": it is no phone number',
  ]);
  assert.deepEqual(wrong.body.faults, [{ field: "number", nth: 0, value: "4.07E+10", why: "no-number" }]);
  assert.equal((await ask("PUT", "/contacts/office-0", ION, { "if-match": "*" })).status, 409);
  assert.equal((await ask("DELETE", "/contacts/office-0")).status, 409);
});

Deno.test("a file is imported whole or not at all, tried out before, and taken back", async () => {
  const { ask, bring, names, audit } = await book();
  const file = "Name,Phone\nIon,0722 000 111\nAna,nothing\n";
  const refused = await bring("", file);
  assert.equal(refused.status, 422);
  assert.match(
    refused.body.detail,
    /^Cannot import: 1 rows have faults; line 3: Cannot read number "nothing": it is no phone number/,
  );
  const tried = await bring("dry_run=true&skip_faulty=true", file);
  assert.deepEqual([tried.status, tried.body.added, tried.body.skipped, tried.body.columns], [200, 1, 1, [
    "name",
    "number",
  ]]);
  assert.deepEqual(await names(), ["Boss"]);
  assert.equal((await bring("skip_faulty=true", file)).body.added, 1);
  assert.equal(
    (await bring("duplicates=replace&columns=number,name", "Phone,Name\n0722 000 111,Ion Popa\n")).body.changed,
    1,
  );
  assert.equal(
    (await bring("", "BEGIN:VCARD\nVERSION:4.0\nFN:Eva\nTEL:0722 000 113\nEND:VCARD\n", "text/vcard")).body.added,
    1,
  );
  assert.deepEqual(await names(), ["Boss", "Eva", "Ion Popa"]);
  assert.deepEqual((await ask("POST", "/contacts/import/undo")).body, { removed: 1, restored: 0, spared: 0 });
  assert.equal((await ask("POST", "/contacts/import/undo")).status, 404);
  assert.deepEqual(await names(), ["Boss", "Ion Popa"]);
  assert.equal((await bring("duplicates=all", file)).status, 400);
  assert.equal((await bring("", "\u0000\u0001")).status, 422);
  assert.equal((await audit()).filter(({ action }) => action === "contacts.imported").length, 3);
});

Deno.test("whom an extension is to see that the office does not have is not kept: nobody would see him", async () => {
  const { ask, names } = await book();
  const refused = await ask("POST", "/contacts", { ...ION, seen_by: ["101", "999"] });
  assert.deepEqual([refused.status, refused.body.detail], [
    422,
    'Cannot keep "Ion Popa": "seen_by" names "999", and there is no such extension',
  ]);
  assert.deepEqual(refused.body.faults, [
    { field: "seen_by", nth: 1, value: "999", why: "there is no such extension" },
  ]);
  const path = (await ask("POST", "/contacts", ION)).headers.get("location")!.replace("/api/v1", "");
  assert.equal((await ask("PUT", path, { ...ION, seen_by: ["999"] }, { "if-match": "*" })).status, 422);
  assert.deepEqual(await names(), ["Boss", "Ion Popa"]);
});

Deno.test("a key for some extensions sees what they see, and keeps contacts for them alone", async () => {
  const { app, ask, keys } = await book();
  await ask("POST", "/contacts", { ...ION, seen_by: ["101"] });
  await ask("POST", "/contacts", { name: "Eva", numbers: ["0722 000 113"], seen_by: ["102"] });
  const made = await keys.add("phone", ["contacts:read", "contacts:write"], "ana", ["101"]);
  assert.ok(made.ok);
  const send = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${made.value}`, "content-type": "application/json", "if-match": "*" };
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers,
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  const { contacts } = (await send("GET", "/contacts")).body;
  assert.deepEqual(contacts.map(({ name }: { name: string }) => name), ["Boss", "Ion Popa"]);
  assert.equal((await send("POST", "/contacts", ION)).status, 403, "for everybody");
  assert.equal((await send("POST", "/contacts", { ...ION, seen_by: ["102"] })).status, 403);
  assert.equal((await send("POST", "/contacts", { ...ION, seen_by: ["101"] })).status, 201);
  assert.equal((await send("PUT", `/contacts/${contacts[1].id}`, { ...ION, seen_by: ["101"] })).status, 200);
  assert.equal((await send("POST", "/contacts/import", {})).status, 403);
});

for (const [name, type] of [["csv", "text/csv"], ["vcf", "text/vcard"]] as const) {
  Deno.test(`the book goes out as ${name}, and comes in again as it was`, async () => {
    const { ask } = await book();
    await ask("POST", "/contacts", {
      ...ION,
      numbers: ["+40 722 000 111", "0722 000 112"],
      note: "Calls at noon",
      vip: true,
    });
    const file = await ask("GET", `/contacts/export.${name}`);
    assert.deepEqual([file.status, file.headers.get("content-type")?.startsWith(type)], [200, true]);
    const other = await book();
    const brought = await other.bring("", file.body, type);
    assert.deepEqual([brought.status, brought.body.faults], [200, []]);
    const { contacts } = (await other.ask("GET", "/contacts?q=ion")).body;
    assert.deepEqual([contacts[0].e164, contacts[0].note], [["+40722000111", "+40722000112"], "Calls at noon"]);
  });
}
