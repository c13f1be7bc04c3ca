import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import type { DeskAnswer, DeskCommand, MailboxView } from "../../core/switchboard/mod.ts";
import type { KeptEntry } from "../../features/missed/mod.ts";
import { type Browser, type DeskStage, deskStage, stagedExtension } from "../../web/desk/stage.ts";
import { ROUTES } from "../../web/routes/mod.ts";
import { QUEUE } from "../lab/queues.ts";

/**
 * A supervisor who sees 101 and 8001, in an office where all that happens is 102's and 8002's: no page, file or stream tells
 * him who called them, and nothing that he sends reaches the switchboard. Every route is asked, a new one, too.
 */
const AT = 1_750_000_000_000 as WallTime;
const CALLER = { number: "+40722000222", name: "Whoever called Bob" } as const;
/** As a number, and as it is written out for people. */
const TELLS = /722[ -]?000[ -]?222|Whoever called Bob/;
const SITE = { origin: "http://box.example", "sec-fetch-site": "same-origin" } as const;

interface Stage extends DeskStage {
  /** What the switchboard, and the list of missed calls, were told to do. */
  readonly told: string[];
}

const LIVE: DeskAnswer = {
  type: "live",
  live: {
    help: [{ id: "h-1", at: AT, number: "112", from: { number: "102", name: "Bob" } }],
    calls: [{
      ...{ id: "c9", dialled: "102", at: AT },
      legs: [
        { id: "l", ...CALLER, state: "talking", direction: "in", at: AT, trunk: "world" },
        { id: "o", number: "102", name: "Bob", state: "talking", direction: "out", at: AT },
      ],
    }],
    people: ["101", "102"].map((number) => ({ number, name: `Person ${number}`, presence: "available" })),
    parked: [],
  },
};
const QUEUES: DeskAnswer = {
  type: "queues",
  queues: [{
    ...{ number: "8002", name: "Theirs", strategy: "linear", overdue: 0, talking: 0 },
    agents: [{ number: "102", name: "Bob", state: "free", penalty: 0 }],
    waiting: [{ caller: "w", ...CALLER, position: 1, waitedMs: 1, state: "waiting", agents: [] }],
  }],
};
const CALL_BACKS: DeskAnswer = {
  type: "call-backs",
  booked: [{ key: "k", queue: "8002", ...CALLER, dueAt: AT, tries: 1 }],
};
const MAILBOX: MailboxView = {
  ...{ box: "102", name: "Bob", usedMs: 0, quotaMs: 1, greeting: { use: "standard", files: {} } },
  messages: [{
    ...{ id: "m-1", box: "102", at: AT, since: AT, durationMs: 1_000, state: "new", urgent: false, from: CALLER },
    files: ["voicemail/102/a.opus"],
  }],
};
const MISSED: KeptEntry = {
  ...{ id: "m1", tenant: "own", callerKey: CALLER.number, did: "8002", state: "open" },
  ...{ attempts: [{ call: "c1", at: AT, endedAt: AT }], attemptsSinceOpen: 1, reopenedCount: 0 },
  ...{ route: "8002", rang: ["102"], isErased: false },
  ...{ clearedBy: undefined, closedByExt: undefined, closedAt: undefined, note: undefined, audit: [] },
};

function answerTo(command: DeskCommand): DeskAnswer | undefined {
  switch (command.type) {
    case "live":
      return LIVE;
    case "queues":
      return QUEUES;
    case "call-backs":
      return CALL_BACKS;
    case "mailbox":
      return command.box === "102" ? { type: "mailbox", mailbox: MAILBOX } : undefined;
    default:
      return undefined;
  }
}

/** Of a call for help everybody is told who sees a part of the office, and whoever comes first sees to it. */
const FOR_ALL = ["/live/help/:help/cross-out cross-out-help"];
/** These only ask how things stand. */
const QUESTIONS: readonly DeskCommand["type"][] = [
  "live",
  "queues",
  "call-backs",
  "call-lists",
  "agents",
  "phones",
  "trunks",
  "hours",
  "line",
  "mailbox",
  "notices",
  "calls",
  "figures",
  "features",
  "recordings",
  "webhooks",
  "dead-letters",
  "dead-mails",
];

/** A stream that tells of the caller whom it is opened for. */
function heardBy(seesBob: boolean): Response {
  return new Response(`event: live\ndata: ${seesBob ? CALLER.name : ""}\n\n`);
}

async function office(): Promise<Stage> {
  const told: string[] = [];
  const stage = await deskStage({ owner: "owner", leader: "supervisor" }, {
    accounts: { owner: { extension: "102" }, leader: { extension: "101", scope: ["101", "8001"] } },
    office: {
      extensions: ["101", "102"].map(stagedExtension),
      queues: ["8001", "8002"].map((number) => ({ ...QUEUE, number })),
    },
    ask: (command) => {
      const isOwn = "number" in command && command.number === "101";
      if (!isOwn && !QUESTIONS.includes(command.type)) told.push(command.type);
      return answerTo(command);
    },
    streams: {
      live: (scope) => heardBy(scope === undefined || scope.includes("102")),
      liveOperator: ({ scope }) => heardBy(scope === undefined || scope.includes("102")),
      livePhone: (extension) => heardBy(extension === "102"),
    },
    missed: {
      entries: () => Promise.resolve([MISSED]),
      entry: () => Promise.resolve(MISSED),
      act: () => (told.push("missed"), Promise.resolve(true)),
      ignore: () => (told.push("ignore"), Promise.resolve(true)),
    },
  });
  const facts: readonly CallFact[] = [
    { type: "call.started", from: { ...CALLER, trunk: "world" }, dialled: "102", sipCallId: "s" },
    { type: "leg.offered", leg: "a", party: CALLER, direction: "in", sipCallId: "s" },
    { type: "leg.offered", leg: "b", party: { number: "102", name: "Bob" }, direction: "out", sipCallId: "s" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "call.ended", cause: "normal" },
  ];
  for (const [at, fact] of facts.entries()) {
    const sequence = stage.store.record.acknowledged + 1;
    stage.store.record.append({ ...fact, call: "c1", sequence, at: AT + at as WallTime, monotonicMs: at });
  }
  return Object.assign(stage, { told });
}

/** What is theirs, in the place of each name. */
const THEIRS: Readonly<Record<string, string>> = {
  ...{ ":entry": "m1", ":leg": "l", ":queue": "8002", ":agent": "102", ":number": "102", ":box": "102" },
  ...{ ":message": "m-1", ":help": "h-1", ":kind": "own", ":order": "pause", ":what": "presence", ":act": "hang-up" },
};
const pathOf = (path: string) =>
  path.replaceAll(/:\w+/g, (part) => part === ":call" ? (path.startsWith("/live") ? "c9" : "c1") : THEIRS[part] ?? "x");

async function tellsOf(browser: Browser): Promise<readonly string[]> {
  const tell: string[] = [];
  for (const { path, get } of ROUTES) {
    if (get === undefined) continue;
    // As the page is come to, and by whoever asks it for them.
    for (const question of ["", "?extension=102&queue=8002&of=102&number=102&with=102&who=102"]) {
      const answer = await browser.get(pathOf(path) + question, SITE);
      if (TELLS.test(await answer.text()) && !tell.includes(path)) tell.push(path);
    }
  }
  return tell;
}

/** What each route has done, of what it was sent as a form and as JSON. */
async function doneBy(who: string): Promise<readonly string[]> {
  const done = new Set<string>();
  const wish = { caller: "w", by: "102", extension: "102", key: "k", state: "away", presence: "away", note: "" };
  for (const { path, post } of ROUTES) {
    if (post === undefined) continue;
    for (const headers of [SITE, { ...SITE, "content-type": "application/json" }]) {
      // Some of what is done signs out.
      const stage = await office();
      const answer = await (await stage.signedIn(who)).post(pathOf(path), wish, headers);
      await answer.body?.cancel();
      assert.ok(!answer.headers.get("location")?.startsWith("/sign-in?"), `${who} is not signed in at ${path}`);
      for (const what of stage.told) done.add(`${path} ${what}`);
    }
  }
  return [...done];
}

Deno.test("who called others is told on no page, in no file and by no stream to a supervisor who does not see them", async () => {
  const stage = await office();
  const seen = await tellsOf(await stage.signedIn("owner"));
  for (
    const path of [
      "/",
      "/calls",
      "/calls/:call",
      "/calls/export.csv",
      "/missed",
      "/missed/:entry",
      "/voicemail",
      "/queues/:queue",
      "/live/now",
      "/live/phone",
      "/operator",
      "/operator/live",
    ]
  ) {
    assert.ok(seen.includes(path), `${path} tells its owner nothing: ${seen.join(" ")}`);
  }
  assert.deepEqual(await tellsOf(await stage.signedIn("leader")), []);
});

Deno.test("nothing is done to others by a supervisor who does not see them", async () => {
  const done = await doneBy("owner");
  for (
    const what of [
      "/live/agents/:agent/:order order-agent",
      "/live/calls/:call/hang-up hang-up",
      "/live/queues/:queue/front queue-front",
      "/missed/:entry/done missed",
      "/queues/:queue/cancel cancel-call-back",
    ]
  ) assert.ok(done.includes(what), `${what} is not done by the owner: ${done.join(", ")}`);
  assert.deepEqual(await doneBy("leader"), FOR_ALL);
});
