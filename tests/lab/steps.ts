import type { CutOffice, Step } from "./cut_office.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";

/** Whose phone it is that does something. */
export type Who = "ana" | "bob" | "eve";

/** What people do in the stories of the cuts, with the latest of their calls that it can be done with. */
export const dials = (who: Who, number: string): Step => (office) => void office[who].invite(number, { sdp: sdp() });
export const rings = (who: Who): Step => (office) => latest(office, who, "in")?.respond(180);
export const refuses = (who: Who): Step => (office) => latest(office, who, "in")?.respond(486);
export const answers = (who: Who): Step => (office) => latest(office, who, "in")?.respond(200, { sdp: sdp(["PCMA"]) });
export const acks = (who: Who): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) call.ack();
};
export const presses = (who: Who, keys: string): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) { for (const key of keys) press(office[who], key); }
};
/** Presses 1 in the call that came to him. */
export const confirms = (who: Who): Step => (office) => {
  if ((latest(office, who, "in")?.count("ACK") ?? 0) > 0) press(office[who], "1");
};
export const leaves = (who: Who): Step => (office) => {
  const call = latest(office, who, "out");
  if (call?.statuses().at(-1) === 200) call.bye();
};

/** The latest of his calls that came to him, or that he made. */
export function latest(office: CutOffice, who: Who, direction: "in" | "out"): HandCall | undefined {
  const phone = office[who];
  const isIn = new Set(phone.requests("INVITE"));
  return phone.calls.findLast(({ invite }) => isIn.has(invite) === (direction === "in"));
}

function press(phone: HandPhone, digit: string): void {
  phone.calls.at(-1)?.send("INFO", { body: `Signal=${digit}`, type: "application/dtmf-relay" });
}
