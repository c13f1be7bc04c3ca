import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered } from "../lab/scene.ts";

/** The phones of a small office, and what they have done so far. */
interface Office {
  readonly lab: Lab;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
  readonly eve: HandPhone;
}

/** A step is taken every so many ms: time for all that follows from it. */
const STEP_MS = 6;

type Step = (office: Office) => void;

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
const referToCall: Step = ({ bob }) => {
  const [first, second] = bob.calls;
  if (second === undefined) return;
  const replaces = encodeURIComponent(`${second.callId};to-tag=${second.peerTag};from-tag=${second.tag}`);
  first!.send("REFER", { headers: [field("Refer-To", `<sip:103@10.0.0.1?Replaces=${replaces}>`)] });
};
const prack: Step = ({ ana }) => {
  const call = ana.calls[0];
  const reliable = call?.responses.findLast(({ headers }) => headers.some(({ name }) => name === "RSeq"));
  const [rseq, cseq] = ["RSeq", "CSeq"].map((name) => reliable?.headers.find((each) => each.name === name)?.value);
  if (rseq !== undefined) call!.send("PRACK", { headers: [field("RAck", `${rseq} ${cseq}`)] });
};

const STORIES: Readonly<Record<string, readonly Step[]>> = {
  "a plain call": [dial, ring, answer, ack],
  "early sound with PRACK": [dial, early, answer, prack, ack],
  "hold, then another codec": [dial, answer, ack, hold, ack, change, agree, ack],
  "a blind transfer": [dial, answer, ack, refer, eveAnswers],
  "an attended transfer": [dial, answer, ack, consult, eveAnswers, bobAcks, referToCall],
  "an attended transfer to one who rings": [dial, answer, ack, consult, eveRings, referToCall, eveAnswers],
};

/** What may cut a story short. */
const CUTS: Readonly<Record<string, Step>> = {
  "the caller hangs up": ({ ana }) => ana.calls.forEach(leave),
  "the called phone hangs up": ({ bob }) => bob.calls.forEach(leave),
  "everybody hangs up at once": ({ ana, bob, eve }) => [ana, bob, eve].forEach(({ calls }) => calls.forEach(leave)),
  "the caller's phone loses power": ({ lab, ana }) => lab.unplug(ana.flow),
  "all phones lose power": ({ lab, ana, bob, eve }) => [ana, bob, eve].forEach(({ flow }) => lab.unplug(flow)),
  "the desk ends all calls": ({ lab }) => void lab.ask({ type: "end-all" }),
  "the media engine dies": ({ lab }) => {
    lab.loseMedia();
    lab.renewMedia();
  },
};

/** Puts the receiver down as a phone does: takes an INVITE back, refuses one, or says BYE. */
function leave(call: HandCall): void {
  const { phone, invite } = call;
  if (phone.requests("INVITE").includes(invite)) {
    if (call.count("ACK") > 0) call.bye();
    else call.respond(486);
  } else if (call.statuses().some((status) => status >= 200)) {
    call.ack();
    call.bye();
  } else call.cancel();
}

/** What phones with a little sense do in the end: acknowledge, and let the media engine notice the silence. */
function settle({ lab, ana, bob, eve }: Office): void {
  for (const { calls } of [ana, bob, eve]) {
    for (const call of calls) if (call.statuses().at(-1) === 200) call.ack();
  }
  for (let round = 0; round < 2; round++) {
    lab.run(40_000);
    for (const leg of [...lab.media.open.keys()]) {
      lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
    }
  }
}

for (const [story, steps] of Object.entries(STORIES)) {
  for (const [cut, act] of Object.entries(CUTS)) {
    Deno.test(`${story}, and at each of its moments ${cut}: nothing is left`, () => {
      for (let at = 0; at <= (steps.length + 1) * STEP_MS; at++) {
        const lab = new Lab({ leases: 20 });
        const office = {
          lab,
          ana: registered(lab, "101"),
          bob: registered(lab, "102"),
          eve: registered(lab, "103"),
        };
        steps.forEach((step, index) => lab.after(index * STEP_MS, () => step(office)));
        lab.run(at);
        act(office);
        lab.run((steps.length + 1) * STEP_MS);
        settle(office);
        try {
          assertNothingLeft(lab);
        } catch (error) {
          throw new Error(`Cut at ${at} ms: ${(error as Error).message}`, { cause: error });
        }
      }
    });
  }
}
