import type { WallTime } from "../../core/base/mod.ts";
import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";

type Who = "ana" | "bob" | "eve";

const dials = (who: Who, number: string): Step => (office) => void office[who].invite(number, { sdp: sdp() });
const rings = (who: Who): Step => (office) => latest(office, who, "in")?.respond(180);
const refuses = (who: Who): Step => (office) => latest(office, who, "in")?.respond(486);
const answers = (who: Who): Step => (office) => latest(office, who, "in")?.respond(200, { sdp: sdp(["PCMA"]) });
const acks = (who: Who): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) call.ack();
};
const presses = (who: Who, digit: string): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) press(office[who], digit);
};
const confirms = (who: Who): Step => (office) => {
  if ((latest(office, who, "in")?.count("ACK") ?? 0) > 0) press(office[who], "1");
};
const leaves = (who: Who): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) call.bye();
};
/** Time jumps: what was to be in a minute is now. */
const aMinuteLater: Step = ({ lab }) => {
  lab.input({ type: "wall-clock", wall: 1_700_000_000_000 + 60_000 + lab.now as WallTime });
};

/** A wake-up call in vain comes again two minutes later, and what was left would be its own. */
const callsNobodyAgain: Step = ({ lab }) => void lab.ask({ type: "drain" });

function latest(office: CutOffice, who: Who, direction: "in" | "out") {
  const phone = office[who];
  const isIn = new Set(phone.requests("INVITE"));
  return phone.calls.findLast(({ invite }) => isIn.has(invite) === (direction === "in"));
}

function press(phone: HandPhone, digit: string): void {
  phone.calls.at(-1)?.send("INFO", { body: `Signal=${digit}`, type: "application/dtmf-relay" });
}

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
