import assert from "node:assert/strict";
import { field, sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { assertLikeExample } from "../lab/like_example.ts";
import { CALLER, DID, MissedScene, SECTIONS } from "../lab/missed.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HIDES = { headers: [field("Privacy", "id")] };
const ONE = `${CALLER} on ${DID.ana}`;

/** Some calls, played, and what is on the list in the end. */
function story(
  name: string,
  play: (scene: MissedScene) => Parameters<MissedScene["told"]>[0] | void,
  expected: readonly string[],
  /** The worked examples that this is, on our own record. */
  ...examples: readonly string[]
): void {
  Deno.test(name, () => {
    const scene = new MissedScene();
    const told = scene.told(play(scene) ?? {});
    assert.deepEqual(told.entries.map((entry) => entry.replace(/^erased:\w+/, "erased")), expected);
    for (const example of examples) assertLikeExample(told, example);
    assertNothingLeft(scene.lab);
  });
}

/** Somebody calls and is answered: by Eve's colleague 105, where nobody else is named. */
function returns(scene: MissedScene, did: string = DID.eve, by = "105"): void {
  const caller = scene.comes(did);
  scene.rings([by], 2_000);
  scene.answers(by, caller);
  scene.gone(caller);
}

story(
  "however often he calls, it is one entry",
  (scene) => {
    for (let time = 0; time < 10; time++) scene.misses();
  },
  [`${ONE}: open ×10; 101; Ext 101; created${" incremented".repeat(9)}`],
  "ten-redials-five-minutes",
);

story(
  "a number is one caller, in whatever way it is written",
  (scene) => {
    for (const from of ["0745123456", "+40745123456", "0040745123456"]) scene.misses(DID.ana, ["101"], from);
  },
  [`${ONE}: open ×3; 101; Ext 101; created incremented incremented`],
  "one-number-three-spellings",
);

story("two of our numbers are two entries, and one call back clears both", (scene) => {
  scene.misses();
  scene.misses(DID.group, ["101", "102", "103"]);
  scene.callsOut("102", "0745123456", "answered");
}, [
  `${ONE}: cleared returned@102 ×1; 101; Ext 101; created cleared`,
  `${CALLER} on ${DID.group}: cleared returned@102 ×1; 101 102 103; Reception; created cleared`,
]);

story("everybody who rang at any attempt is told", (scene) => {
  scene.misses(DID.group, ["101"]);
  scene.misses(DID.group, ["102"]);
}, [`${CALLER} on ${DID.group}: open ×2; 101 102; Reception; created incremented`]);

story("callers who hide share one entry for each number, which an answer does not clear", (scene) => {
  hiddenMisses(scene, CALLER, "+40722000111");
  hiddenReturns(scene);
}, [`anonymous on ${DID.ana}: open ×2; 101; Ext 101; created incremented`]);

story(
  "whoever hides and is missed stays so, though somebody who hides is answered later",
  (scene) => {
    hiddenMisses(scene, CALLER);
    hiddenReturns(scene);
  },
  [`anonymous on ${DID.ana}: open ×1; 101; Ext 101; created`],
  "anonymous-never-auto-clears",
);

story(
  "a call that we make and nobody takes is nobody's miss",
  (scene) => {
    scene.callsOut("103", "0745123456", "rings");
  },
  [],
  "outbound-no-answer",
);

story(
  "called back, and answered: done",
  (scene) => {
    scene.misses();
    scene.callsOut("102", "0745123456", "answered");
  },
  [`${ONE}: cleared returned@102 ×1; 101; Ext 101; created cleared`],
  "callback-answered",
);

story(
  "called back by a click: whose phone rang first has called",
  (scene) => {
    scene.misses();
    scene.lab.ask({ type: "call-for", from: "102", to: "0745123456" });
    scene.lab.run(200);
    const mine = scene.rung("102");
    mine.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(200);
    scene.trunk.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(5_000);
    mine.bye();
    scene.lab.run(1_000);
  },
  [`${ONE}: cleared returned@102 ×1; 101; Ext 101; created cleared`],
  "clicktocall-callback",
);

story(
  "called back within a day of the last attempt, not of the first",
  (scene) => {
    scene.misses();
    scene.later(20 * HOUR_MS);
    scene.misses();
    scene.later(10 * HOUR_MS);
    scene.callsOut("102", "0745123456", "answered");
  },
  [`${ONE}: cleared returned@102 ×2; 101; Ext 101; created incremented cleared`],
  "lookback-measured-from-last-attempt",
);

story("a call back that is not answered is written down, and clears nothing", (scene) => {
  scene.misses();
  scene.callsOut("102", "0745123456", "rings");
}, [`${ONE}: open ×1; 101; Ext 101; created callback_attempted`]);

story(
  "the first call back is busy, the second is answered: by whoever called",
  (scene) => {
    scene.misses();
    scene.callsOut("110", "0745123456", "busy");
    scene.callsOut("102", "0745123456", "answered");
  },
  [`${ONE}: cleared returned@102 ×1; 101; Ext 101; created callback_attempted cleared`],
  "callback-busy-then-answered",
);

story(
  "he calls again and is answered, on another of our numbers",
  (scene) => {
    scene.misses();
    returns(scene);
  },
  [
    `${ONE}: cleared answered_later@105 ×1; 101; Ext 101; created cleared`,
  ],
  "caller-returns-answered",
  "caller-returns-on-other-did-answered",
);

story("who comes back and talks at this moment has been answered already", (scene) => {
  scene.misses();
  const caller = scene.comes(DID.eve);
  scene.rings(["105"], 2_000);
  scene.answers("105", caller);
  const { calls, entries } = scene.told();
  assert.deepEqual(calls[1], "undecided; 105; 105; Ext 105");
  assert.deepEqual(entries, [`${ONE}: cleared answered_later@105 ×1; 101; Ext 101; created cleared`]);
  scene.gone(caller);
}, [`${ONE}: cleared answered_later@105 ×1; 101; Ext 101; created cleared`]);

story(
  "an answer before the miss clears nothing",
  (scene) => {
    returns(scene, DID.ana, "101");
    scene.later(HOUR_MS);
    scene.misses();
  },
  [`${ONE}: open ×1; 101; Ext 101; created`],
  "answered-before-miss-does-not-clear",
);

story(
  "what is done first counts: he returns, and is called back later",
  (scene) => {
    scene.misses();
    returns(scene);
    scene.callsOut("102", "0745123456", "answered");
  },
  [`${ONE}: cleared answered_later@105 ×1; 101; Ext 101; created cleared`],
  "priority-return-first",
);

story("a call back after more than a day only tries; counted from the last attempt", (scene) => {
  scene.misses();
  scene.later(20 * HOUR_MS);
  scene.misses();
  scene.misses(DID.bob, ["102"], "+40722000111");
  scene.later(10 * HOUR_MS);
  scene.callsOut("102", "0745123456", "answered");
  scene.later(15 * HOUR_MS);
  scene.callsOut("102", "0722000111", "answered");
}, [
  `${ONE}: cleared returned@102 ×2; 101; Ext 101; created incremented cleared`,
  `+40722000111 on ${DID.bob}: open ×1; 102; Ext 102; created callback_attempted`,
]);

story("done by hand with a note, missed again, called back", (scene) => {
  scene.misses();
  const at = scene.now() + 1_000;
  scene.later(HOUR_MS);
  scene.misses();
  scene.callsOut("103", "0745123456", "answered");
  return { actions: [{ type: "manual_resolve", at, callerKey: CALLER, did: DID.ana, user: "Ana", note: "By mail" }] };
}, [
  `${ONE}: cleared returned@103 ×2; 101; Ext 101; created cleared reopened cleared`,
], "reopened-after-manual-then-returned");

story(
  "what nobody cares for expires",
  (scene) => {
    scene.misses();
    return { missed: { openDays: 7 }, at: scene.now() + 8 * DAY_MS };
  },
  [`${ONE}: cleared expired ×1; 101; Ext 101; created cleared`],
  "expired-by-retention",
);

function hiddenMisses(scene: MissedScene, ...callers: readonly string[]): void {
  for (const from of callers) {
    const caller = scene.comes(DID.ana, { ...HIDES, from });
    scene.rings(["101"], 5_000);
    scene.gone(caller);
  }
}

function hiddenReturns(scene: MissedScene): void {
  const caller = scene.comes(DID.ana, HIDES);
  scene.rings(["101"], 1_000);
  scene.answers("101", caller);
  scene.gone(caller);
}

story("calls among colleagues miss and clear nobody", (scene) => {
  scene.misses(DID.ana, ["101"], "102");
  const made = scene.phone("103").invite("102", { sdp: sdp(["PCMA"]) });
  scene.lab.run(100);
  scene.rung("102").respond(200, { sdp: sdp(["PCMA"]) });
  scene.lab.run(100);
  made.ack();
  scene.lab.run(1_000);
  made.bye();
  scene.lab.run(1_000);
}, [`raw:102 on ${DID.ana}: open ×1; 101; Ext 101; created`]);

story("who asks to be forgotten is", (scene) => {
  scene.misses();
  const at = scene.now() + 1_000;
  return {
    actions: [{ type: "forget", at, callerKey: CALLER, did: undefined, user: "Ana", note: "" }],
    at: at + 1_000,
  };
}, [`erased on ${DID.ana}: archived ×1; 101; Ext 101; created erased`]);

Deno.test("an entry says by which line outside he came", () => {
  const scene = new MissedScene();
  scene.misses();
  assert.deepEqual(scene.told().trunks, [SECTIONS.trunks![0]!.name]);
  assertNothingLeft(scene.lab);
});

Deno.test("a call that the box has cut off is over: whoever rang in it has missed him", () => {
  const scene = new MissedScene();
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 5_000);
  const story = scene.lab.events.slice();
  const [leg, other] = story.filter((event) => event.type === "leg.offered");
  const last = story.at(-1)!;
  // The box is there again a minute later.
  const cut = (fact: Record<string, unknown>) => ({ ...last, at: last.at + 60_000, ...fact }) as never;
  for (const each of [leg, other]) {
    scene.lab.events.push(cut({ type: "leg.ended", leg: (each as { leg: string }).leg, by: "us", cause: "cut" }));
  }
  scene.lab.events.push(cut({ type: "call.ended", cause: "cut" }));
  assert.deepEqual(scene.told().calls, ["missed; 101; ; Ext 101"]);
  scene.lab.events.splice(story.length);
  scene.gone(caller);
  assertNothingLeft(scene.lab);
});

Deno.test("who has asked a queue to be called back waits until that is done, by whoever is there for him", () => {
  const [sales] = SECTIONS.queues!;
  const members = sales!.members.slice(0, 1);
  const scene = new MissedScene({ queues: [{ ...sales!, members, callBack: { key: "1", tries: 2, atTime: false } }] });
  const { lab } = scene;
  const other = scene.comes(DID.queue, { from: "+40722000111" });
  scene.answers("101", other, 1_000);
  const caller = scene.comes(DID.queue);
  press(lab, caller, "1");
  lab.run(5_000);
  assert.deepEqual(scene.told().entries, [`${CALLER} on ${DID.queue}: open ×1; ; Sales Queue; created`]);
  scene.gone(other);
  lab.run(2_000);
  scene.rung("101").respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  const back = scene.trunk.calls.at(-1)!;
  back.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(5_000);
  scene.rung("101").bye();
  lab.run(2_000);
  assert.deepEqual(scene.told().entries, [
    `${CALLER} on ${DID.queue}: cleared returned@101 ×1; ; Sales Queue; created cleared`,
  ]);
  assertNothingLeft(lab);
});
