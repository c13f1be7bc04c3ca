import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";

const calls: Step = ({ ana }) => void ana.invite("102", { sdp: sdp() });
const answers: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const listens: Step = ({ eve }) => void eve.invite("*33101", { sdp: sdp() });
const hears: Step = ({ eve }) => eve.calls[0]?.statuses().at(-1) === 200 && eve.calls[0].ack();
const whispers: Step = (office) => press(office, "5");
const barges: Step = (office) => press(office, "6");
const goesOn: Step = (office) => press(office, "*");
const holds: Step = ({ bob }) => {
  const call = bob.calls[0];
  if (call?.count("ACK") === 1) call.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
};
const bobHangsUp: Step = ({ bob }) => bob.calls[0]?.count("ACK") === 1 && bob.calls[0].bye();

/** A key of the supervisor's, who came last. */
function press({ lab }: CutOffice, digit: string): void {
  const leg = [...lab.media.open.keys()][2];
  if (leg !== undefined) lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
}

const joins: Step = ({ ana }) => void ana.invite("2001", { sdp: sdp() });
const bobJoins: Step = ({ bob }) => void bob.invite("2001", { sdp: sdp() });
const bobAcks: Step = ({ bob }) => bob.calls[0]?.statuses().at(-1) === 200 && bob.calls[0].ack();
const hearsRoom: Step = ({ eve }) => void eve.invite("*332001", { sdp: sdp() });

cutEverywhere({
  "a conference that is listened to": [joins, ack, bobJoins, bobAcks, hearsRoom, hears, whispers, barges, goesOn],
  "a conference that ends while a supervisor barges in": [
    joins,
    ack,
    bobJoins,
    bobAcks,
    hearsRoom,
    hears,
    barges,
    ({ bob }) => bob.calls[0]?.count("ACK") === 0 && bob.calls[0].bye(),
  ],
  "a call that is listened to": [calls, answers, ack, listens, hears, whispers, barges, goesOn],
  "a call that is held, and ends, while a supervisor whispers": [
    calls,
    answers,
    ack,
    listens,
    hears,
    whispers,
    holds,
    bobHangsUp,
  ],
}, {
  lines: { "103": { maySupervise: ["101", "2001"] } },
  sections: {
    supervision: { tone: true },
    rooms: [{ number: "2001", name: "Room", announce: "off", waitForModerator: false, most: 9 }],
  },
});
