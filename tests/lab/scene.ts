import assert from "node:assert/strict";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import type { Lab } from "./lab.ts";

/** A phone by hand that is registered. */
export function registered(lab: Lab, number: string, parameters = ""): HandPhone {
  const hand = lab.hand(number);
  hand.register(parameters);
  lab.run(100);
  assert.deepEqual(hand.statuses("REGISTER"), [200]);
  return hand;
}

/** One phone calls another's number, `late` without an offer; gives both ends, the called one not answered yet. */
export function ringing(
  lab: Lab,
  from: HandPhone,
  to: HandPhone,
  offer: string | "late" = sdp(),
): { readonly caller: HandCall; readonly called: HandCall } {
  const before = to.calls.length;
  const caller = from.invite(to.number, { sdp: offer === "late" ? undefined : offer });
  lab.run(100);
  const called = to.calls[before];
  assert.ok(called !== undefined, `the phone does not ring: ${caller.statuses()} ${lab.log.join("\n")}`);
  called.respond(180);
  lab.run(100);
  return { caller, called };
}

/** Two phones by hand talk. */
export function talking(
  lab: Lab,
  from: HandPhone,
  to: HandPhone,
  offer: string = sdp(),
  answer: string = sdp(["PCMA"]),
): { readonly caller: HandCall; readonly called: HandCall } {
  const { caller, called } = ringing(lab, from, to, offer);
  called.respond(200, { sdp: answer });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.equal(called.count("ACK"), 1);
  return { caller, called };
}

/** The types of what the record says, oldest first. */
export function story(lab: Lab): readonly string[] {
  return lab.events.map(({ type }) => type);
}

/** Why each leg of the record ended, in the order of their ends. */
export function ends(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) =>
    event.type === "leg.ended" || event.type === "call.ended" ? [event.cause as string] : []
  );
}
