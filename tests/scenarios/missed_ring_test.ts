import type { WallTime } from "../../core/base/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { CALLER, DID, SECTIONS } from "../lab/missed.ts";
import { story } from "../lab/missed_story.ts";
import { press } from "../lab/keys.ts";
import { transfer } from "../lab/scene.ts";

story("a phone rings, and the caller gives up: missed", (scene) => scene.misses(), "missed; 101; ; Ext 101", {
  examples: ["direct-no-answer-cancel", "direct-cancel-disposition", "rescan-idempotent"],
});

story(
  "he gives up after a second: missed, unless a ring has to be longer",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 1_000);
    scene.gone(caller);
  },
  "missed; 101; ; Ext 101",
  { examples: ["caller-hangs-up-1s"] },
);

story(
  "a ring that is too short is none",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 1_000);
    scene.gone(caller);
  },
  "early_cancel; ; ; Ext 101",
  { missed: { missed: { minRingS: 3 } } },
);

story("he gives up before any phone could ring: he was not missed", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.gone(caller);
}, "early_cancel; ; ; Ext 101");

story(
  "the only phone does not wish to be disturbed: busy, and nobody rang",
  (scene) => {
    const { lab } = scene;
    const code = scene.phone("101").invite("*78", { sdp: sdp() });
    lab.run(50);
    code.ack();
    lab.run(10_000);
    scene.comes(DID.ana);
    lab.run(1_000);
  },
  "failed_busy; ; ; Ext 101",
  { examples: ["direct-dnd"] },
);

story(
  "the only phone says busy: nobody rang; and an office may count that as missed",
  (scene) => {
    scene.comes(DID.ana);
    scene.rung("101").respond(486);
    scene.lab.run(1_000);
  },
  "missed; ; ; Ext 101",
  { missed: { missed: { busy: true } } },
);

story("it rings, and is refused by a key: missed, for it has rung", (scene) => {
  scene.comes(DID.ana);
  scene.rings(["101"], 4_000);
  scene.rung("101").respond(486);
  scene.lab.run(1_000);
}, "missed; 101; ; Ext 101");

story("the phone is gone: failed", (scene) => {
  scene.comes(DID.ana);
  scene.rung("101").respond(480);
  scene.lab.run(1_000);
}, "failed; ; ; Ext 101");

story(
  "a group rings and one answers: nobody has missed him",
  (scene) => {
    const caller = scene.comes(DID.group);
    scene.rings(["101", "102", "103"], 6_000);
    scene.answers("102", caller);
    scene.gone(caller);
  },
  "answered; 101 102 103; 102; Reception",
  { examples: ["ringgroup-one-answers"] },
);

story(
  "one of a group answers; a vendor's mark of a missed call would not make it one",
  (scene) => {
    const caller = scene.comes(DID.group);
    scene.rings(["102"], 6_000);
    scene.answers("102", caller);
    scene.gone(caller);
  },
  "answered; 102; 102; Reception",
  {
    sections: { groups: [{ ...SECTIONS.groups![0]!, members: [{ number: "102", delayS: 0 }] }] },
    examples: ["vendor-marker-but-answered"],
  },
);

story(
  "a group rings in vain, and whoever stands in for it answers",
  (scene) => {
    const caller = scene.comes(DID.group);
    scene.rings(["101", "102"], 20_100);
    scene.rings(["110"], 5_000);
    scene.answers("110", caller);
    scene.gone(caller);
  },
  "answered; 101 102 110; 110; Reception → Ext 110",
  {
    sections: {
      groups: [{
        ...SECTIONS.groups![0]!,
        members: ["101", "102"].map((number) => ({ number, delayS: 0 })),
        otherwise: { kind: "extension", id: "110" },
      }],
    },
    examples: ["ringgroup-failover-answered"],
  },
);

story(
  "he was answered and sent on, and there nobody answered: not missed, but told",
  (scene) => {
    const caller = scene.comes(DID.group);
    scene.rings(["101", "102"], 3_000);
    const called = scene.answers("102", caller);
    transfer(called, "104");
    scene.lab.run(200);
    scene.rings(["104"], 15_000);
    scene.gone(caller);
  },
  "answered; 101 102 104; 102; Reception → Ext 104; transfer-unanswered",
  {
    sections: {
      groups: [{ ...SECTIONS.groups![0]!, members: ["101", "102"].map((number) => ({ number, delayS: 0 })) }],
    },
    examples: ["rg-answer-then-blind-transfer-unanswered"],
  },
);

story(
  "somebody else picks up: he has answered, and did not ring",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 5_000);
    const mine = scene.phone("105").invite("*8", { sdp: sdp(["PCMA"]) });
    scene.lab.run(200);
    mine.ack();
    caller.ack();
    scene.lab.run(5_000);
    caller.bye();
    scene.lab.run(1_000);
  },
  "answered; 101; 105; Ext 101",
  { examples: ["pickup-evidence-only-in-cel"] },
);

story("answered, parked and fetched by a colleague: both have spoken with him", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 3_000);
  const called = scene.answers("101", caller);
  transfer(called, "*70");
  scene.lab.run(5_000);
  const mine = scene.phone("103").invite("70", { sdp: sdp(["PCMA"]) });
  scene.lab.run(200);
  mine.ack();
  scene.lab.run(5_000);
  caller.bye();
  scene.lab.run(1_000);
}, "answered; 101; 101 103; Ext 101");

story("parked after somebody had spoken with him, and rung back in vain: not missed, but told", (scene) => {
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 3_000);
  const called = scene.answers("101", caller);
  transfer(called, "*70");
  scene.lab.run(61_000);
  scene.rings(["101"], 10_000);
  caller.bye();
  scene.lab.run(1_000);
}, "answered; 101; 101; Ext 101; park-timeout");

story(
  "a caller who is parked at once is fetched: who fetched him has answered, though his phone never rang",
  (scene) => {
    const caller = scene.comes(DID.lot);
    scene.lab.run(10_000);
    const mine = scene.phone("103").invite("70", { sdp: sdp(["PCMA"]) });
    scene.lab.run(200);
    mine.ack();
    scene.lab.run(5_000);
    caller.bye();
    scene.lab.run(1_000);
  },
  "answered; ; 103; ",
  {
    examples: [{
      id: "autopark-retrieved",
      differs: { why: "whoever fetches a caller calls: nothing has rung at his phone", calls: { rang_extensions: [] } },
    }],
  },
);

story(
  "forwarded to a mobile that answers: a person, for all that is known",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.trunk.calls.at(-1)!.respond(180);
    scene.lab.run(3_000);
    scene.trunk.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(100);
    caller.ack();
    scene.lab.run(5_000);
    caller.bye();
    scene.lab.run(1_000);
  },
  "answered; outside:+40722000111; external:+40722000111; Ext 101",
  {
    options: { lines: { "101": { forward: { always: { kind: "dial", id: "0722000111" } } } } },
  },
);

story(
  "forwarded to a mobile that nobody answers: missed, and no phone of the office rang",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.trunk.calls.at(-1)!.respond(180);
    scene.lab.run(20_000);
    caller.cancel();
    scene.lab.run(1_000);
  },
  "missed; outside:+40722000111; ; Ext 101",
  {
    options: { lines: { "101": { forward: { always: { kind: "dial", id: "0722000111" } } } } },
    examples: ["forward-external-no-answer"],
  },
);

story(
  "his mobile rings beside his phone, and is answered: a person, or its voicemail, for nobody has to press a key",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 100);
    const mobile = scene.trunk.calls.at(-1)!;
    mobile.respond(180);
    scene.lab.run(3_000);
    mobile.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(100);
    caller.ack();
    scene.lab.run(5_000);
    scene.gone(caller);
  },
  "answered; 101 outside:+40722000111; external:+40722000111; Ext 101",
  {
    options: { lines: { "101": { findMe: [{ number: "0722000111", afterS: 0, confirm: false }] } } },
    examples: ["followme-mobile-voicemail-unconfirmed"],
  },
);

story(
  "a mobile's voicemail answers, and nobody presses a key: missed",
  (scene) => {
    const caller = scene.comes(DID.ana);
    scene.rung("101").respond(180);
    const mobile = scene.trunk.calls.at(-1)!;
    mobile.respond(180);
    scene.lab.run(3_000);
    mobile.respond(200, { sdp: sdp(["PCMA"]) });
    scene.lab.run(40_000);
    if (caller.statuses().at(-1)! < 200) scene.gone(caller);
    scene.lab.run(5_000);
  },
  "missed; 101 outside:+40722000111; ; Ext 101",
  {
    options: { lines: { "101": { findMe: [{ number: "0722000111", afterS: 0, confirm: true }] } } },
  },
);

story(
  "a fax calls, and the machine takes it: it is received, and nobody has answered",
  (scene) => {
    const { lab } = scene;
    const caller = scene.comes(DID.menu);
    lab.input({ type: "media", event: { type: "fax", leg: [...lab.media.open.keys()][0]!, tone: "cng" } });
    lab.run(100);
    scene.rung("104").respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(5_000);
    caller.bye();
    lab.run(1_000);
  },
  "fax_received; 104; ; IVR → Ext 104",
  {
    sections: { trunks: [{ ...SECTIONS.trunks![0]!, faxTo: { kind: "dial", id: "104" } }] },
  },
);

story(
  "it rings, and what calls turns out to be a fax: the machine takes it",
  (scene) => {
    const { lab } = scene;
    const caller = scene.comes(DID.menu);
    press(lab, caller, "2");
    lab.run(200);
    scene.rings(["101"], 2_000);
    lab.input({ type: "media", event: { type: "fax", leg: [...lab.media.open.keys()][0]!, tone: "cng" } });
    lab.run(100);
    scene.rung("104").respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(5_000);
    caller.bye();
    lab.run(1_000);
  },
  "fax_received; 101 104; ; IVR → 2 → Ext 104",
  {
    sections: { trunks: [{ ...SECTIONS.trunks![0]!, faxTo: { kind: "dial", id: "104" } }] },
    examples: [{
      id: "fax-detected-after-ring",
      differs: {
        why:
          "only who was answered can be heard, so that a menu comes first; and the machine is an extension of the office",
        calls: { rang_extensions: ["101", "104"], route_label: "IVR → 2 → Ext 104" },
      },
    }],
  },
);

story(
  "an hour is skipped while it rings: it has rung for forty seconds, on that day",
  (scene) => {
    scene.lab.input({ type: "wall-clock", wall: Date.UTC(2026, 2, 29, 0, 59, 30) as WallTime });
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 40_000);
    scene.gone(caller);
  },
  "missed; 101; ; Ext 101",
  { examples: ["dst-spring-forward"] },
);

story("whoever hides his number is nobody, however he is called", (scene) => {
  const caller = scene.comes(DID.ana, { headers: [field("Privacy", "id")] });
  scene.rings(["101"], 5_000);
  scene.gone(caller);
}, "missed; 101; ; Ext 101");

story(
  "a number that tests the line is missed by nobody",
  (scene) => {
    scene.misses();
  },
  "probe; 101; ; Ext 101",
  { missed: { missed: { probeNumbers: [CALLER] } } },
);

story(
  "nor is a caller of a number that is there for tests",
  (scene) => {
    scene.misses();
  },
  "probe; 101; ; Ext 101",
  { missed: { missed: { probeExtensions: ["101"] } } },
);
