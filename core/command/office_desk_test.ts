import assert from "node:assert/strict";
import { type Clock, fail, type Log, type LogLine, ok, START, type WallTime } from "../base/mod.ts";
import { formatFault } from "../config/mod.ts";
import type { Directory, Holiday } from "../directory/mod.ts";
import type { CsvRow, Rate } from "../rates/mod.ts";
import { MemoryDisk, openMemoryStore } from "../store/mod.ts";
import { OfficeDesk, type OfficeOutcome } from "./office_desk.ts";

const CLOCK: Clock = { now: () => START, wall: () => 1_790_000_000_000 as WallTime };
const OFFICE = "office: { name: Demo, country: RO, time_zone: Europe/Bucharest }\n";
const ANA = '  - { number: "101", name: Ana, secret: s3cret-101 }\n';
const BOB = '  - { number: "102", name: Bob, secret: "${BOB}" }\n';
const TWO = `# Two of us\n${OFFICE}extensions:\n${ANA}${BOB}`;

interface House {
  readonly desk: OfficeDesk;
  readonly disk: MemoryDisk;
  readonly published: readonly Directory[];
}

function house(
  disk = new MemoryDisk(),
  environment: Readonly<Record<string, string>> = { BOB: "s3cret-of-bob" },
  log: Log = { write: () => {} },
): House {
  const published: Directory[] = [];
  const store = openMemoryStore(CLOCK, disk).office;
  const desk = new OfficeDesk({
    store,
    environment,
    realm: "kontor",
    log,
    publish: (directory) => published.push(directory),
  });
  return { desk, disk, published };
}

function apply(desk: OfficeDesk, text: string, force = false): Promise<OfficeOutcome> {
  return desk.apply(text, { fileName: "office.yml", force, who: "ana" });
}

function textOf(outcome: OfficeOutcome): string {
  return outcome.ok ? "" : [outcome.text, ...outcome.faults.map(formatFault)].join("\n");
}

Deno.test("an applied office is stored without its secrets and published", async () => {
  const { desk, disk, published } = house();
  const outcome = await apply(desk, TWO);
  assert.deepEqual(outcome, {
    ok: true,
    revision: 1,
    changed: true,
    extensions: 2,
    difference: { added: ["101", "102"], removed: [], changed: [], office: true, sections: [] },
  });
  assert.equal(disk.offices[0]?.document, TWO.replace("s3cret-101", "!kept"));
  assert.deepEqual([...disk.offices[0]!.secrets], [["extensions/101/secret", "s3cret-101"]]);
  assert.deepEqual(published.map(({ revision }) => revision), [1]);
  assert.ok(published[0]?.extensions.has("102"));
});

Deno.test("a bad file changes nothing and tells all", async () => {
  const { desk, disk, published } = house();
  await apply(desk, TWO);
  const text = textOf(await apply(desk, TWO.replace('"101"', '"10a"').replace("Bob", '""')));
  assert.match(text, /^Cannot apply "office.yml": it has 2 faults\n/);
  assert.match(text, /office.yml:4:15 extensions\[0\].number: "10a" is not a number of 2 to 6 digits/);
  assert.equal(disk.offices.length, 1);
  assert.equal(published.length, 1);
});

Deno.test("export then apply is a no-op, and a change of it is the next revision", async () => {
  const { desk, disk } = house();
  await apply(desk, TWO);
  const exported = await desk.export();
  assert.ok(exported !== undefined && !exported.includes("s3cret-101") && exported.includes("${BOB}"));
  assert.deepEqual(await apply(desk, exported), {
    ok: true,
    revision: 1,
    changed: false,
    extensions: 2,
    difference: { added: [], removed: [], changed: [], office: false, sections: [] },
  });
  assert.equal(disk.offices.length, 1);
  const renamed = await apply(desk, exported.replace("name: Ana", "name: Anna"));
  assert.ok(renamed.ok && renamed.revision === 2);
  assert.deepEqual(renamed.difference.changed, ["101"]);
  assert.equal(disk.offices[1]?.secrets.get("extensions/101/secret"), "s3cret-101");
});

Deno.test("a file from before a newer change is refused, unless it is forced", async () => {
  const { desk } = house();
  await apply(desk, TWO);
  const old = await desk.export() ?? "";
  await apply(desk, TWO.replace("Ana", "Anna"));
  assert.equal(
    textOf(await apply(desk, old)),
    'Cannot apply "office.yml" of revision "1": the box has moved on to revision 2; export again, or apply with --force',
  );
  const forced = await apply(desk, old, true);
  assert.ok(forced.ok && forced.revision === 3);
});

Deno.test("a file of a later revision is from another box", async () => {
  const { desk } = house();
  assert.match(
    textOf(await apply(desk, `revision: 9\n${TWO}`)),
    /the box is only at revision 0, so the file is from another box/,
  );
});

Deno.test("a rollback is a new revision with the old content, secrets included", async () => {
  const { desk, published } = house();
  await apply(desk, TWO);
  await apply(desk, `${OFFICE}extensions:\n${ANA.replace("s3cret-101", "an0ther-secret")}`);
  const back = await desk.rollback(1, "bob");
  assert.ok(back.ok && back.revision === 3);
  assert.deepEqual(back.difference, { added: ["102"], removed: [], changed: ["101"], office: false, sections: [] });
  assert.deepEqual(published[2]?.extensions, published[0]?.extensions);
  assert.deepEqual((await desk.revisions()).map(({ who, note }) => [who, note]), [
    ["ana", "apply office.yml: 2 extensions added, the office's own facts changed"],
    ["ana", "apply office.yml: 1 extension removed, 1 changed"],
    ["bob", "rollback to revision 1: 1 extension added, 1 changed"],
  ]);
  assert.equal(
    textOf(await desk.rollback(2, "bob", 2)),
    'Cannot roll back to revision "2": the box is at revision 3, and not at 2, which is gone back from',
  );
  assert.equal(textOf(await desk.rollback(9, "bob")), 'Cannot roll back to revision "9": there is no such revision');
});

Deno.test("the office is there again after a restart, and a missing name in the environment is told", async () => {
  const { desk, disk } = house();
  await apply(desk, TWO);
  const again = house(disk);
  assert.ok((await again.desk.load())?.ok);
  assert.deepEqual([...again.published[0]?.extensions.keys() ?? []], ["101", "102"]);
  const bare = house(disk, {});
  const outcome = await bare.desk.load();
  assert.ok(outcome !== undefined);
  assert.match(textOf(outcome), /revision 1:5:\d+ extensions\[1\].secret: the environment of the box has no "BOB"/);
  assert.deepEqual(bare.published, []);
});

Deno.test("what this version refuses of the newest revision is told, and the newest that holds is run with", async () => {
  const { desk, disk } = house();
  await apply(desk, TWO);
  await apply(desk, TWO.replace("Ana", "Anna").replace("s3cret-101", "an0ther-secret"));
  const store = openMemoryStore(CLOCK, disk).office;
  const document = disk.offices[1]!.document.replace("Anna", '""').replace("RO", "Romania");
  const secrets = new Map([["extensions/101/secret", "third-secret-101"]]);
  await store.save({ document, secrets, who: "a former version", note: "" });
  const logged: LogLine[] = [];
  const again = house(disk, undefined, { write: (line) => logged.push(line) });
  const outcome = await again.desk.load();
  assert.match(textOf(outcome!), /revision 3:2:32 office.country: "Romania" is not/);
  assert.deepEqual(again.published.map(({ revision }) => revision), [2]);
  assert.equal(again.published[0]?.extensions.get("101")?.name, "Anna");
  // Somebody may have known the old one.
  const changed = house(new MemoryDisk());
  await apply(changed.desk, TWO.replace("s3cret-101", "third-secret-101"));
  const keysOf = ({ published: [directory] }: House) => directory?.extensions.get("101")?.keys;
  assert.deepEqual(keysOf(again), keysOf(changed));
  assert.deepEqual(again.desk.refused?.faults.map(({ path }) => path), ["office.country", "extensions[0].name"]);
  assert.deepEqual([again.desk.refused?.revision, again.desk.refused?.runs], [3, 2]);
  assert.deepEqual(logged.map(({ level, facts }) => [level, facts?.["field"], facts?.["runs"]]), [
    ["error", "office.country", 2],
    ["error", "extensions[0].name", 2],
  ]);
  // What is mended is the newest, as its owner wrote it.
  const exported = await again.desk.export() ?? "";
  const mended = await apply(again.desk, exported.replace('name: ""', "name: Anna").replace("Romania", "RO"));
  assert.ok(mended.ok && mended.revision === 4);
  assert.deepEqual(mended.difference.added, []);
  assert.equal(again.desk.refused, undefined);
});

Deno.test("a box of which no revision holds starts without people, and is mended as another is", async () => {
  const disk = new MemoryDisk();
  const store = openMemoryStore(CLOCK, disk).office;
  for (const name of ["10a", "10b"]) {
    const document = TWO.replace('"101"', `"${name}"`);
    await store.save({ document, secrets: new Map(), who: "a former version", note: "" });
  }
  const { desk, published } = house(disk);
  assert.equal((await desk.load())?.ok, false);
  assert.deepEqual([published.length, desk.refused?.runs], [0, undefined]);
  const mended = await apply(desk, TWO);
  assert.ok(mended.ok && mended.revision === 3);
  assert.deepEqual([published[0]?.revision, desk.refused], [3, undefined]);
});

Deno.test("a box without an office loads and exports nothing", async () => {
  const { desk } = house();
  assert.equal(await desk.load(), undefined);
  assert.equal(await desk.export(), undefined);
});

Deno.test("two changes at once are made one after the other", async () => {
  const { desk } = house();
  const outcomes = await Promise.all([apply(desk, `revision: 0\n${TWO}`), apply(desk, `revision: 0\n${OFFICE}`)]);
  assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false]);
});

const HOURS = 'hours: [{ name: h, times: [mon 09:00-10:00], holidays: ["12-25"], calendar: days.ics, open: "101" }]\n';

Deno.test("the holidays of a calendar are read when an office is applied, and one that is not there is a fault", async () => {
  const files = new Map<string, readonly Holiday[]>();
  const told: string[] = [];
  const published: Directory[] = [];
  const desk = new OfficeDesk({
    store: openMemoryStore(CLOCK, new MemoryDisk()).office,
    environment: { BOB: "s3cret-of-bob" },
    realm: "kontor",
    publish: (directory) => published.push(directory),
    calendars: () =>
      Promise.resolve((path) => {
        const found = files.get(path);
        return found === undefined ? fail("no-file", "it is not in the data folder") : ok(found);
      }),
    log: { write: ({ text, facts }) => void told.push(`${text} ${facts?.["calendar"]}`) },
  });
  const refused = textOf(await apply(desk, TWO + HOURS));
  assert.match(refused, /office\.yml:6:\d+ hours\[0\]\.calendar: "days\.ics": it is not in the data folder/);
  assert.equal(published.length, 0);
  const day: Holiday = { every: "once", from: "2026-12-01T00:00", until: "2026-12-02T00:00" };
  files.set("days.ics", [day]);
  assert.equal(textOf(await apply(desk, TWO + HOURS)), "");
  assert.deepEqual(published.at(-1)!.hours.get("h")!.holidays, [{ every: "year", from: "12-25", to: "12-25" }, day]);
  // A file that has gone since must not keep the box from starting.
  files.clear();
  assert.equal((await desk.load())?.ok, true);
  assert.equal(published.at(-1)!.hours.get("h")!.holidays.length, 1);
  assert.deepEqual(told, ["The holidays of a calendar are not known days.ics"]);
});

const LISTED =
  'queues: [{ number: "8001", name: Sales, members: ["101"], outbound: { calls: ["0722000111"], file: a.csv } }]\n';

Deno.test("a list of calls is read when an office is applied, and one that has gone does not keep the box from starting", async () => {
  let rows: readonly CsvRow[] | undefined = [{ record: { number: "0722000222", name: "Maria" }, line: 2 }];
  const told: string[] = [];
  const published: Directory[] = [];
  const desk = new OfficeDesk({
    store: openMemoryStore(CLOCK, new MemoryDisk()).office,
    environment: { BOB: "s3cret-of-bob" },
    realm: "kontor",
    publish: (directory) => published.push(directory),
    callLists: () =>
      Promise.resolve(() => rows === undefined ? fail("no-file", "it is not in the data folder") : ok(rows)),
    log: { write: ({ text, facts }) => void told.push(`${text} ${facts?.["file"]}`) },
  });
  const calls = () => published.at(-1)!.queues.get("8001")!.outbound!.calls;
  assert.equal(textOf(await apply(desk, TWO + LISTED)), "");
  assert.deepEqual(calls(), [{ number: "0722000111" }, { number: "0722000222", name: "Maria" }]);
  rows = undefined;
  assert.equal((await desk.load())?.ok, true);
  assert.deepEqual(calls(), [{ number: "0722000111" }]);
  assert.equal(published.at(-1)!.queues.get("8001")!.outbound!.isFileLost, true, "nobody counts as gone from it");
  assert.deepEqual(told, ["A list of calls is not known a.csv"]);
  assert.match(
    textOf(await apply(desk, `${TWO + LISTED}# again\n`)),
    /outbound\.file: "a\.csv": it is not in the data/,
  );
});

const RATES = "rates: [{ name: r, currency: EUR, file: prices.csv }]\n";

Deno.test("the prices of a list are read when an office is applied, and what reads them is loaded for no other", async () => {
  let prices: readonly Rate[] | undefined = [{ prefix: "+40", perMinute: 10_000, setup: 0, increment: 60 }];
  let loaded = 0;
  const told: string[] = [];
  const published: Directory[] = [];
  const desk = new OfficeDesk({
    store: openMemoryStore(CLOCK, new MemoryDisk()).office,
    environment: { BOB: "s3cret-of-bob" },
    realm: "kontor",
    publish: (directory) => published.push(directory),
    priceLists: () => {
      loaded += 1;
      return Promise.resolve(() => prices === undefined ? fail("no-file", "it is not in the data folder") : ok(prices));
    },
    log: { write: ({ text, facts }) => void told.push(`${text} ${facts?.["file"]}`) },
  });
  assert.equal(textOf(await apply(desk, TWO)), "");
  assert.equal(loaded, 0);
  assert.equal(textOf(await apply(desk, TWO + RATES)), "");
  assert.equal(published.at(-1)!.rates.get("r")!.rates.size, 1);
  // A list that has gone since must not keep the box from starting; but it cannot be applied.
  prices = undefined;
  assert.equal((await desk.load())?.ok, true);
  assert.equal(published.at(-1)!.rates.get("r")!.rates.size, 0);
  assert.deepEqual(told, ["The prices of a list are not known prices.csv"]);
  assert.match(
    textOf(await apply(desk, `${TWO + RATES}# again\n`)),
    /rates\[0\]\.file: "prices\.csv": it is not in the data/,
  );
  assert.equal(loaded, 1);
});
