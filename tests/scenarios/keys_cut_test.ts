import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";

const dials = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const answers: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const acks: Step = ({ ana }) => {
  const call = ana.calls.at(-1);
  if (call?.statuses().at(-1) === 200) call.ack();
};
const presses = (keys: string): Step => ({ ana }) => {
  const call = ana.calls.at(-1);
  if (call?.statuses().at(-1) !== 200) return;
  for (const key of keys) call.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
};
const holds = (direction: string): Step => ({ ana }) => {
  const call = ana.calls.at(-1);
  if (call?.statuses().at(-1) === 200) call.send("INVITE", { sdp: sdp(["PCMA"], { direction }) });
};

cutEverywhere({
  "somebody begins codes, means none, puts the other on hold in the middle of one, and begins again": [
    dials("102"),
    answers,
    acks,
    presses("#"),
    presses("5*"),
    holds("sendonly"),
    acks,
    presses("*"),
    holds("sendrecv"),
    acks,
    presses("1#"),
  ],
  "somebody asks a third one, and all three talk": [
    dials("102"),
    answers,
    acks,
    presses("*2103#"),
    ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) }),
    presses("*3"),
    ({ bob }) => bob.calls[0]?.bye(),
  ],
  "somebody begins a code, asks a third one by another, and begins one there": [
    dials("102"),
    answers,
    acks,
    presses("**"),
    presses("2"),
    presses("103#"),
    ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) }),
    presses("*"),
    presses("2"),
    presses("#"),
  ],
});
