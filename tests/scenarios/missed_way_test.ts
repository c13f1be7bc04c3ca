import assert from "node:assert/strict";
import type { Queue, Sections } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { assertLikeExample } from "../lab/like_example.ts";
import { DID, type MissedScene, SECTIONS } from "../lab/missed.ts";
import { story } from "../lab/missed_story.ts";
import { transferInto } from "../lab/scene.ts";

/** A queue of one agent, 101, with changes. */
function queued(change: Partial<Queue>, ...others: readonly Queue[]): Partial<Sections> {
  const [sales] = SECTIONS.queues!;
  return { queues: [{ ...sales!, members: sales!.members.slice(0, 1), ...change }, ...others] };
}

story(
  "all agents ring, twice, and the caller gives up",
  (scene) => {
    const all = ["101", "102", "103", "104"];
    const caller = scene.comes(DID.queue);
    scene.rings(all, 21_000);
    scene.rings(all, 10_000);
    scene.gone(caller);
  },
  "missed; 101 102 103 104; ; Sales Queue; ABANDON",
  {
    sections: {
      queues: [{
        ...SECTIONS.queues![0]!,
        members: ["101", "102", "103", "104"].map((number) => ({ ...SECTIONS.queues![0]!.members[0]!, number })),
      }],
    },
    examples: ["queue-ringall-abandon"],
  },
);

story(
  "agents are told by their numbers, whatever they are called",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101", "102"], 10_000);
    scene.gone(caller);
  },
  "missed; 101 102; ; Sales Queue; ABANDON",
  { examples: ["log-membername-as-agent"] },
);

story(
  "one agent rings, and the caller gives up: however often the log says so",
  (scene) => scene.misses(DID.queue),
  "missed; 101; ; Sales Queue; ABANDON",
  { sections: queued({}), examples: ["duplicate-queue-log-after-rotation"] },
);

story(
  "all agents are busy: nobody rang, and he waited in vain all the same",
  (scene) => {
    const caller = scene.comes(DID.queue);
    for (const number of ["101", "102"]) scene.rung(number).respond(486);
    scene.lab.run(2_000);
    scene.gone(caller);
  },
  "missed; ; ; Sales Queue; ABANDON",
  { examples: ["queue-busy-agents-rna-zero", "missing-cdr-unanswered-no"] },
);

const OVERFLOW: Queue = {
  ...SECTIONS.queues![0]!,
  number: "8002",
  name: "Overflow Queue",
  members: ["105", "106"].map((number) => ({ ...SECTIONS.queues![0]!.members[0]!, number })),
};
story(
  "he waits too long, goes to another queue and gives up there",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101"], 16_000);
    scene.lab.run(10_000);
    scene.rings(["105", "106"], 5_000);
    scene.gone(caller);
  },
  "missed; 101 105 106; ; Sales Queue → Overflow Queue; EXITWITHTIMEOUT; ABANDON",
  {
    sections: queued({ maxWaitS: 10, onTimeout: { kind: "queue", id: "8002" } }, OVERFLOW),
    examples: ["queue-overflow-abandon"],
  },
);

const TO_BOX = queued({ maxWaitS: 10, onTimeout: { kind: "voicemail", id: "105" } });
const leavesMessage = (scene: MissedScene) => {
  const caller = scene.comes(DID.queue);
  scene.rings(["101"], 16_000);
  scene.lab.run(30_000);
  scene.gone(caller);
};
story(
  "he waits too long and leaves a message: it was received",
  leavesMessage,
  [
    "voicemail_received; 101; ; Sales Queue → Voicemail; EXITWITHTIMEOUT",
  ].join(),
  { sections: TO_BOX },
);
story(
  "an office may count whoever left a message as missed",
  leavesMessage,
  [
    "missed; 101; ; Sales Queue → Voicemail; EXITWITHTIMEOUT",
  ].join(),
  {
    sections: TO_BOX,
    missed: { missed: { voicemail: true } },
    examples: ["queue-timeout-voicemail-toggle-on"],
  },
);

story(
  "he presses a key, goes to somebody else, and is answered",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101"], 3_000);
    press(scene.lab, caller, "9");
    scene.lab.run(200);
    scene.rings(["110"], 3_000);
    scene.answers("110", caller);
    scene.gone(caller);
  },
  "answered; 101 110; 110; Sales Queue → Ext 110; EXITWITHKEY",
  {
    sections: queued({ keys: { "9": { kind: "extension", id: "110" } } }),
    examples: ["queue-exitwithkey-answered"],
  },
);

story(
  "the last agent goes while he waits: let go of, and missed",
  (scene) => {
    const { lab } = scene;
    const caller = scene.comes(DID.queue);
    for (const { phone } of [scene.trunk]) phone.polite.add("BYE");
    scene.rung("101").respond(486);
    scene.phone("101").outside("REGISTER", "sip:10.0.0.1", {
      headers: [{ name: "Contact", value: "*" }, { name: "Expires", value: "0" }],
    });
    lab.run(60_000);
    assert.ok(caller.count("BYE") === 1);
  },
  "missed; ; ; Sales Queue; EXITEMPTY",
  { sections: queued({ stayIf: "reachable" }), examples: ["queue-exitempty"] },
);

story(
  "a queue that is full lets nobody in: missed, and told",
  (scene) => {
    scene.comes(DID.queue);
    scene.lab.run(20_000);
  },
  "missed; ; ; Sales Queue; FULL; blocked",
  { sections: queued({ most: 0 }) },
);

story(
  "an office may hold whom a queue did not let in for not missed",
  (scene) => {
    scene.comes(DID.queue);
    scene.lab.run(20_000);
  },
  "failed; ; ; Sales Queue; FULL; blocked",
  {
    sections: queued({ most: 0 }),
    missed: { missed: { refusedByQueue: false } },
  },
);

story(
  "an agent takes him, and he is undecided until he hangs up",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101"], 3_000);
    scene.answers("101", caller, 10_000);
    const told = scene.told();
    assert.deepEqual(told.calls, ["undecided; 101; 101; Sales Queue"]);
    assertLikeExample(told, {
      id: "queue-connected-not-completed-yet",
      differs: { why: "our record knows who rang before it is over", calls: { rang_extensions: ["101"] } },
    });
    scene.gone(caller);
  },
  "answered; 101; 101; Sales Queue",
  { sections: queued({}) },
);

story(
  "somebody who is no agent picks him up: he has answered",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101"], 3_000);
    const mine = scene.phone("104").invite("*8", { sdp: sdp(["PCMA"]) });
    scene.lab.run(200);
    mine.ack();
    scene.lab.run(4_000);
    scene.gone(caller);
  },
  "answered; 101; 104; Sales Queue",
  { sections: queued({}) },
);

story(
  "he hangs up before he has chosen anything in a menu: nobody has missed him",
  (scene) => {
    const caller = scene.comes(DID.menu);
    scene.lab.run(1_000);
    scene.gone(caller);
  },
  "ivr_abandon; ; ; IVR",
  { examples: ["ivr-drop-before-choice"] },
);

story(
  "he chooses a queue and gives up there: the whole way is told",
  (scene) => {
    const caller = scene.comes(DID.menu);
    press(scene.lab, caller, "1");
    scene.lab.run(200);
    scene.rings(["101"], 5_000);
    scene.gone(caller);
  },
  "missed; 101; ; IVR → 1 → Sales Queue; ABANDON",
  { sections: queued({}), examples: ["ivr-option-queue-abandon"] },
);

story("the extension behind a choice goes without saying", (scene) => {
  const caller = scene.comes(DID.menu);
  press(scene.lab, caller, "2");
  scene.lab.run(200);
  scene.rings(["101"], 5_000);
  scene.gone(caller);
}, "missed; 101; ; IVR → 2");

story(
  "the office is closed, and he leaves a message",
  (scene) => {
    const caller = scene.comes(DID.box);
    scene.lab.run(30_000);
    scene.gone(caller);
  },
  "voicemail_received; ; ; Voicemail",
  { examples: ["after-hours-voicemail-message"] },
);

story("he hangs up before the tone: no message, nobody rang, nobody has missed him", (scene) => {
  const caller = scene.comes(DID.box);
  scene.lab.run(200);
  scene.gone(caller);
}, "announcement_only; ; ; Voicemail");

story("he only hears an announcement", (scene) => {
  const caller = scene.comes(DID.announcement);
  scene.lab.run(30_000);
  if (caller.count("BYE") === 0) scene.gone(caller);
}, "announcement_only; ; ; ");

story(
  "an agent's phone answers, and speaks nothing that the caller does: he is not talked with",
  (scene) => {
    const caller = scene.comes(DID.queue);
    scene.rings(["101"], 3_000);
    scene.rung("101").respond(200, { sdp: sdp(["G729"]) });
    scene.lab.run(5_000);
    if (caller.count("BYE") === 0) scene.gone(caller);
  },
  "missed; 101; ; Sales Queue; ABANDON",
  {
    sections: queued({}),
    examples: [{
      id: "queue-syscompat",
      differs: {
        why: "no caller is let go of for one agent's phone: he waits on",
        calls: { queue_exits: ["ABANDON"] },
      },
    }],
  },
);

story(
  "an agent's mobile answers, and hangs up before it is asked to press a key: nobody has talked with him",
  (scene) => {
    const caller = scene.comes(DID.queue);
    const mobile = scene.trunk.calls.at(-1)!;
    mobile.respond(180);
    scene.lab.run(3_000);
    mobile.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(500);
    mobile.bye();
    scene.lab.run(1_000);
    scene.gone(caller);
  },
  "missed; outside:+40722000111; ; Sales Queue; ABANDON",
  {
    sections: queued({ members: [{ ...SECTIONS.queues![0]!.members[0]!, number: "0722000111" }] }),
    examples: [{
      id: "queue-agentdump-then-abandon",
      differs: {
        why: "what an agent hears first is the question to press a key, on a number outside",
        calls: { rang_extensions: [], rang_external: ["+40722000111"] },
        entries: { rang_extensions: [] },
      },
    }],
  },
);

story(
  "nobody is there for a queue: missed, and told",
  (scene) => {
    scene.phone("101").outside("REGISTER", "sip:10.0.0.1", {
      headers: [{ name: "Contact", value: "*" }, { name: "Expires", value: "0" }],
    });
    scene.lab.run(200);
    scene.comes(DID.queue);
    scene.lab.run(20_000);
  },
  "missed; ; ; Sales Queue; JOINEMPTY; blocked",
  { sections: queued({ joinIf: "reachable" }) },
);

story(
  "he enters a conference: nobody was rung for him",
  (scene) => {
    const caller = scene.comes(DID.room);
    scene.lab.run(10_000);
    scene.gone(caller);
  },
  "conference; ; ; ",
  {
    sections: {
      rooms: [{ number: "2000", name: "Board", announce: "off", waitForModerator: false, most: 10 }],
      inbound: [{ number: DID.room, to: { kind: "room", id: "2000" } }],
    },
  },
);

story("it rings in vain, and he says nothing to the mailbox: missed", (scene) => {
  scene.lab.media.listMs = 4_000;
  const caller = scene.comes(DID.eve);
  scene.rings(["105"], 26_000);
  caller.ack();
  scene.lab.run(1_000);
  scene.gone(caller);
}, "missed; 105; ; Ext 105 → Voicemail");

story("he hangs up a moment after the tone: what he has said is too short for a message", (scene) => {
  scene.lab.media.listMs = 1_000;
  const caller = scene.comes(DID.eve);
  scene.rings(["105"], 26_000);
  caller.ack();
  scene.lab.run(2_000);
  scene.gone(caller);
}, "missed; 105; ; Ext 105 → Voicemail");

story(
  "a colleague asks another one first, and hands him over: he was answered, and goes on in the other call",
  (scene) => {
    const { lab } = scene;
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 2_000);
    const called = scene.answers("101", caller);
    const consulted = scene.phone("101").invite("104", { sdp: sdp(["PCMA"]) });
    lab.run(100);
    scene.rung("104").respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    consulted.ack();
    lab.run(3_000);
    transferInto(called, consulted);
    lab.run(5_000);
    scene.gone(caller);
  },
  "answered; 101; 101; Ext 101",
);
