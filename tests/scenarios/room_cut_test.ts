import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";

const joins: Step = ({ ana }) => void ana.invite("2001", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const moderates: Step = (office) => press(office, 0, "999#");
const bobJoins: Step = ({ bob }) => void bob.invite("2001", { sdp: sdp() });
const bobIsIn: Step = (office) => {
  if (office.bob.calls[0]?.statuses().at(-1) === 200) office.bob.calls[0].ack();
  press(office, 1, "#");
};
const invites: Step = (office) => press(office, 0, "*6103#");
const eveRings: Step = ({ eve }) => eve.calls[0]?.respond(180);
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const eveAccepts: Step = (office) => press(office, 2, "1");
const records: Step = (office) => press(office, 0, "*7");
const removes: Step = (office) => press(office, 0, "*3");
const page: Step = ({ ana }) => void ana.invite("800", { sdp: sdp() });
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const eveRefuses: Step = ({ eve }) => eve.calls[0]?.respond(486);
const alarm: Step = ({ eve }) => void eve.invite("801", { sdp: sdp() });
const bobHearsIt: Step = ({ bob }) => bob.calls[1]?.respond(200, { sdp: sdp(["PCMA"]) });
const alarmAck: Step = ({ eve }) => eve.calls.at(-1)?.statuses().at(-1) === 200 && eve.calls.at(-1)?.ack();
const intercom: Step = ({ ana }) => void ana.invite("*80102", { sdp: sdp() });

/** Keys that the media engine hears on the leg that was opened so many others later than the first. */
function press({ lab }: CutOffice, nth: number, digits: string): void {
  for (const digit of digits) {
    const leg = [...lab.media.open.keys()][nth];
    if (leg !== undefined) lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
  }
}

const mutesOne: Step = (office) => press(office, 0, "*01");
const removesOne: Step = (office) => press(office, 0, "23");

cutEverywhere({
  "a conference in which one is muted and another removed": [
    joins,
    ack,
    moderates,
    bobJoins,
    bobIsIn,
    mutesOne,
    removesOne,
  ],
  "a conference": [
    joins,
    ack,
    moderates,
    bobJoins,
    bobIsIn,
    invites,
    eveRings,
    eveAnswers,
    eveAccepts,
    records,
    removes,
  ],
  "a page": [page, answer, eveRefuses, ack],
  "a page that an emergency ends": [page, answer, ack, alarm, bobHearsIt, alarmAck],
  "an intercom call": [intercom, answer, ack],
}, {
  sections: {
    rooms: [{ number: "2001", name: "Room", moderatorPin: "999", announce: "name", waitForModerator: true, most: 9 }],
    pages: [{
      number: "800",
      name: "All",
      members: ["102", "103"],
      duplex: false,
      emergency: false,
      multicast: [],
      mostS: 60,
    }, {
      number: "801",
      name: "Fire",
      members: ["102", "101"],
      duplex: false,
      emergency: true,
      multicast: [],
      mostS: 60,
    }],
  },
});
