import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { FIRST, SECTIONS } from "../lab/trunk_scene.ts";

const plugIn: Step = ({ lab }) => void lab.provider(FIRST);
const calls: Step = ({ lab }) => {
  const provider = lab.hands.find(({ flow }) => flow.local.ip === FIRST)!;
  const self = { name: "From", value: `<sip:+40722000111@${FIRST}>;tag=x` };
  provider.invite("+40211234567", { sdp: sdp(), headers: [self] });
};
const isHeard: Step = (office) => outside(office)?.statuses().at(-1) === 200 && outside(office)!.ack();
const saidHisName: Step = (office) => press(office, 0, "#");
const rings: Step = ({ ana }) => ana.calls[0]?.respond(180);
const answers: Step = ({ ana }) => ana.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const chooses = (digit: string): Step => (office) => press(office, 1, digit);
const callerGoes: Step = (office) => outside(office)?.statuses().at(-1) === 200 && outside(office)!.bye();

function outside({ lab }: CutOffice): HandCall | undefined {
  return lab.hands.find(({ flow }) => flow.local.ip === FIRST)?.calls[0];
}

/** A key on the leg that was opened so many others later than the first. */
function press({ lab }: CutOffice, nth: number, digit: string): void {
  const leg = [...lab.media.open.keys()][nth];
  if (leg !== undefined) lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
}

const SCREENED = [plugIn, calls, isHeard, saidHisName, rings, answers] as const;

cutEverywhere({
  "a screened call is taken": [...SCREENED, chooses("1"), callerGoes],
  "a screened call goes to the mailbox": [...SCREENED, chooses("2"), callerGoes],
  "a screened call is refused": [...SCREENED, chooses("3"), callerGoes],
  "a screened caller leaves before anybody chooses": [...SCREENED, callerGoes],
}, {
  sections: SECTIONS,
  lines: { "101": { screening: "all" } },
  mailboxes: { "101": { pin: "4711", greeting: "plain" } },
});
