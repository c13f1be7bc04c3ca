import { DEFAULT_RECORDING } from "../../core/directory/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { transfer } from "../lab/scene.ts";

const dial: Step = ({ ana }) => void ana.invite("102", { sdp: sdp() });
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const transfers: Step = ({ bob }) => bob.calls[0] && transfer(bob.calls[0], "103");
const wait: Step = () => {};
const press = (key: string): Step => ({ bob }) =>
  void bob.calls[0]?.send("INFO", { body: `Signal=${key}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
const keys = (given: string): readonly Step[] => [...given].map(press);

cutEverywhere({
  "a recording on demand, paused, resumed and stopped": [
    dial,
    answer,
    ack,
    ...keys("*1"),
    ...keys("*4"),
    ...keys("*4*1"),
  ],
  "a recording on demand, and a transfer": [dial, answer, ack, ...keys("*1"), transfers, eveAnswers],
});

cutEverywhere({
  "a call that is always recorded, and both hear it": [dial, answer, ack, wait, wait, ...keys("*4")],
}, { sections: { recording: { ...DEFAULT_RECORDING, internal: { mode: "always", notice: true } } } });
