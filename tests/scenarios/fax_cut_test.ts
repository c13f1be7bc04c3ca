import { cutEverywhere, type Step } from "../lab/cut.ts";
import { fax, OTHER_TERMS } from "../lab/fax.ts";
import { sdp } from "../lab/hand_call.ts";

const dial = (codec: string): Step => ({ ana }) => void ana.invite("102", { sdp: sdp([codec]) });
const answer = (codec: string): Step => ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp([codec]) });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const bobAsks: Step = ({ bob }) => void bob.calls[0]?.send("INVITE", { sdp: fax() });
const anaAsks: Step = ({ ana }) => void ana.calls[0]?.send("INVITE", { sdp: fax(OTHER_TERMS) });
const anaAgrees: Step = ({ ana }) => {
  const call = ana.calls[0];
  if (call !== undefined && call.count("INVITE") > 0) call.respond(200, { sdp: fax(OTHER_TERMS) });
};
const anaSays = (status: number): Step => ({ ana }) => {
  const call = ana.calls[0];
  if (call !== undefined && call.count("INVITE") > 0) call.respond(status);
};
const bobAcks: Step = ({ bob }) => bob.calls[0]?.statuses().at(-1) === 200 && bob.calls[0].ack();
const bobBack: Step = ({ bob }) => void bob.calls[0]?.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
const anaBack: Step = ({ ana }) => {
  const call = ana.calls[0];
  if (call !== undefined && call.count("INVITE") > 0) call.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
};
const heard: Step = ({ lab }) => {
  for (const leg of lab.media.open.keys()) lab.input({ type: "media", event: { type: "fax", leg, tone: "ced" } });
};

cutEverywhere({
  "a fax over T.38, and back to sound": [
    dial("PCMA"),
    answer("PCMA"),
    ack,
    bobAsks,
    anaAgrees,
    bobAcks,
    bobBack,
    bobAcks,
    anaBack,
  ],
  "a fax that is refused, and asked for again": [
    dial("PCMA"),
    answer("PCMA"),
    ack,
    bobAsks,
    anaSays(488),
    bobAsks,
    anaSays(491),
  ],
  "two that ask for T.38 at once": [
    dial("PCMA"),
    answer("PCMA"),
    ack,
    bobAsks,
    anaAsks,
    anaSays(491),
    anaAsks,
    ack,
    bobAcks,
  ],
  "a fax that is heard and locked to G.711": [dial("opus"), answer("PCMA"), ack, heard, anaBack],
});
