import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { FIRST, SECTIONS } from "../lab/trunk_scene.ts";

const plugIn: Step = ({ lab }) => void lab.provider(FIRST);
const dial = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const keys = (digits: string): Step => ({ lab }) => {
  for (const digit of digits) {
    const leg = [...lab.media.open.keys()][0];
    if (leg !== undefined) lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
  }
};
const says = (status: number): Step => ({ lab }: CutOffice) =>
  lab.hands.find(({ flow }) => flow.local.ip === FIRST)?.calls[0]?.respond(
    status,
    status === 200 ? { sdp: sdp(["PCMA"]) } : {},
  );

cutEverywhere({
  "a call on an account": [plugIn, dial("0722000111"), ack, keys("99#"), keys("4711#"), says(180), says(200)],
  "a call on an account that is busy": [plugIn, dial("*49"), ack, keys("4711#"), keys("0722000111#"), says(486)],
  "three wrong account codes": [plugIn, dial("*490722000111"), ack, keys("1#"), keys("2#"), keys("3#")],
}, {
  sections: { ...SECTIONS, accounts: [{ name: "Client A", code: "4711" }] },
  lines: { "101": { accountCode: "required" } },
});
