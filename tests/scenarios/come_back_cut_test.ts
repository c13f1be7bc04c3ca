import { cutEverywhere, type Step } from "../lab/cut.ts";
import { transfer } from "../lab/scene.ts";
import { acks, answers, dials, latest, leaves, refuses, rings } from "../lab/steps.ts";

/** Whom Bob talks to is sent on, by his phone's own button or by keys; and Bob puts the receiver down. */
const sendsTo = (number: string): Step => (office) => {
  const call = latest(office, "bob", "in");
  if (call !== undefined) transfer(call, number);
};
const keysIn = (keys: string): Step => (office) => {
  for (const key of keys) {
    latest(office, "bob", "in")?.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
  }
};
const bobLeaves: Step = (office) => {
  const call = latest(office, "bob", "in");
  if (call !== undefined && call.count("ACK") > 0) call.bye();
};
const pass: Step = () => {};

const TALKING = [dials("ana", "102"), answers("bob"), acks("ana")] as const;

cutEverywhere({
  "a parked call comes back to whoever parked it, who takes it the second time": [
    ...TALKING,
    sendsTo("*70"),
    pass,
    refuses("bob"),
    pass,
    answers("bob"),
    leaves("ana"),
  ],
  "a transfer comes to nothing, and back to the one who has hung up": [
    ...TALKING,
    sendsTo("103"),
    bobLeaves,
    refuses("eve"),
    rings("bob"),
    answers("bob"),
    leaves("ana"),
  ],
  "a transfer comes to nothing, and back to the one whose phone hangs up for that": [
    ...TALKING,
    sendsTo("103"),
    refuses("eve"),
    bobLeaves,
    rings("bob"),
    answers("bob"),
    leaves("ana"),
  ],
  "a transfer by keys, without questions asked": [
    ...TALKING,
    keysIn("##"),
    keysIn("103#"),
    rings("eve"),
    answers("eve"),
    leaves("ana"),
  ],
  "a transfer by keys comes to nothing, and they talk on": [
    ...TALKING,
    keysIn("##103#"),
    rings("eve"),
    refuses("eve"),
    pass,
    leaves("ana"),
  ],
}, { sections: { park: { slots: ["70"], returnAfterS: 0.005, ringForS: 6 } } });
