import assert from "node:assert/strict";
import type { CallerNames } from "../../core/directory/mod.ts";
import { MemoryDisk, openMemoryStore } from "../../core/store/mod.ts";
import { HandClock } from "../../core/store/exam.ts";
import type { Duplicates } from "./plan_import.ts";
import { contactDesk } from "../../tests/lab/contact_desk.ts";

const ALL = { extensions: [], seesAll: true };
const ION = { name: "Ion Popa", company: "Popa SRL", numbers: ["0722 000 111"] };

async function desk(disk = new MemoryDisk()) {
  let names: CallerNames | undefined;
  const { contacts } = openMemoryStore(new HandClock(), disk);
  const kept = contactDesk({ store: contacts, onNames: (now) => names = now });
  await kept.load();
  const office = { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" } as const;
  kept.follow({ contacts: [], office });
  /** Imports a table, rows with faults left out. */
  const take = async (rows: string, duplicates: Duplicates = "merge") => {
    const draft = kept.begin({
      octets: new TextEncoder().encode(`Name,Company,Phone,Notes\n${rows}`),
      name: "a.csv",
      who: "ana",
    });
    await kept.readAgain(draft, {});
    return await kept.confirm(draft, duplicates);
  };
  const shown = () => kept.find("", ALL).map(({ name, numbers, version }) => [name, numbers.join(" "), version]);
  return { desk: kept, disk, office, take, shown, names: () => names! };
}

Deno.test("contacts are added, changed by whoever has seen the last change, and found again after a restart", async () => {
  const first = await desk();
  const added = await first.desk.add(ION, "ana");
  assert.ok("saved" in added);
  const { id } = added.saved;
  const changed = await first.desk.change(id, { ...ION, name: "Ștefan Popa" }, { who: "ana", version: 1 });
  assert.ok("saved" in changed && changed.saved.version === 2);
  const late = await first.desk.change(id, { ...ION, name: "Late" }, { who: "ana", version: 1 });
  assert.ok("refused" in late && late.refused === "moved" && late.now.name === "Ștefan Popa");
  assert.deepEqual(await first.desk.change("nobody", ION, { who: "ana" }), { refused: "gone" });
  const again = await desk(first.disk);
  for (const q of ["stefan", "POPA srl", "0722 000", "+40 722"]) {
    assert.deepEqual(again.desk.find(q, ALL).map((contact) => contact.id), [id], q);
  }
  assert.deepEqual(again.desk.find("stefan ion", ALL), []);
  assert.ok("removed" in await again.desk.remove(id, { who: "ana", version: 2 }));
  assert.deepEqual(again.shown(), []);
});

Deno.test("each change by hand is taken back, in any order and after a restart, and that is a change, too", async () => {
  const first = await desk();
  const names = ({ desk }: { desk: typeof first.desk }) =>
    desk.find("", ALL).map(({ name, version }) => [name, version]);
  const added = await first.desk.add(ION, "ana");
  assert.ok("saved" in added);
  const { id } = added.saved;
  await first.desk.change(id, { ...ION, name: "Ștefan" }, { who: "bob" });
  await first.desk.change(id, { ...ION, name: "Vlad" }, { who: "bob" });
  await first.desk.remove(id, { who: "eve" });
  const again = await desk(first.disk);
  const told = again.desk.changes().map(({ id, who, before, after }) => [id, who, before?.name, after?.name]);
  assert.deepEqual(told, [
    [4, "eve", "Vlad", undefined],
    [3, "bob", "Ștefan", "Vlad"],
    [2, "bob", "Ion Popa", "Ștefan"],
    [1, "ana", undefined, "Ion Popa"],
  ]);
  assert.deepEqual(await again.desk.undo(4, { who: "ana", version: 3 }), { refused: "gone" });
  assert.ok("saved" in await again.desk.undo(4, { who: "ana", version: 0 }));
  assert.deepEqual(names(again), [["Vlad", 4]], "no version is given twice");
  assert.ok("saved" in await again.desk.undo(2, { who: "ana" }));
  assert.deepEqual(names(again), [["Ion Popa", 5]]);
  const late = await again.desk.undo(3, { who: "ana", version: 4 });
  assert.ok("refused" in late && late.refused === "moved");
  assert.ok("removed" in await again.desk.undo(1, { who: "ana" }));
  assert.deepEqual(names(again), []);
  for (const change of [1, 99]) assert.deepEqual(await again.desk.undo(change, { who: "ana" }), { refused: "gone" });
  assert.equal(again.desk.changes().length, 7);
});

Deno.test("who may see a contact finds it, and its name is told to his phones alone", async () => {
  const { desk: kept, names } = await desk();
  await kept.add({ ...ION, seenBy: ["101"] }, "ana");
  assert.equal(kept.find("ion", { extensions: ["101"], seesAll: false }).length, 1);
  assert.equal(kept.find("ion", { extensions: ["102"], seesAll: false }).length, 0);
  assert.equal(kept.find("ion", { extensions: [], seesAll: false }).length, 0);
  assert.deepEqual([names().everybody.size, names().own.get("101")?.get("+40722000111")], [0, "Ion Popa, Popa SRL"]);
});

Deno.test("the office file's name of a number wins, and that contact is not changed here", async () => {
  const { desk: kept, office, names } = await desk();
  await kept.add(ION, "ana");
  kept.follow({ contacts: [{ name: "Boss", numbers: ["+40 722 000 111"] }], office });
  assert.equal(names().everybody.get("+40722000111"), "Boss");
  assert.deepEqual(kept.find("", ALL).map(({ name, version }) => [name, version]), [["Boss", undefined], [
    "Ion Popa",
    1,
  ]]);
  assert.deepEqual(await kept.change("office-0", ION, { who: "ana" }), { refused: "gone" });
});

Deno.test("who still types finds people by how names and companies begin, or by digits, a few of those he may see", async () => {
  const { desk: kept } = await desk();
  await kept.add({ ...ION, name: "Maria-Ștefania Ene", company: "Alfa Construct SRL", note: "asks for Dana" }, "ana");
  await kept.add({ name: "Marin Dobre", numbers: ["021 123 4567"], seenBy: ["101"] }, "ana");
  const begun = (typed: string, most = 9, reader = { extensions: ["102"], seesAll: false }) =>
    kept.begun(typed, reader, most).map(({ name }) => name);
  for (const typed of ["mar", "ene ste", "alfa", "constr mar", "0722 000", "+40 722", "maria-st"]) {
    assert.deepEqual(begun(typed), ["Maria-Ștefania Ene"], typed);
  }
  for (const typed of ["aria", "dana", "marin", "021 123", "", " - "]) assert.deepEqual(begun(typed), [], typed);
  assert.deepEqual(begun("mar", 9, ALL), ["Maria-Ștefania Ene", "Marin Dobre"]);
  assert.deepEqual(begun("mar", 1, ALL), ["Maria-Ștefania Ene"]);
});

Deno.test("whose number it is depends on who asks: his own contact, the office file's, everybody's", async () => {
  const { desk: kept, office } = await desk();
  const at = (...extensions: string[]) => ({ extensions, seesAll: false });
  const holder = (extension: string) => kept.holder("+40722000111", at(extension))?.name;
  await kept.add({ ...ION, name: "Ana's Ion", seenBy: ["101"] }, "ana");
  assert.deepEqual([holder("102"), kept.holder("+40722000111", ALL)?.name], [undefined, "Ana's Ion"]);
  await kept.add({ ...ION, name: "Zoe" }, "ana");
  assert.deepEqual([holder("101"), holder("102"), kept.holder("+40722000999", ALL)], ["Ana's Ion", "Zoe", undefined]);
  await kept.add(ION, "ana");
  assert.equal(holder("102"), "Ion Popa", "of several the first by name");
  const ofFile = { name: "Boss", numbers: ["+40 722 000 111"], vip: true };
  kept.follow({ contacts: [ofFile, { name: "Aide", numbers: ["0722 000 111"] }], office });
  assert.deepEqual([holder("101"), holder("102")], ["Ana's Ion", "Boss"]);
  assert.equal(kept.holder("+40722000111", at("102"))?.isVip, true, "the file's word is another");
});

const WISHES: readonly (readonly [Duplicates, readonly unknown[], readonly (readonly unknown[])[]])[] = [
  ["keep", [1, 0, 1], [["Ana", "0722 000 222", 1], ["Ion Popa", "0722 000 111", 1]]],
  ["merge", [1, 1, 0], [["Ana", "0722 000 222", 1], ["Ion Popa", "0722 000 111 021 123 4567", 2]]],
  ["replace", [1, 1, 0], [["Ana", "0722 000 222", 1], ["I. Popa", "+40722000111 021 123 4567", 2]]],
];
for (const [duplicates, counts, expected] of WISHES) {
  Deno.test(`an import with "${duplicates}" finds who is there by number, and is taken back whole`, async () => {
    const { desk: kept, take, shown, disk } = await desk();
    await kept.add(ION, "ana");
    const before = shown();
    const file = "I. Popa,Popa SRL,+40722000111 ::: 021 123 4567,\nAna,,0722 000 222,\nWrong,,nothing,\n";
    const { added, changed, same, skipped } = await take(file, duplicates);
    assert.deepEqual([added, changed, same, skipped], [...counts, 1]);
    assert.deepEqual(shown(), expected);
    assert.equal(kept.lastImport?.file, "a.csv");
    const again = await desk(disk);
    assert.deepEqual(await again.desk.undoImport(), { removed: 1, restored: counts[1], spared: 0 });
    assert.deepEqual(
      again.shown().map(([name, numbers]) => [name, numbers]),
      before.map(([name, numbers]) => [name, numbers]),
    );
    assert.equal(await again.desk.undoImport(), undefined);
  });
}

Deno.test("who comes twice in a file is one contact, and the same file again changes nothing", async () => {
  const { take, shown } = await desk();
  const file = "Ion,,0722 000 111,\nIon Popa,Popa SRL,0722 000 111 ::: 0722 000 112,\n";
  assert.deepEqual(await take(file), { added: 1, changed: 0, same: 0, skipped: 0 });
  assert.deepEqual(shown(), [["Ion", "0722 000 111 0722 000 112", 1]]);
  assert.deepEqual(await take(file), { added: 0, changed: 0, same: 2, skipped: 0 });
});

Deno.test("taking an import back spares what was changed since", async () => {
  const { desk: kept, take, shown } = await desk();
  await take("Ion,,0722 000 111,\nAna,,0722 000 222,\n");
  const [ana] = kept.find("ana", ALL);
  await kept.change(ana!.id, { name: "Ana Pop", numbers: ["0722 000 222"] }, { who: "ana" });
  assert.deepEqual(await kept.undoImport(), { removed: 1, restored: 0, spared: 1 });
  assert.deepEqual(shown(), [["Ana Pop", "0722 000 222", 2]]);
});

Deno.test("a draft is whoever's brought it, and nothing of it is in the book before it is confirmed", async () => {
  const { desk: kept, shown } = await desk();
  const file = { octets: new TextEncoder().encode("Name,Phone\nIon,0722 000 111\n"), name: "a.csv", who: "ana" };
  const draft = kept.begin(file);
  assert.equal(kept.draft(draft.id, "ana"), draft);
  assert.equal(kept.draft(draft.id, "bob"), undefined);
  await kept.readAgain(draft, {});
  assert.deepEqual([draft.state, draft.contacts.length, shown()], ["read", 1, []]);
  const other = kept.begin(file);
  assert.equal(kept.draft(draft.id, "ana"), undefined, "one at a time");
  kept.drop(other);
  assert.equal(kept.draft(other.id, "ana"), undefined);
});
