import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { HandCall } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import type { Lab } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";
import { connected } from "./scene.ts";

/** The media engine's leg of somebody's latest session with the box. */
export function legOf(lab: Lab, call: HandCall): string {
  const own = lab.events.filter((event) => event.type === "leg.offered" && event.sipCallId === call.callId);
  assert.equal(own.length, 1);
  const lease = /m=audio (\d+)/.exec(toText(call.answer().body))?.[1];
  const found = [...lab.media.open].find(([, each]) => String(10_000 + 2 * each) === lease);
  assert.ok(found !== undefined, "his leg is open");
  return found[0];
}

/** Whom he hears in his room, as their calls. */
export function hears(lab: Lab, call: HandCall, others: readonly HandCall[]): readonly boolean[] {
  const heard = lab.media.heardIn(legOf(lab, call));
  return others.map((other) => heard.includes(legOf(lab, other)));
}

/** Presses keys, one after the other. */
export function press(lab: Lab, call: HandCall, digits: string): void {
  for (const digit of digits) {
    const leg = legOf(lab, call);
    lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
    lab.run(100);
  }
}

/** Dials a room and keys in a PIN. */
export function enter(lab: Lab, phone: HandPhone, room: string, pin?: string): HandCall {
  const call = connected(lab, phone, room);
  if (pin !== undefined) press(lab, call, `${pin}#`);
  return call;
}

/** Everybody who is still there hangs up: nothing is left. */
export function leaveAll(lab: Lab, ...calls: readonly HandCall[]): void {
  for (const call of calls) if (call.count("BYE") === 0) call.bye();
  lab.run(200);
  assertNothingLeft(lab);
}
