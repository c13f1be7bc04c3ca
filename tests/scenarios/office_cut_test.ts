import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { transfer, transferInto } from "../lab/scene.ts";

const dial: Step = ({ ana }) => void ana.invite("102", { sdp: sdp() });
const dialGroup: Step = ({ ana }) => void ana.invite("600", { sdp: sdp() });
const ring: Step = ({ bob }) => bob.calls[0]?.respond(180);
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const park: Step = ({ bob }) => bob.calls[0] && transfer(bob.calls[0], "*70");
const askForSlot: Step = ({ bob }) => void bob.invite("*70", { sdp: sdp() });
const bobAcks: Step = ({ bob }) => bob.calls[1]?.statuses().at(-1) === 200 && bob.calls[1].ack();
const parkAttended: Step = ({ bob }) => bob.calls[0] && bob.calls[1] && transferInto(bob.calls[0], bob.calls[1]);
const fetch: Step = ({ eve }) => void eve.invite("70", { sdp: sdp() });
const pickUp: Step = ({ eve }) => void eve.invite("*8", { sdp: sdp() });
const eveAcks: Step = ({ eve }) => eve.calls[0]?.statuses().at(-1) === 200 && eve.calls[0].ack();
const eveRings: Step = ({ eve }) => eve.calls[0]?.respond(180);
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });

const press: Step = ({ bob }) => {
  for (const key of "*2103#") {
    bob.calls[0]?.send("INFO", { body: `Signal=${key}\r\nDuration=100`, type: "application/dtmf-relay" });
  }
};
const bobLeaves: Step = ({ bob }) => bob.calls[0]?.bye();

cutEverywhere({
  "a transfer by keys, with questions asked": [dial, answer, ack, press, eveRings, eveAnswers, bobLeaves],
  "a call is parked and fetched": [dial, ring, answer, ack, park, fetch, eveAcks],
  "a call is parked with questions asked, and fetched": [
    dial,
    answer,
    ack,
    askForSlot,
    bobAcks,
    parkAttended,
    fetch,
    eveAcks,
  ],
  "a call is picked up": [dial, ring, pickUp, eveAcks, ack],
  "a call is picked up and answered at once": [dial, ring, pickUp, answer, eveAcks, ack],
  "a group is called": [dialGroup, ring, eveRings, eveAnswers, ack],
}, {
  sections: {
    groups: [{
      number: "600",
      name: "Sales",
      members: [{ number: "102", delayS: 0 }, { number: "103", delayS: 0 }],
      strategy: "all",
      ringForS: 30,
      memberForS: 10,
      skipBusy: true,
      otherwise: { kind: "park", id: "" },
    }],
  },
});
