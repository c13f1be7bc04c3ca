import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { BOX } from "../lab/mailboxes.ts";

const dials = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const acks: Step = ({ ana }) => {
  const call = ana.calls.at(-1);
  if (call?.statuses().at(-1) === 200) call.ack();
};
const presses = (keys: string): Step => ({ ana }) => {
  const call = ana.calls.at(-1);
  if (call?.statuses().at(-1) !== 200) return;
  for (const key of keys) call.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
};

cutEverywhere({
  "somebody logs in on a colleague's phone, is called there by himself, and logs out": [
    dials("*11"),
    acks,
    presses("102#"),
    presses("4711#"),
    dials("103"),
    ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) }),
    acks,
    dials("*12"),
    acks,
  ],
  "a door is opened in a call, and then without one": [
    dials("102"),
    ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) }),
    acks,
    presses("*5"),
    ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].bye(),
    dials("*36"),
    ({ bob }) => bob.calls[1]?.respond(200, { sdp: sdp(["PCMA"]) }),
    acks,
  ],
}, {
  mailboxes: { "102": BOX },
  sections: { doors: [{ name: "Gate", number: "102", open: "#7", key: "*5" }] },
});
