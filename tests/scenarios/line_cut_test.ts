import type { WallTime } from "../../core/base/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { acks, answers, confirms, dials, leaves, presses, refuses, rings } from "../lab/steps.ts";

/** Time jumps: what was to be in a minute is now. */
const aMinuteLater: Step = ({ lab }) => {
  lab.input({ type: "wall-clock", wall: 1_700_000_000_000 + 60_000 + lab.now as WallTime });
};

/** A wake-up call in vain comes again two minutes later, and what was left would be its own. */
const callsNobodyAgain: Step = ({ lab }) => void lab.ask({ type: "drain" });

cutEverywhere({
  "a forward is set with questions asked": [dials("ana", "*72"), acks("ana"), presses("ana", "1"), presses("ana", "#")],
  "a call is forwarded, and then forwarded on": [
    dials("ana", "102"),
    rings("bob"),
    refuses("bob"),
    rings("eve"),
    answers("eve"),
    acks("ana"),
  ],
  "all calls are sent to a colleague, and no longer": [
    dials("ana", "*72103"),
    acks("ana"),
    dials("ana", "*73"),
    acks("ana"),
    dials("eve", "101"),
    rings("ana"),
    answers("ana"),
    acks("eve"),
  ],
  "calls are sent to a colleague when busy, and no longer": [
    dials("ana", "*90103"),
    acks("ana"),
    dials("ana", "*91"),
    acks("ana"),
    dials("eve", "101"),
    refuses("ana"),
  ],
  "calls that nobody answers are sent to a colleague, and no longer": [
    dials("ana", "*52103"),
    acks("ana"),
    dials("ana", "*53"),
    acks("ana"),
    dials("eve", "101"),
    refuses("ana"),
  ],
  "do not disturb is turned on and off, and somebody calls": [
    dials("ana", "*78"),
    acks("ana"),
    dials("ana", "*79"),
    acks("ana"),
    dials("eve", "101"),
    rings("ana"),
    answers("ana"),
    acks("eve"),
  ],
  "the mobile no longer rings, and rings again": [
    dials("ana", "*21"),
    acks("ana"),
    dials("eve", "101"),
    refuses("ana"),
    dials("ana", "*21"),
    acks("ana"),
    dials("eve", "101"),
    answers("bob"),
    confirms("bob"),
    acks("eve"),
  ],
  "do not disturb is turned over, and somebody calls": [
    dials("bob", "*76"),
    acks("bob"),
    dials("ana", "102"),
    answers("eve"),
    acks("ana"),
  ],
  "somebody is called back": [
    dials("ana", "103"),
    refuses("eve"),
    dials("eve", "*69"),
    acks("eve"),
    presses("eve", "1"),
    rings("ana"),
    answers("ana"),
  ],
  "a blocked caller is refused": [dials("bob", "*30101"), acks("bob"), dials("ana", "102"), acks("ana")],
  "a mobile takes a call by pressing 1": [
    dials("eve", "101"),
    rings("ana"),
    answers("bob"),
    confirms("bob"),
    acks("eve"),
  ],
  "a mobile presses 1 and the desk phone is answered": [
    dials("eve", "101"),
    rings("ana"),
    answers("bob"),
    answers("ana"),
    confirms("bob"),
    acks("eve"),
  ],
  "a wake-up call is set, comes, and is put off": [
    dials("ana", "*620014"),
    acks("ana"),
    aMinuteLater,
    rings("ana"),
    answers("ana"),
    confirms("ana"),
    callsNobodyAgain,
  ],
  "somebody camps on a colleague": [
    dials("bob", "101"),
    answers("ana"),
    acks("bob"),
    dials("eve", "101"),
    refuses("ana"),
    dials("eve", "*37"),
    acks("eve"),
    leaves("bob"),
  ],
}, {
  lines: {
    "101": { findMe: [{ number: "102", afterS: 0, confirm: true }] },
    "102": { forward: { busy: { kind: "dial", id: "103" } } },
  },
});
