import assert from "node:assert/strict";
import { fail, type Instant, ok, SeededChance, START, toBytes, type WallTime } from "../base/mod.ts";
import { BOX_DEFAULTS, type BoxSettings } from "../config/mod.ts";
import { KeyRing, MemoryDisk, openMemoryStore, type RecordDay } from "../store/mod.ts";
import { TraceRing } from "../trace/mod.ts";
import type { ControlRequest } from "./control.ts";
import { answerControl, type ControlHandler } from "./control_handler.ts";
import type { BoxFacts } from "./doctor.ts";
import { OfficeDesk } from "./office_desk.ts";
import { type CommandWorld, type ExitCode, runCommand } from "./run_command.ts";
import { VERSION } from "./version.ts";

const NOON = Date.UTC(2026, 10, 21, 12) as WallTime;

const DAYS: readonly RecordDay[] = [
  { day: "2026-11-20", events: 12_345, state: "whole", seal: "0123456789abcdef00".padEnd(64, "0") },
  { day: "2026-11-21", events: 1, state: "changed", seal: "f".repeat(64) },
];

const RECORDING = { path: "recordings/2026-11-21/c1-1", call: "c1", at: NOON, durationMs: 61_000, bytes: 183_200 };

/** A terminal, and a box on data folder `./data` that is made of the real parts and no sockets. */
class Terminal {
  readonly files = new Map<string, string>();
  readonly served: BoxSettings[] = [];
  readonly copied: (readonly string[])[] = [];
  out = "";
  err = "";
  readonly #handler = handlerOf();

  async run(line: string): Promise<ExitCode> {
    this.out = this.err = "";
    const world: CommandWorld = {
      environment: { DATA: "/srv/kontor" },
      who: "ana",
      print: (text) => Promise.resolve(void (this.out += text)),
      complain: (text) => Promise.resolve(void (this.err += text)),
      read: (path) => Promise.resolve(this.files.get(path)),
      ask: async (data, request: ControlRequest) =>
        data === "./data"
          ? ok(JSON.parse(JSON.stringify(await answerControl(this.#handler, request))))
          : fail("no-box", `No box is running on data folder "${data}"`),
      gather: (settings) => Promise.resolve(factsOf(settings)),
      serve: (settings) => Promise.resolve((this.served.push(settings), 0)),
      demo: () => Promise.resolve(0),
      replayMissed: (scenarios, defaults) =>
        scenarios === "{"
          ? fail("bad-json", "Cannot read the scenarios")
          : ok({ scenarios, defaults: defaults ?? null }),
      copyRecording: (data, path, to) => {
        this.copied.push([data, path, to]);
        return to === "taken" ? "there is such a file" : undefined;
      },
    };
    return await runCommand(line.split(" "), world);
  }
}

function handlerOf(): ControlHandler {
  const clock = { now: () => START, wall: () => NOON };
  const store = openMemoryStore(clock, new MemoryDisk());
  const keys = KeyRing.load(store.keys, { clock, chance: new SeededChance(1) });
  const desk = new OfficeDesk({ store: store.office, environment: {}, realm: "kontor", publish: () => {} });
  const ring = new TraceRing({ limitBytes: 1000, limitMessages: 10 });
  const local = { ip: "192.0.2.1", port: 5060 };
  ring.add({
    at: 5 as Instant,
    wall: NOON,
    direction: "in",
    flow: { transport: "udp", local, remote: { ip: "192.0.2.9", port: 5060 } },
    bytes: toBytes("OPTIONS sip:x SIP/2.0\r\nCall-ID: abc\r\nCSeq: 1 OPTIONS\r\n\r\n"),
  });
  return {
    apply: (text, options) => desk.apply(text, options),
    export: () => desk.export(),
    rollback: (revision, who) => desk.rollback(revision, who),
    revisions: () => desk.revisions(),
    keys: async () => (await keys).all(),
    addKey: async (name, scopes, who) => (await keys).add(name, scopes, who),
    removeKey: async (name) => (await keys).remove(name),
    checkRecord: (day) => Promise.resolve(day === undefined || day === DAYS[1]!.day ? DAYS : undefined),
    status: async () => ({
      version: "1.2.3",
      startedAt: NOON,
      upMs: 3_723_000,
      data: "./data",
      listening: ["udp 192.0.2.1:5060", "http 192.0.2.1:8080"],
      revision: (await store.office.current())?.revision ?? 0,
      extensions: 2,
      phones: 1,
      calls: 1,
      trunks: [],
      stopping: false,
    }),
    calls: () =>
      Promise.resolve([{
        id: "c1",
        dialled: "102",
        forMs: 61_000,
        legs: [
          { id: "a", who: "Ana Pop", at: "talking", held: false, direction: "in", forMs: 61_000 },
          { id: "b", who: "Bob Ion", at: "talking", held: true, direction: "out", forMs: 59_000 },
        ],
      }]),
    phones: () =>
      Promise.resolve([{
        number: "101",
        contact: "sip:101@192.0.2.9",
        transport: "udp",
        address: "192.0.2.9:5060",
        userAgent: "baresip",
        expiresInMs: 59_000,
      }]),
    figures: () => Promise.resolve({ calls: 1 }),
    recordings: () => Promise.resolve([RECORDING, { ...RECORDING, path: "recordings/2026-11-21/c2-1" }]),
    features: () => Promise.resolve([{ dial: "**NUMBER", about: "pick up", code: "pick-up-at" }]),
    trace: (call) => Promise.resolve(ring.of(call)),
  };
}

function factsOf(settings: BoxSettings): BoxFacts {
  return {
    settings,
    running: false,
    ports: [],
    sound: { probed: 0, taken: [] },
    clock: { wall: 0 as WallTime, earliest: NOON, synchronised: undefined },
    ips: [],
    options: [],
    sipModules: [],
    disk: undefined,
    openFiles: undefined,
    folder: { path: settings.data, exists: false, mode: 0, writable: true },
  };
}

const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101 }
`;

Deno.test("an office is applied, exported, changed and rolled back from the command line", async () => {
  const terminal = new Terminal();
  terminal.files.set("office.yml", OFFICE);
  assert.equal(await terminal.run("export"), 1);
  assert.equal(terminal.err, "No office has been applied yet: kontor apply office.yml\n");
  assert.equal(await terminal.run("apply office.yml"), 0);
  assert.equal(
    terminal.out,
    "Applied as revision 1, 1 extension: 1 extension added, the office's own facts changed\n",
  );
  assert.equal(await terminal.run("export"), 0);
  terminal.files.set("office.yml", terminal.out);
  assert.equal(await terminal.run("apply office.yml"), 0);
  assert.equal(terminal.out, "Nothing to change: revision 1, 1 extension\n");
  terminal.files.set("office.yml", `${OFFICE}  - { number: "102", name: Bob, secret: s3cret-102 }\n`);
  assert.equal(await terminal.run("apply office.yml --json"), 0);
  assert.equal(JSON.parse(terminal.out).revision, 2);
  assert.equal(await terminal.run("rollback 1"), 0);
  assert.equal(await terminal.run("rollback"), 0);
  assert.match(terminal.out, /^REVISION +WHEN +WHO +WHAT\n3 +2026-11-21T12:00:00\.000Z +ana +rollback to revision 1/);
});

Deno.test("a bad office is told fault by fault, and as JSON where asked", async () => {
  const terminal = new Terminal();
  terminal.files.set("bad.yml", OFFICE.replace('"101"', '"112"'));
  const fault = 'bad.yml:3:15 extensions[0].number: "112" is an emergency number in RO and cannot be anything else';
  assert.equal(await terminal.run("apply bad.yml"), 1);
  assert.equal(terminal.err, `${fault}\nCannot apply "bad.yml": it has 1 fault\n`);
  assert.equal(await terminal.run("apply bad.yml --json"), 1);
  assert.deepEqual(JSON.parse(terminal.out), { error: 'Cannot apply "bad.yml": it has 1 fault', faults: [fault] });
  assert.equal(await terminal.run("apply none.yml"), 1);
  assert.equal(terminal.err, 'Cannot read office file "none.yml": there is none\n');
});

Deno.test("status and calls are tables for people and JSON for machines", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("status"), 0);
  assert.equal(
    terminal.out,
    `Version         1.2.3
Running         1:02:03, since 2026-11-21T12:00:00.000Z
Data            ./data
Listening       udp 192.0.2.1:5060
                http 192.0.2.1:8080
Office          none applied yet
Calls           1
Phones          1

NUMBER  ADDRESS         OVER  PHONE    EXPIRES IN
101     192.0.2.9:5060  udp   baresip  59 s
`,
  );
  assert.equal(await terminal.run("status --json"), 0);
  assert.equal(JSON.parse(terminal.out).registered[0].number, "101");
  assert.equal(await terminal.run("help features"), 0);
  assert.equal(terminal.out, "DIAL      TO       CODE\n**NUMBER  pick up  pick-up-at\n");
  assert.equal(await terminal.run("calls"), 0);
  assert.equal(
    terminal.out,
    `CALL  DIALLED  WHO           IS             FOR
c1    102      from Ana Pop  talking        1:01
               to Bob Ion    talking, held  59 s
`,
  );
});

Deno.test("trace draws what the box has kept, and says when it has nothing", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("trace abc"), 0);
  assert.match(terminal.out, /0\.000 s +\|-+OPTIONS 1-+>\|/);
  assert.equal(await terminal.run("trace abc --json"), 0);
  assert.equal(JSON.parse(terminal.out).messages[0].remote, "192.0.2.9:5060");
  assert.equal(await terminal.run("trace other"), 1);
  assert.equal(terminal.err, 'No messages of call "other" are kept: is the id right?\n');
});

Deno.test("serve gets the settings that were chosen: the option before the file before the default", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("serve"), 0);
  terminal.files.set("kontor.yml", "data: ${DATA}\n");
  assert.equal(await terminal.run("serve"), 0);
  assert.equal(await terminal.run("serve --data /tmp/box"), 0);
  assert.deepEqual(terminal.served.map(({ data }) => data), [BOX_DEFAULTS.data, "/srv/kontor", "/tmp/box"]);
  terminal.files.set("kontor.yml", "dta: x\n");
  assert.equal(await terminal.run("serve"), 1);
  assert.equal(terminal.err, 'kontor.yml:1:1 dta: "dta" is not known here: did you mean "data"?\n');
  assert.equal(await terminal.run("serve --config other.yml"), 1);
  assert.equal(terminal.err, 'Cannot read configuration "other.yml": there is no such file\n');
  assert.equal(terminal.served.length, 3);
});

Deno.test("exit codes tell what went wrong", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("staus"), 2);
  assert.equal(terminal.err, 'Unknown command "staus": did you mean "status"?\nTry "kontor --help"\n');
  assert.equal(await terminal.run("status --data /elsewhere"), 3);
  assert.equal(terminal.err, 'No box is running on data folder "/elsewhere"\n');
  assert.equal(await terminal.run("doctor"), 1);
  assert.match(terminal.out, /bad +clock/);
  assert.equal(await terminal.run("version"), 0);
  assert.equal(terminal.out, `kontor ${VERSION}\n`);
  assert.equal(await terminal.run("export --schema kontor"), 0);
  assert.equal(JSON.parse(terminal.out).title, "kontor.yml: the box");
});

Deno.test("whoever checks the record sees its days, and hears by the exit code that one was changed", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("check-record"), 1);
  assert.match(terminal.out, /^2026-11-20 +12345 +as it was written +0123456789abcdef$/m);
  assert.match(terminal.out, /^2026-11-21 +1 +CHANGED +f{16}\n\nChanged since it was written: 1 day$/m);
  assert.equal(await terminal.run("check-record 1999-01-01"), 1);
  assert.match(terminal.err, /^Cannot check "1999-01-01": the record has no events of that day$/m);
  assert.equal(await terminal.run("check-record yesterday"), 2);
  assert.match(terminal.err, /^Cannot check day "yesterday": expected a date as in 2026-11-21$/m);
});

Deno.test("a key is written once, listed without itself, and taken back", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("keys"), 0);
  assert.equal(terminal.out, "No keys\n");
  assert.equal(await terminal.run("add-key crm --scopes calls:read"), 0);
  const key = terminal.out.trim();
  assert.match(key, /^kontor_[0-9a-f]{64}$/);
  assert.equal(await terminal.run("add-key crm"), 1);
  assert.equal(terminal.err, 'Cannot make key "crm": there is one of that name, remove it first\n');
  assert.equal(await terminal.run("keys"), 0);
  assert.match(terminal.out, /^crm +calls:read +2026-11-21T12:00:00.000Z +ana$/m);
  assert.ok(!terminal.out.includes(key.slice(8)));
  assert.equal(await terminal.run("remove-key crm"), 0);
  assert.equal(await terminal.run("remove-key crm"), 1);
  assert.equal(terminal.err, 'Cannot remove key "crm": there is none of that name\n');
  assert.equal(await terminal.run("add-key crm --scopes everything"), 2);
  assert.match(terminal.err, /^Cannot allow "everything": known are calls:read, record:read$/m);
});

Deno.test("missed replay plays a file on the defaults beside it, on those it is told, or on none", async () => {
  const terminal = new Terminal();
  terminal.files.set("rows/day.json", "[]").set("rows/defaults.json", "beside").set("other.json", "other");
  assert.equal(await terminal.run("missed replay rows/day.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: "beside" });
  assert.equal(await terminal.run("missed replay rows/day.json --defaults other.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: "other" });
  terminal.files.delete("rows/defaults.json");
  assert.equal(await terminal.run("missed replay rows/day.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: null });
});

Deno.test("missed replay says what it could not read", async () => {
  const terminal = new Terminal();
  terminal.files.set("bad.json", "{");
  const refused = async (line: string) => [await terminal.run(line), terminal.err.split("\n")[0]];
  assert.deepEqual(await refused("missed replay bad.json"), [1, "Cannot read the scenarios"]);
  const none = 'Cannot read scenarios "none.json": there is no such file';
  assert.deepEqual(await refused("missed replay none.json"), [1, none]);
  const noDefaults = 'Cannot read defaults "none.json": there is no such file';
  assert.deepEqual(await refused("missed replay bad.json --defaults none.json"), [1, noDefaults]);
  assert.deepEqual(await refused("missed list bad.json"), [2, 'Cannot "missed list": expected "missed replay"']);
  const needs = 'Command "missed" needs "FILE": one scenario or a list of them, in JSON, or - for standard input';
  assert.deepEqual(await refused("missed replay"), [2, needs]);
});

Deno.test("kontor recordings lists them, and writes one into a file", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("recordings"), 0);
  assert.match(terminal.out, /^recordings\/2026-11-21\/c1-1 {2}2026-11-21T12:00:00.000Z {2}1:01 {2}184$/m);
  assert.equal(await terminal.run(`recordings ${RECORDING.path} call.opus`), 0);
  assert.deepEqual(terminal.copied, [["./data", RECORDING.path, "call.opus"]]);
  assert.equal(await terminal.run(`recordings ${RECORDING.path} taken`), 1);
  assert.match(terminal.err, /Cannot write "recordings\/.*" into "taken": there is such a file/);
  assert.equal(await terminal.run(`recordings ${RECORDING.path}`), 2);
  assert.equal(await terminal.run("recordings recordings/../box.key x"), 2);
});
