import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { QUEUE } from "../lab/queues.ts";
import { transfer } from "../lab/scene.ts";
import { acks, answers, dials, refuses } from "../lab/steps.ts";

const dial = (number: string): Step => ({ ana }) => void ana.invite(number, { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const press: Step = ({ ana }) =>
  void ana.calls[0]?.send("INFO", { body: "Signal=0\r\nDuration=100\r\n", type: "application/dtmf-relay" });
const ring: Step = ({ bob }) => bob.calls[0]?.respond(180);
const refuse: Step = ({ bob }) => bob.calls[0]?.respond(486);
const answer: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const eveAnswers: Step = ({ eve }) => eve.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const eveComes: Step = ({ eve }) => void eve.invite("8002", { sdp: sdp() });
const eveAcks: Step = ({ eve }) => eve.calls.at(-1)?.statuses().at(-1) === 200 && eve.calls.at(-1)!.ack();
const transferOn: Step = ({ bob }) => bob.calls[0] && transfer(bob.calls[0], "103");
const pause = dials("bob", "*46");
/** The desk has whoever waits first served next, or sends him elsewhere. */
const desk = (type: "queue-front" | "queue-send"): Step => ({ lab }) => {
  const answer = lab.ask({ type: "queues" });
  const caller = answer.type === "queues" ? answer.queues.flatMap(({ waiting }) => waiting)[0]?.caller : undefined;
  if (caller === undefined) return;
  lab.ask(type === "queue-send" ? { type, caller, to: { kind: "extension", id: "103" } } : { type, caller });
};

cutEverywhere({
  "the desk sends a caller elsewhere for whom an agent is rung": [
    dial("8001"),
    ack,
    ring,
    desk("queue-front"),
    desk("queue-send"),
    eveAnswers,
  ],
  "a caller is taken by an agent": [dial("8001"), ack, ring, answer],
  "one agent refuses and the next takes the caller": [dial("8001"), ack, ring, refuse, eveAnswers],
  "all agents ring and two answer at once": [dial("8003"), ack, ring, answer, eveAnswers],
  "a caller leaves by a key for a phone": [dial("8001"), ack, ring, press, eveAnswers],
  "an agent sends his caller on": [dial("8002"), ack, answer, transferOn, eveAnswers],
  "a second caller waits while the agent pauses": [dial("8002"), ack, eveComes, eveAcks, refuse, pause],
  "an agent logs in, is rung, and logs out while a caller waits": [
    dials("bob", "*458004"),
    acks("bob"),
    dials("ana", "8004"),
    acks("ana"),
    refuses("bob"),
    dials("bob", "*458004"),
    acks("bob"),
  ],
  "an agent wants calls to make, and no longer": [
    dials("bob", "*47"),
    acks("bob"),
    dials("bob", "*47"),
    acks("bob"),
    dials("ana", "8001"),
    acks("ana"),
    answers("bob"),
  ],
}, {
  sections: {
    queues: [
      { ...QUEUE, keys: { "0": { kind: "extension", id: "103" } } },
      { ...QUEUE, number: "8002", members: [QUEUE.members[0]!], most: 2, maxWaitS: 20, autoPause: 1 },
      { ...QUEUE, number: "8004", members: [QUEUE.members[0]!], logIn: true, maxWaitS: 20 },
      { ...QUEUE, number: "8003", strategy: "all", retryS: 1 },
    ],
  },
});
