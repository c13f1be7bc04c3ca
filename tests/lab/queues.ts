import type { Queue } from "../../core/directory/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab } from "./lab.ts";
import { registered } from "./scene.ts";

/** Two agents, 102 and 103, one after the other. */
export const QUEUE: Queue = {
  number: "8001",
  name: "Sales",
  members: ["102", "103"].map((number) => ({ number, penalty: 0, weight: 1, skills: {} })),
  strategy: "linear",
  logIn: false,
  ringForS: 15,
  retryS: 5,
  wrapUpS: 0,
  autoPause: 0,
  skipBusy: true,
  most: 50,
  maxWaitS: 600,
  joinIf: "reachable",
  stayIf: "logged-in",
  weight: 0,
  vip: [],
  needs: [],
  announce: { position: true, wait: true, everyS: 45, says: [] },
  keys: {},
  otherwise: [],
};

/** The office of a queue: callers 101, 104 and 105; agents 102 and 103. */
export interface QueueOffice {
  readonly lab: Lab;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
  readonly eve: HandPhone;
  readonly tom: HandPhone;
  readonly ion: HandPhone;
}

/** An office with a queue for each change. */
export function queueOffice(...changes: readonly Partial<Queue>[]): QueueOffice {
  const queues = (changes.length === 0 ? [{}] : changes).map((change) => ({ ...QUEUE, ...change }));
  const lab = new Lab({ numbers: ["101", "102", "103", "104", "105"], sections: { queues } });
  const [ana, bob, eve, tom, ion] = ["101", "102", "103", "104", "105"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, ion: ion! };
}

/** Somebody has called a queue, and been answered by it. */
export function inQueue(lab: Lab, from: HandPhone, number = "8001"): HandCall {
  const call = from.invite(number, { sdp: sdp() });
  lab.run(50);
  if (call.statuses().at(-1) === 200) call.ack();
  lab.run(50);
  return call;
}

/** An agent takes what rings at his phone. */
export function take(lab: Lab, agent: HandPhone): HandCall {
  const call = agent.calls.at(-1)!;
  call.respond(180);
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  return call;
}

/** Dials a feature code and hears it out. */
export function code(lab: Lab, from: HandPhone, dialled: string): void {
  const call = from.invite(dialled, { sdp: sdp() });
  lab.run(50);
  if (call.statuses().at(-1) === 200) call.ack();
  lab.run(1_000);
}

/** What the record says of queues and agents, oldest first: the type and what else matters. */
export function queueStory(lab: Lab): readonly string[] {
  return lab.events.filter(({ type }) => /^(queue|agent)\./.test(type)).map(describe);
}

function describe(event: CallEvent): string {
  const told: readonly string[] = ["agent", "cause", "why", "by", "kind", "reason", "position", "key", "to"];
  const facts = Object.entries(event).filter(([name]) =>
    told.includes(name) && !(event.type === "queue.connected" && name === "to")
  );
  return [event.type.replace(/^queue\./, ""), ...facts.map(([, value]) => String(value))].join(" ");
}
