import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { KeptEntry } from "../../features/missed/mod.ts";
import type { Alert, MissedDoor } from "../page/mod.ts";
import type { News } from "../parts/mod.ts";
import { type DeskStage, deskStage, stagedExtension } from "./stage.ts";

const NOW = 1_750_000_000_000;
const MINUTE = 60_000;
const PEOPLE = { ana: "owner", sue: "supervisor", emil: "employee", nora: "employee", otto: "auditor" } as const;

/** A caller whom these phones did not reach, some minutes ago. */
function entry(id: string, minutesAgo: number, rang: readonly string[]): KeptEntry {
  return {
    ...{ id, tenant: "own", callerKey: `+4074512345${id.at(-1)}`, did: "+40211234567", state: "open", rang },
    attempts: [{ call: id, at: NOW - minutesAgo * MINUTE, endedAt: NOW - minutesAgo * MINUTE + 1 }],
    ...{ attemptsSinceOpen: 1, clearedBy: undefined, closedByExt: undefined, closedAt: undefined, note: undefined },
    ...{ reopenedCount: 0, route: "", isErased: false, audit: [] },
  };
}

function listOf(...entries: KeptEntry[]): Partial<MissedDoor> {
  return {
    has: () => true,
    entries: (_, { since = 0, limit }) =>
      Promise.resolve(entries.filter(({ attempts }) => attempts[0]!.at >= since).slice(0, limit)),
    entry: () => Promise.resolve(undefined),
    act: () => Promise.resolve(false),
  };
}

function ask(command: DeskCommand): DeskAnswer | undefined {
  if (command.type === "mailbox" && command.box === "101") {
    const from = { number: "0722000111", name: "Maria" };
    const message = { box: "101", durationMs: 1, since: NOW as WallTime, urgent: false, files: [], from };
    const at = (minutesAgo: number) => NOW - minutesAgo * MINUTE as WallTime;
    const messages = [
      { ...message, id: "old", at: at(9), state: "saved" as const },
      { ...message, id: "m-1", at: at(3), state: "new" as const },
    ];
    return {
      type: "mailbox",
      mailbox: { box: "101", name: "Emil", messages, usedMs: 0, quotaMs: 1, greeting: { use: "standard", files: {} } },
    };
  }
  if (command.type !== "live") return undefined;
  const help = [{ id: "h-1", at: NOW - MINUTE as WallTime, number: "112", from: { number: "103", name: "Door" } }];
  return { type: "live", live: { help, calls: [], parked: [], people: [] } };
}

function office(...missed: KeptEntry[]): Promise<DeskStage> {
  return deskStage(PEOPLE, {
    ask,
    missed: listOf(...missed),
    accounts: { emil: { extension: "101" }, sue: { scope: ["102"] } },
    office: { extensions: [stagedExtension("101"), stagedExtension("102")] },
  });
}

async function noticesOf(stage: DeskStage, who: string): Promise<{ counts: Record<string, number>; news: News[] }> {
  return await (await (await stage.signedIn(who)).get("/notices")).json();
}

const told = ({ news }: { news: readonly News[] }) => news.map(({ text, path }) => `${text} at ${path}`);
const FOUR = [entry("c1", 2, ["101"]), entry("c2", 4, ["102"]), entry("c3", 5, ["103"]), entry("c4", 6, ["103"])];

Deno.test("everybody is told of what is his to see to, newest first: of the office, of his part of it, of his own phone", async () => {
  const stage = await office(...FOUR);
  const ana = await noticesOf(stage, "ana");
  assert.deepEqual(ana.counts, { "/": 1, "/missed": 4 });
  assert.deepEqual(told(ana), [
    "Door has called 112 for help at /",
    "Missed call: 0745 123 451 at /missed/c1",
    "Missed call: 0745 123 452 at /missed/c2",
    "Missed call: 0745 123 453 at /missed/c3",
  ], "of many the newest three");
  assert.deepEqual((await noticesOf(stage, "sue")).counts, { "/": 1, "/missed": 1 });
  const emil = await noticesOf(stage, "emil");
  assert.deepEqual(emil.counts, { "/calls": 1, "/voicemail": 1 });
  assert.deepEqual(told(emil), ["Missed call: 0745 123 451 at /calls", "New voicemail: Maria at /voicemail"]);
  assert.deepEqual(await noticesOf(stage, "nora"), { counts: {}, news: [] }, "who has no phone has missed nothing");
  assert.deepEqual((await noticesOf(stage, "otto")).counts, { "/missed": 4 });
});

Deno.test("whoever calls again is news again, what is days old is none, and twenty is the most that is counted", async () => {
  const again = { ...FOUR[0]!, attempts: [...FOUR[0]!.attempts, { call: "c9", at: NOW, endedAt: NOW }] };
  const ids = async (stage: DeskStage) => (await noticesOf(stage, "otto")).news.map(({ id }) => id);
  assert.deepEqual([await ids(await office(FOUR[0]!)), await ids(await office(again))], [["missed c1 1"], [
    "missed c1 2",
  ]]);
  assert.deepEqual(await ids(await office(entry("c1", 3 * 24 * 60 + 1, ["101"]))), []);
  const many = await office(...Array.from({ length: 50 }, (_, nth) => entry(`c${nth}`, nth, ["101"])));
  assert.equal((await noticesOf(many, "otto")).counts["/missed"], 20);
});

Deno.test("what the box keeps for somebody is told on any browser until he has seen it, and beside no second word on the same", async () => {
  const asked: DeskCommand[] = [];
  const about = (entry: string) => ({ kind: "missed", tenant: "own", entry });
  const kept = [
    { id: "missed own c3", at: NOW as WallTime, about: about("c3") },
    { id: "missed own c1", at: NOW - MINUTE as WallTime, about: about("c1") },
    { id: "missed own gone", at: NOW - MINUTE as WallTime, about: about("gone") },
    { id: "digest daily own", at: NOW - 2 * MINUTE as WallTime, about: { kind: "digest", tenant: "own", open: 21 } },
  ];
  const entries = FOUR.map((each) => ({ ...each }));
  const stage = await deskStage(PEOPLE, {
    ask: (command) => {
      asked.push(command);
      if (command.type === "see-notices") return { type: "done", text: "" };
      if (command.type !== "notices") return ask(command);
      return {
        type: "notices",
        notices: command.number === "101" ? kept.map((each) => ({ ...each, number: "101" })) : [],
      };
    },
    missed: { ...listOf(...entries), entry: (_, id) => Promise.resolve(entries.find((each) => each.id === id)) },
    accounts: { emil: { extension: "101", language: "ro" }, sue: { scope: ["102"], extension: "102" } },
    office: { extensions: [stagedExtension("101"), stagedExtension("102")] },
  });
  const emil = await noticesOf(stage, "emil");
  assert.deepEqual(
    emil.news.filter(({ kind }) => kind === "missed").map(({ text, kept, path }) => [text, kept, path]),
    [
      ["Apel pierdut: 0745 123 453", "missed own c3", "/calls"],
      ["Apel pierdut: 0745 123 451", "missed own c1", "/calls"],
      ["21 de apelanți așteaptă să fie sunați", "digest daily own", "/calls"],
    ],
  );
  const rang = emil.news.filter(({ rangHim }) => rangHim === true).map(({ text }) => text);
  assert.deepEqual(rang, ["Apel pierdut: 0745 123 451"], "which the phone in his browser tells while it is open");
  assert.equal(emil.counts["/calls"], 4);
  assert.deepEqual((await noticesOf(stage, "sue")).news.filter(({ kept }) => kept !== undefined), []);
  const browser = await stage.signedIn("emil");
  assert.equal((await browser.post("/notices/seen", { id: "missed own c1" })).status, 204);
  assert.equal((await browser.post("/notices/seen", { until: String(NOW) })).status, 204);
  assert.equal((await (await stage.signedIn("nora")).post("/notices/seen", { id: "missed own c1" })).status, 204);
  assert.deepEqual(asked.filter(({ type }) => type === "see-notices"), [
    { type: "see-notices", number: "101", which: { id: "missed own c1" } },
    { type: "see-notices", number: "101", which: { until: NOW } },
  ], "each for his own extension, and who has none for nobody");
});

Deno.test("how the box goes is told to whoever may see its health, in his language, and counted while it goes badly", async () => {
  const alert = (about: string, of: string, verdict: Alert["verdict"], minutesAgo: number): Alert => ({
    ...{ about, of, verdict, at: NOW - minutesAgo * MINUTE, isEvent: about === "sign-in" },
    text: { en: `${about} ${of} ${verdict}`, ro: `în română: ${about} ${of} ${verdict}` },
  });
  const alerts = [
    alert("sign-in", "192.0.2.9 ana", "warn", 1),
    alert("trunk", "digi", "ok", 2),
    alert("quality", "101", "warn", 3),
    alert("trunk", "orange", "bad", 4),
    alert("disk", "", "warn", 5),
  ];
  const stageWith = (alerts: readonly Alert[]) =>
    deskStage(PEOPLE, { alerts: () => alerts, accounts: { otto: { language: "ro" } } });
  const ana = await noticesOf(await stageWith(alerts), "ana");
  assert.deepEqual(ana.counts, { "/": 0, "/health": 2, "/missed": 0 });
  assert.deepEqual(ana.news.map(({ kind, text, path }) => [kind, text, path]), [
    ["alert", "sign-in 192.0.2.9 ana warn", "/audit"],
    ["mended", "trunk digi ok", "/health"],
    ["alert", "quality 101 warn", "/calls?sounded=bad&q=101&since=2025-06-15"],
  ], "the newest three");
  const otto = await noticesOf(await stageWith(alerts.slice(3)), "otto");
  assert.deepEqual(otto.news.map(({ kind, text }) => [kind, text]), [
    ["broken", "în română: trunk orange bad"],
    ["alert", "în română: disk  warn"],
  ]);
  const idsOf = async (alerts: readonly Alert[]) => (await noticesOf(await stageWith(alerts), "ana")).news[0]?.id;
  const [down, again] = [alert("trunk", "orange", "bad", 4), alert("trunk", "orange", "bad", 3)];
  assert.notEqual(await idsOf([down]), await idsOf([again]), "what breaks once more is news once more");
  for (const who of ["sue", "emil", "nora"]) {
    const { counts, news } = await noticesOf(await stageWith(alerts), who);
    assert.deepEqual([counts["/health"], news], [undefined, []], who);
  }
});

Deno.test("every page of the desk has a place for news, that of the phone one of its own; on each they are counted", async () => {
  const stage = await office();
  const emil = await stage.signedIn("emil");
  for (const [path, at] of [["/me", "page"], ["/voicemail", "page"], ["/call", "phone"]] as const) {
    const html = await (await emil.get(path)).text();
    assert.equal(html.match(/data-notices="(\w+)"/)?.[1], at, path);
    assert.ok(html.includes('data-count="/voicemail" hidden'), path);
  }
});
