import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import type { HandCall } from "../lab/hand_call.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { transfer } from "../lab/scene.ts";
import { FIRST, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const plugIn: Step = ({ lab }) => [FIRST, SECOND].forEach((ip) => lab.provider(ip));
const dial: Step = ({ ana }) => void ana.invite("0722000111", { sdp: sdp() });
const dialHelp: Step = ({ ana }) => void ana.invite("112", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const bobDials: Step = ({ bob }) => void bob.invite("101", { sdp: sdp() });
const anaAnswers: Step = ({ ana }) => ana.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const bobAcks: Step = ({ bob }) => bob.calls[0]?.statuses().at(-1) === 200 && bob.calls[0].ack();
const anaTransfers: Step = ({ ana }) => ana.calls[0] && transfer(ana.calls[0], "0722000111");
const says = (ip: string, status: number): Step => (office) =>
  callAt(office, ip)?.respond(status, status === 183 || status === 200 ? { sdp: sdp(["PCMA"]) } : {});

function callAt({ lab }: CutOffice, ip: string): HandCall | undefined {
  return lab.hands.find(({ flow }) => flow.local.ip === ip)?.calls[0];
}

const firstFails = says(FIRST, 503);
const firstPlays = says(FIRST, 183);
const secondRings = says(SECOND, 180);
const secondAnswers = says(SECOND, 200);

cutEverywhere({
  "a call goes outside by the second trunk": [plugIn, dial, firstPlays, firstFails, secondRings, secondAnswers, ack],
  "a call for help": [plugIn, dialHelp, firstFails, secondAnswers, ack],
  "a transfer to a number outside": [plugIn, bobDials, anaAnswers, bobAcks, anaTransfers, firstFails, secondAnswers],
}, { sections: SECTIONS });

const bobIsTold: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const bobRings: Step = ({ bob }) => bob.calls[0]?.respond(180);
const colleagueCalls: Step = ({ lab }) => {
  const cluj = lab.hands.find(({ flow }) => flow.local.ip === SECOND);
  cluj?.invite("102", { sdp: sdp(), headers: [field("From", `<sip:201@${SECOND}>;tag=c`)] });
};
const bobAnswers: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });

cutEverywhere({
  "a call for help of which a zone is told": [plugIn, dialHelp, bobRings, bobIsTold, secondAnswers, ack],
  "a colleague at another office calls": [plugIn, colleagueCalls, bobRings, bobAnswers],
}, {
  sections: {
    ...SECTIONS,
    trunks: [trunk("first", FIRST), trunk("second", SECOND, { kind: "site" })],
    pages: [{
      number: "800",
      name: "All",
      members: ["101", "102"],
      duplex: false,
      emergency: true,
      multicast: [],
      mostS: 60,
    }],
    emergencyNotice: { tell: [], pages: ["800"] },
  },
});
