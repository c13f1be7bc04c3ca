/**
 * A terminal on which commands are tried: no box runs, and what they print is kept.
 *
 * @module
 */
import { fail, type Instant, ok, SeededChance, START, toBytes, type WallTime } from "../base/mod.ts";
import type { BoxSettings } from "../config/mod.ts";
import { DEFAULT_CSV, type SavedReport } from "../directory/mod.ts";
import { KeyRing, MemoryDisk, openMemoryStore, type RecordDay } from "../store/mod.ts";
import type { RecordingView } from "../switchboard/mod.ts";
import { TraceRing } from "../trace/mod.ts";
import type { ControlRequest } from "./control.ts";
import { answerControl, type ControlHandler } from "./control_handler.ts";
import type { BoxFacts } from "./doctor.ts";
import { OfficeDesk } from "./office_desk.ts";
import { type CommandWorld, type ExitCode, runCommand } from "./run_command.ts";

const NOON = Date.UTC(2026, 10, 21, 12) as WallTime;

const DAYS: readonly RecordDay[] = [
  { day: "2026-11-20", events: 12_345, state: "whole", seal: "0123456789abcdef00".padEnd(64, "0") },
  { day: "2026-11-21", events: 1, state: "changed", seal: "f".repeat(64) },
];

const WEEKLY: SavedReport = {
  name: "weekly",
  parts: ["summary"],
  period: "last-week",
  format: "pdf",
  csv: DEFAULT_CSV,
  to: ["ana@example.com"],
  cron: "0 8 * * MON",
};
export const RECORDING: RecordingView = {
  path: "recordings/2026-11-21/c1-1",
  call: "c1",
  at: NOON,
  durationMs: 61_000,
  bytes: 183_200,
};

/** A terminal, and a box on data folder `./data` that is made of the real parts and no sockets. */
export class Terminal {
  readonly files: Map<string, string> = new Map();
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
        Promise.resolve(
          scenarios === "{"
            ? fail("bad-json", "Cannot read the scenarios")
            : ok({ scenarios, defaults: defaults ?? null }),
        ),
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
  const waiting = new Map([["c1", {
    ...{ id: "c1", caller: "+40745123456", number: "+40376443311", attempts: 2, lastAt: NOON },
    ...{ route: "IVR → 1 → Sales", rang: ["101", "102"] },
  }]]);
  return {
    missed: () => Promise.resolve([...waiting.values()]),
    missedDone: (entry) => Promise.resolve(waiting.delete(entry)),
    apply: (text, options) => desk.apply(text, options),
    export: () => desk.export(),
    rollback: (revision, who) => desk.rollback(revision, who),
    revisions: () => desk.revisions(),
    keys: async () => (await keys).all(),
    addKey: async (...key) => (await keys).add(...key),
    removeKey: async (name) => (await keys).remove(name),
    resetOwner: (owner) =>
      Promise.resolve(
        owner === "ana"
          ? ok({ owner, code: "7KQ2-M9XD", until: NOON, url: "http://192.0.2.1:8080/claim?code=7KQ2-M9XD" })
          : fail("no-owner", `Cannot reset owner "${owner}": owners are ana`),
      ),
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
    queues: () =>
      Promise.resolve([{
        number: "8001",
        name: "Sales",
        strategy: "memory",
        overdue: 1,
        talking: 1,
        waiting: [
          { caller: "l9", number: "0722123456", position: 1, waitedMs: 61_000, state: "ringing", agents: ["101"] },
          { caller: "call-back/8001/0733", position: 2, waitedMs: 9_000, state: "away", agents: [] },
        ],
        agents: [{ number: "101", name: "Ana Pop", state: "ringing", penalty: 0 }],
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
    webhooks: () =>
      Promise.resolve({
        webhooks: [
          {
            name: "crm",
            state: "on",
            host: "crm.example.com",
            events: ["*"],
            waiting: 3,
            behind: 12,
            dead: 1,
            failing: "it says 503",
          },
          { name: "wall", state: "on", host: "10.0.0.9:8080", events: ["call.*"], waiting: 0, behind: 0, dead: 0 },
        ],
        deadLetters: [{ id: "crm.7.x", of: "webhooks/crm", body: "{}", why: "it says 410", at: NOON }],
      }),
    changeDeadLetters: (action, id) =>
      Promise.resolve(
        id === "gone" ? { type: "refused", text: "There is none" } : { type: "done", text: `${action} ${id ?? "all"}` },
      ),
    reports: () => Promise.resolve([WEEKLY]),
    report: (name, { format = "pdf" }) =>
      Promise.resolve(
        name === "weekly" ? ok({ path: "reports/weekly.1.pdf", format }) : fail("no-report", `Cannot make "${name}"`),
      ),
    features: () =>
      Promise.resolve({
        head: ["FORMAȚI", "PENTRU", "COD"],
        features: [{ dial: "**NUMĂR", about: "preluați", code: "pick-up-at" }],
      }),
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
    outside: { stun: [], turn: [] },
    sipModules: [],
    mail: undefined,
    lost: undefined,
    disk: undefined,
    openFiles: undefined,
    folder: { path: settings.data, exists: false, mode: 0, writable: true },
  };
}

export const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101 }
`;
