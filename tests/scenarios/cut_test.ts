import { cutEverywhere, type Step } from "../lab/cut.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";

const dial: Step = ({ ana }) => void ana.invite("102", { sdp: sdp(), headers: [field("Supported", "100rel")] });
const ring: Step = ({ bob }) => bob.calls[0]?.respond(180);
const early: Step = ({ bob }) => bob.calls[0]?.respond(183, { sdp: sdp(["PCMA"]) });
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const hold: Step = ({ ana }) => void ana.calls[0]?.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly" }) });
const change: Step = ({ ana }) => void ana.calls[0]?.send("INVITE", { sdp: sdp(["G722"], { version: 3 }) });
const agree: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["G722"], { version: 3 }) });
const refer: Step = ({ bob }) =>
  void bob.calls[0]?.send("REFER", { headers: [field("Refer-To", "<sip:103@10.0.0.1>")] });
const eveRings: Step = ({ eve }) => eve.calls[0]?.respond(180);
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const consult: Step = ({ bob }) => void bob.invite("103", { sdp: sdp() });
const bobAcks: Step = ({ bob }) => bob.calls[1]?.statuses().at(-1) === 200 && bob.calls[1].ack();
const referToCall: Step = ({ bob }) => referTo(bob.calls, "Replaces");
const joinCalls: Step = ({ bob }) => referTo(bob.calls, "Join");
function referTo([first, second]: readonly HandCall[], how: "Replaces" | "Join"): void {
  if (second === undefined) return;
  const dialog = encodeURIComponent(`${second.callId};to-tag=${second.peerTag};from-tag=${second.tag}`);
  first!.send("REFER", { headers: [field("Refer-To", `<sip:103@10.0.0.1?${how}=${dialog}>`)] });
}
const prack: Step = ({ ana }) => {
  const call = ana.calls[0];
  const reliable = call?.responses.findLast(({ headers }) => headers.some(({ name }) => name === "RSeq"));
  const [rseq, cseq] = ["RSeq", "CSeq"].map((name) => reliable?.headers.find((each) => each.name === name)?.value);
  if (rseq !== undefined) call!.send("PRACK", { headers: [field("RAck", `${rseq} ${cseq}`)] });
};

cutEverywhere({
  "a plain call": [dial, ring, answer, ack],
  "early sound with PRACK": [dial, early, answer, prack, ack],
  "hold, then another codec": [dial, answer, ack, hold, ack, change, agree, ack],
  "a blind transfer": [dial, answer, ack, refer, eveAnswers],
  "an attended transfer": [dial, answer, ack, consult, eveAnswers, bobAcks, referToCall],
  "two calls that become one of three": [dial, answer, ack, consult, eveAnswers, bobAcks, joinCalls],
  "an attended transfer to one who rings": [dial, answer, ack, consult, eveRings, referToCall, eveAnswers],
});
