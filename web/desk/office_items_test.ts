import assert from "node:assert/strict";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { type Browser, deskStage } from "./stage.ts";

const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: a-long-secret-101 }
  - { number: "102", name: Bob Ion, secret: a-long-secret-102 }
trunks:
  - { name: digi, kind: peer, host: sip.example.com }
  - { name: orange, kind: peer, host: sip2.example.com }
numbers:
  - { number: "+40211234567", caller: "07XXXXXXXX", to: "101" }
  - { number: "+40211234567", to: "102" }
contacts:
  - { name: Maria, numbers: "0722000111" }
  - { name: Maria, numbers: "0722000222" }
routes:
  - { match: "0XXXXXXXXX", trunks: digi }
  - { match: "0XXXXXXXXX", trunks: orange, class: premium }
`;

async function stage() {
  const { signedIn, store } = await deskStage({ owner: "owner", ana: "admin" }, { file: OFFICE });
  const document = async () => (await store.office.current())!.document;
  return { owner: await signedIn("owner"), ana: await signedIn("ana"), document, store };
}

/** The form of a page as it was sent to the browser, with some of its fields filled in otherwise. */
async function formOf(browser: Browser, path: string, changed: Readonly<Record<string, string>> = {}) {
  const page = await (await browser.get(path)).text();
  const form = page.slice(page.indexOf('<form class="stack"'));
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<(?:input|textarea)[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = / value="([^"]*)"/.exec(input)?.[1] ?? "";
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g)) fields[name!] = text!;
  for (const [, name, options] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/g)) {
    fields[name!] = /<option selected[^>]*value="([^"]*)"/.exec(options!)?.[1] ??
      /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? "";
  }
  return { ...fields, ...changed };
}

const TWINS: readonly (readonly [string, string, Readonly<Record<string, string>>, string, string])[] = [
  [
    "numbers",
    "+40211234567",
    { to: "hang-up busy" },
    '{ number: "+40211234567", to: "102" }',
    '{ number: "+40211234567", to: hang-up busy }',
  ],
  [
    "contacts",
    "Maria",
    { company: "Acme" },
    '{ name: Maria, numbers: "0722000222" }',
    '{ name: Maria, numbers: "0722000222", company: Acme }',
  ],
  [
    "routes",
    "0XXXXXXXXX",
    { strip: "1" },
    '{ match: "0XXXXXXXXX", trunks: orange, class: premium }',
    '{ match: "0XXXXXXXXX", trunks: orange, class: premium, strip: 1 }',
  ],
];
for (const [section, key, changed, before, after] of TWINS) {
  Deno.test(`of two ${section} of one key each is opened, saved and removed as itself`, async () => {
    const { owner, document } = await stage();
    const old = await document();
    const path = `/office/${section}/${encodeURIComponent(`${key}~2`)}`;
    const list = await (await owner.get(`/office/${section}`)).text();
    assert.ok(list.includes(`href="${path}"`), list);
    const saved = await owner.post(path, await formOf(owner, path, changed));
    assert.equal(saved.status, 200);
    assert.equal(await document(), old.replace(before, after));
    assert.equal((await owner.post(`${path}/remove`, { revision: "2" })).status, 303);
    assert.equal(await document(), old.replace(`  - ${before}\n`, ""));
  });
}

Deno.test("an arrow of the second of two numbers leads its own calls elsewhere", async () => {
  const { owner, document } = await stage();
  const old = await document();
  assert.match(await (await owner.get("/flow")).text(), /numbers\/%2B40211234567~2/);
  await owner.post("/flow/numbers/%2B40211234567~2", { revision: "1", to: "101" });
  assert.equal(await document(), old.replace('to: "102"', 'to: "101"'));
});

Deno.test("who saves while something else is changed is not disturbed, even where his item stands elsewhere now", async () => {
  const { owner, ana, document } = await stage();
  const path = "/office/numbers/%2B40211234567~2";
  const form = await formOf(owner, path, { to: "hang-up busy" });
  await ana.post("/office/numbers/%2B40211234567/remove", { revision: "1" });
  const saved = await owner.post(path, form);
  assert.equal(saved.status, 200);
  assert.match(await saved.text(), /Saved\./);
  assert.match(await document(), /numbers:\n {2}- \{ number: "\+40211234567", to: hang-up busy \}\ncontacts/);
});

Deno.test("two who change one thing: the later one's typing stays, he is told who changed what, and saves over it", async () => {
  const { owner, ana, document } = await stage();
  const path = "/office/extensions/101";
  const form = await formOf(owner, path, { name: "Mine" });
  await ana.post(path, await formOf(ana, path, { name: "Other", ring_for: "35" }));
  const met = await owner.post(path, form);
  assert.equal(met.status, 409);
  const page = await met.text();
  assert.match(page, /Somebody else has changed this while you were typing/);
  assert.match(page, /ana, <time.*Name<\/b>: <del>Ana Pop<\/del> → <ins>Other<\/ins>/);
  assert.match(page, /<input[^>]*id="name"[^>]*value="Mine"/);
  assert.match(page, /<input[^>]*id="ring_for"[^>]*value="35"/, "what he has not touched is what the other said");
  assert.match(page, /<a class="button" href="\/office\/extensions\/101">Leave it/);
  assert.match(await document(), /name: Other/);
  const again = await owner.post(path, { ...form, revision: "2", ring_for: "35" });
  assert.equal(again.status, 200);
  assert.match(await document(), /name: Mine.*ring_for: 35/);
});

Deno.test("what somebody else has removed is not brought back unasked, and what was typed stands there to be added", async () => {
  const { owner, ana, document } = await stage();
  const path = "/office/contacts/Maria~2";
  const form = await formOf(owner, path, { company: "Acme" });
  await ana.post(`${path}/remove`, { revision: "1" });
  const met = await owner.post(path, form);
  assert.equal(met.status, 409);
  const page = await met.text();
  assert.match(page, /Somebody else has removed this/);
  assert.match(page, /action="\/office\/contacts\/%2B"[^]*value="Acme"/);
  assert.doesNotMatch(await document(), /0722000222/);
  const removed = await ana.post("/office/contacts/Maria/remove", { revision: "1" });
  assert.equal(removed.status, 303, "another one of the same name is none of his");
});

Deno.test("nobody removes what another has changed meanwhile without having seen it", async () => {
  const { owner, ana, document } = await stage();
  const path = "/office/extensions/102";
  await ana.post(path, await formOf(ana, path, { name: "Robert" }));
  const met = await owner.post(`${path}/remove`, { revision: "1" });
  assert.equal(met.status, 409);
  assert.match(await met.text(), /<del>Bob Ion<\/del> → <ins>Robert<\/ins>/);
  assert.match(await document(), /Robert/);
});

Deno.test("the page of a thing says who changed it and what it said before, whatever it was called", async () => {
  const { owner, ana } = await stage();
  const first = "/office/extensions/102";
  await ana.post(first, await formOf(ana, first, { "forward.busy": "101" }));
  await owner.post("/office/extensions/101/remove", { revision: "2" });
  await owner.post(first, await formOf(owner, first, { "forward.busy": "", ring_for: "40" }));
  const page = await (await owner.get(first, { "accept-language": "ro" })).text();
  const past = page.slice(page.indexOf("Cine ce a schimbat"));
  const told = [...past.matchAll(/<li><b>([^<]*)<\/b>.*?<ul class="changes">(.*?)<\/ul>/g)];
  assert.deepEqual(told.map(([, who]) => who), ["owner", "ana"]);
  assert.match(told[0]![2]!, /<del>101<\/del> → <ins>nimic<\/ins>/);
  assert.match(told[1]![2]!, /Redirecționare › [^<]*<\/b>: <ins>101<\/ins>/);
  assert.doesNotMatch(told[1]![2]!, /ring_for|Sună/);
});

Deno.test("the audit says which thing was changed", async () => {
  const { owner, store } = await stage();
  await owner.post("/office/contacts/Maria~2", await formOf(owner, "/office/contacts/Maria~2", { company: "Acme" }));
  const [line] = await store.audit.lines({ limit: 1, action: "office.changed" });
  assert.deepEqual(line?.facts, { revision: 2, section: "contacts", item: "Maria~2" });
});

Deno.test("what was saved or removed is undone at once, unless somebody has changed the office since", async () => {
  const { owner, ana, document } = await stage();
  const first = "/office/extensions/101";
  const undo = /action="(\/office-history\/\d+)"><input type="hidden" name="newest" value="(\d+)"/;
  const saved = await (await owner.post(first, await formOf(owner, first, { name: "Ane" }))).text();
  assert.match(saved, /class="told good"[^>]*>Saved\. [^<]*<form/);
  const [, back, newest] = undo.exec(saved)!;
  assert.deepEqual([back, newest], ["/office-history/1", "2"]);
  const gone = await ana.post("/office/contacts/Maria~2/remove", { revision: "2" });
  const late = await owner.post(back!, { newest: newest! });
  assert.equal(late.status, 422);
  assert.match(await late.text(), /role="alert">Somebody has changed the office meanwhile/);
  const list = await (await ana.get(gone.headers.get("location")!)).text();
  assert.match(list, /class="told good"[^>]*>Removed\.<form/);
  const [, again, of] = undo.exec(list)!;
  assert.equal((await ana.post(again!, { newest: of! })).status, 303);
  assert.match(await document(), /Ane[\s\S]*Maria[\s\S]*Maria/);
  assert.doesNotMatch(await (await ana.get(gone.headers.get("location")!)).text(), /Removed\./, "it is there again");
});

Deno.test("the history says which things each revision changed and how, in the reader's language", async () => {
  const { owner, ana } = await stage();
  await ana.post("/office/extensions/102", await formOf(ana, "/office/extensions/102", { name: "Robert" }));
  await ana.post("/office/contacts/Maria~2/remove", { revision: "2" });
  await owner.post("/office-history/2");
  await owner.post(
    "/office/extensions/101",
    await formOf(owner, "/office/extensions/101", { secret: "another-long-1" }),
  );
  const page = await (await owner.get("/office-history", { "accept-language": "ro" })).text();
  const rows = page.slice(page.indexOf("<tbody>")).split("<tr>").slice(1).map((row) => row.replaceAll(/<[^>]+>/g, " "));
  assert.equal(rows.length, 5);
  assert.match(rows[0]!, /owner .*Doar o parolă/);
  assert.match(rows[1]!, /Înapoi la revizia 2 .*Maria +adăugat/);
  assert.match(rows[2]!, /ana .*Maria +șters/);
  assert.match(rows[3]!, /102 +schimbat +Nume *: *Bob Ion +→ +Robert/);
  assert.match(rows[4]!, /stage .*101 +adăugat .*102 +adăugat/);
  assert.doesNotMatch(page, /apply|rollback/);
});

Deno.test("each change of a revision is put back by itself, with its secret, and what came after it stays", async () => {
  const { owner, ana, document, store } = await stage();
  const secret = "a-long-secret-103";
  const fresh = await formOf(ana, "/office/extensions/+", { number: "103", name: "Eve", secret });
  await ana.post("/office/extensions/+", fresh);
  await ana.post("/office/extensions/103/remove", { revision: "2" });
  const first = "/office/extensions/101";
  await ana.post(first, await formOf(ana, first, { name: "Ane", ring_for: "40" }));
  await ana.post(first, await formOf(ana, first, { ring_for: "50" }));
  assert.doesNotMatch(await document(), /103/);
  const removal = await (await owner.get("/office-history/3")).text();
  assert.match(removal, /103.*Put this back.*Going back to it would change.*<del>50<\/del>/s);
  const put = (revision: number, newest: number, change = "0") =>
    owner.post(`/office-history/${revision}/put-back`, { newest: String(newest), change });
  assert.equal((await put(3, 4)).status, 422, "somebody has changed it since");
  assert.match(await (await put(3, 5)).text(), /Saved\..*Undo/s);
  assert.match(await document(), /ring_for: 50[\s\S]*"?103/);
  assert.equal((await store.office.current())!.secrets.get("extensions/103/secret"), secret);
  assert.equal((await put(3, 6)).status, 422, "there is one already");
  await put(4, 6);
  assert.doesNotMatch(await document(), /Ane|ring_for/);
  await put(2, 7);
  assert.doesNotMatch(await document(), /103/);
  const late = await put(2, 8);
  assert.match(await late.text(), /It is not there any more/);
  assert.equal((await put(3, 8, "7")).status, 404);
  assert.equal((await owner.get("/office-history/99")).status, 404);
});

Deno.test("the keys of a menu are rows: added, moved, removed and judged without a script and without YAML", async () => {
  const { owner, document } = await stage();
  const path = "/office/menus/+";
  const fresh = await formOf(owner, path, { name: "main", says: "hours-closed" });
  assert.equal(fresh["keys.rows"], "1");
  const rows = { "keys.0.key": "1", "keys.0.to": "101" };
  const more = await (await owner.post(path, { ...fresh, ...rows, "row-more": "keys" })).text();
  assert.match(more, /name="keys.rows" value="4"/);
  assert.match(more, /<input[^>]*name="keys.0.to"[^>]*value="101"/);
  assert.doesNotMatch(await document(), /menus/, "nothing is saved by that");
  const wrong = await owner.post(path, {
    ...fresh,
    ...{ ...rows, "keys.rows": "3", "keys.2.key": "2", "keys.2.to": "group 9" },
  });
  assert.equal(wrong.status, 422);
  const page = await wrong.text();
  assert.match(page, /id="keys-faults-1">there is no group &quot;9&quot;/, "the fault is beside its row");
  const saved = await owner.post(path, {
    ...fresh,
    ...{ ...rows, "keys.rows": "2", "keys.1.key": "9", "keys.1.to": "", "keys.1.language": "ro" },
  });
  assert.equal(saved.status, 200);
  const said = (await document()).replaceAll(/\s+/g, " ");
  assert.match(said, /keys: "1": "101" "9": language: ro/);
  const again = await formOf(owner, "/office/menus/main");
  assert.deepEqual([again["keys.1.key"], again["keys.1.language"]], ["9", "ro"]);
  const dropped = await (await owner.post("/office/menus/main", { ...again, "row-drop": "keys.0" })).text();
  assert.match(dropped, /name="keys.0.key"[^>]*value="9"/);
  assert.doesNotMatch(await (await owner.get("/office/menus/main")).text(), /\{ ?(language|&quot;|")/);
});

Deno.test("what is wrong is said in the reader's language, by the labels of the form", async () => {
  const { owner } = await stage();
  await owner.post("/me/language", { language: "ro" });
  const path = "/office/extensions/101";
  const wrong = await owner.post(path, await formOf(owner, path, { ring_for: "soon", "forward.busy": "group 9" }));
  assert.equal(wrong.status, 422);
  const page = await wrong.text();
  assert.match(page, /<li>Secunde cât sună: „soon” nu este un număr întreg de la 5 la 600<\/li>/);
  assert.match(page, /<li>Redirecționare › [^:]*: nu există grupul „9”<\/li>/);
});

Deno.test("the list of extensions says which phones are there, who sits at another's, and who has none", async () => {
  const phone = { transport: "udp", address: "10.0.0.7:5060", expiresInMs: 60_000 };
  const phones = [
    { ...phone, number: "101", contact: "sip:101@a", userAgent: "Yealink SIP-T46U" },
    { ...phone, number: "102", contact: "sip:102@b", who: "101" },
  ];
  const ask = ({ type }: DeskCommand): DeskAnswer | undefined => type === "phones" ? { type, phones } : undefined;
  const { signedIn } = await deskStage({ owner: "owner" }, { file: OFFICE, ask });
  const page = await (await (await signedIn("owner")).get("/office/extensions")).text();
  const [, ana = "", bob = ""] = page.split(/<tr/).slice(1).map((row) =>
    row.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")
  );
  assert.match(ana, /Yealink SIP-T46U 10\.0\.0\.7:5060 UDP · at the phone of 102/);
  assert.match(bob, /10\.0\.0\.7:5060 UDP · Ana Pop sits here/);
});
