import assert from "node:assert/strict";
import type { CallFact } from "../../core/record/mod.ts";
import type { HandPhone } from "./hand_phone.ts";
import type { Lab } from "./lab.ts";
import { connected, press, said } from "./scene.ts";

/** Logs in on a phone with the PIN 4711; gives what was said last. */
export function logIn(lab: Lab, phone: HandPhone, number: string, pin = "4711"): string {
  const call = connected(lab, phone, `*11${number}`);
  press(lab, phone, `${pin}#`);
  lab.run(500);
  const last = said(lab).at(-1)!;
  if (call.count("BYE") === 0) call.bye();
  lab.run(100);
  return last;
}

/** Who sits at a phone, as the list of phones says: `104` for itself. */
export function whoIsAt(lab: Lab, number: string): string {
  const answer = lab.ask({ type: "phones" });
  assert.ok(answer.type === "phones");
  const phone = answer.phones.find((each) => each.number === number);
  assert.ok(phone !== undefined, `${number} has no phone`);
  return phone.who ?? number;
}

type Change = Extract<CallFact, { type: "desk.changed" }>;

/** What the record says of desks, oldest first: `104: 104 > 102 by phone`. */
export function desksChanged(lab: Lab): readonly string[] {
  return lab.events.filter((event) => event.type === "desk.changed")
    .map((event) => event as Change).map(({ phone, from, to, by }) => `${phone}: ${from} > ${to} by ${by}`);
}
