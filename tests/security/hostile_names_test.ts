import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { KeptEntry } from "../../features/missed/mod.ts";
import { ROUTES } from "../../web/routes/mod.ts";
import { type DeskStage, deskStage, stagedExtension } from "../../web/desk/stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const OUTSIDE = "+40722000222";
const PLAIN = "Ana Pop";
/** What people, callers, groups and notes are called. */
const EVIL = [
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "' onmouseover='alert(1)",
  "javascript:alert(1)",
  "</textarea></title></div><svg onload=alert(1)>",
  "&lt;b&gt;\r\nSet-Cookie: kontor=mine\r\n\r\n<b>",
  "\u202Enimda\u202C\u2066",
  "=HYPERLINK(1)",
  "x".repeat(1_000),
];

/** An office in which everybody and everything is called so, and of which all was told under that name. */
async function called(name: string): Promise<DeskStage> {
  const leg = { id: "l", number: OUTSIDE, name, state: "talking", direction: "in", at: AT, trunk: name } as const;
  const own = { id: "o", number: "101", name, state: "held", direction: "in", at: AT, announcesTo: name } as const;
  const live: DeskAnswer = {
    type: "live",
    live: {
      help: [{ id: "h", at: AT, number: "112", from: { number: "101", name } }],
      calls: [{ id: "c9", dialled: name, at: AT, legs: [leg, own] }],
      people: ["101", "102"].map((number) => ({ number, name, presence: "available", note: name })),
      parked: [],
    },
  };
  const queues: DeskAnswer = {
    type: "queues",
    queues: [{
      ...{ number: "8001", name, strategy: "linear", overdue: 0, talking: 0 },
      agents: [{ number: "101", name, state: "free", penalty: 0 }],
      waiting: [{ caller: "w", number: OUTSIDE, name, position: 1, waitedMs: 1, state: "waiting", agents: [] }],
    }],
  };
  const missed = missedBy(name);
  const stage = await deskStage({ owner: "owner", other: "admin" }, {
    ask: ({ type }: DeskCommand) => type === "live" ? live : type === "queues" ? queues : undefined,
    accounts: { owner: { extension: "101", fullName: name }, other: { fullName: name } },
    office: {
      extensions: ["101", "102"].map((number) => ({ ...stagedExtension(number), name })),
      contacts: [{ name, numbers: [OUTSIDE], company: name, note: name }],
    },
    known: () => ({
      name,
      matters: [{ kind: "deal", title: name, state: name, link: `https://crm.example/${name}` }],
    }),
    missed: {
      has: () => true,
      entries: () => Promise.resolve([missed]),
      entry: () => Promise.resolve(missed),
      act: () => Promise.resolve(false),
    },
  });
  await stage.store.audit.append([{ at: AT, who: name, address: name, action: "signed-in", facts: { name } }]);
  hasHappened(stage, name);
  return stage;
}

function missedBy(name: string): KeptEntry {
  return {
    ...{ id: "m1", tenant: "own", callerKey: OUTSIDE, did: name, state: "cleared" },
    ...{ attempts: [{ call: "c1", at: AT, endedAt: AT }], attemptsSinceOpen: 1, reopenedCount: 0 },
    ...{ clearedBy: "manual", closedByExt: name, closedAt: AT, note: name },
    ...{ route: name, rang: [name], isErased: false },
    audit: [{ action: "cleared", at: AT, actor: name, reason: name }],
  };
}

function hasHappened({ store }: DeskStage, name: string): void {
  const [from, to] = [{ number: OUTSIDE, name, trunk: name }, { number: "101", name }];
  const facts: readonly CallFact[] = [
    { type: "call.started", from, dialled: name, sipCallId: name },
    { type: "leg.offered", leg: "a", party: from, direction: "in", sipCallId: name },
    { type: "leg.offered", leg: "b", party: to, direction: "out", sipCallId: name },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "b", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
  for (const [at, fact] of facts.entries()) {
    const sequence = store.record.acknowledged + 1;
    store.record.append({ ...fact, call: "c1", sequence, at: AT + at as WallTime, monotonicMs: at });
  }
}

/** Where something is to be seen that was called so. */
const THERE: Readonly<Record<string, string>> = {
  ":call": "c1",
  ":leg": "l",
  ":entry": "m1",
  ":section": "extensions",
  ":item": "%2B",
  ":name": "other",
};
const pathOf = (path: string) => path.replaceAll(/:\w+/g, (part) => THERE[part] ?? "x");

/** What a browser makes of a page besides text: its tags, and which attributes they have. */
function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<([a-z][\w-]*)((?:"[^"]*"|[^">])*)>/gi)].map(([, tag, rest]) =>
    [tag, ...[...rest!.matchAll(/\s([\w-]+)=(?=")/g)].map(([, name]) => name)].join(" ").toLowerCase()
  );
}

const LOOKS = ROUTES.filter(({ get }) => get !== undefined).map(({ path }) => path);

Deno.test("names are seen where this looks for them", async () => {
  const browser = await (await called("Nobody else is called so")).signedIn("owner");
  const shown = await Promise.all(LOOKS.map(async (path) => {
    const text = await (await browser.get(pathOf(path))).text();
    return text.includes("Nobody else is called so") ? [path] : [];
  }));
  for (
    const path of ["/", "/calls", "/calls/:call", "/operator", "/directory", "/accounts", "/audit", "/me", "/missed"]
  ) {
    assert.ok(shown.flat().includes(path), `${path} shows no name: ${shown.flat().join(" ")}`);
  }
});

for (const name of EVIL) {
  Deno.test(`who is called ${JSON.stringify(name.slice(0, 50))} is shown so on every page, and makes none another`, async () => {
    const [evil, good] = await Promise.all(
      [name, PLAIN].map(async (each) => await (await called(each)).signedIn("owner")),
    );
    for (const path of LOOKS) {
      const [bad, plain] = await Promise.all([evil!, good!].map((browser) => browser.get(pathOf(path))));
      assert.equal(bad!.status, plain!.status, path);
      assert.deepEqual([...bad!.headers.keys()], [...plain!.headers.keys()], path);
      const [badText, plainText] = await Promise.all([bad!.text(), plain!.text()]);
      if (!(bad!.headers.get("content-type") ?? "").startsWith("text/html")) continue;
      assert.deepEqual(tagsOf(badText), tagsOf(plainText), path);
      assert.doesNotMatch(badText, /href="javascript:/i, path);
    }
  });
}
