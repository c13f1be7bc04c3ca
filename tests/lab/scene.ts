import assert from "node:assert/strict";
import type { PlayItem } from "../../core/sound/mod.ts";
import { field, type HandCall, sdp } from "./hand_call.ts";
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

/** The events of one family, without when, where and on which leg: `told(lab, "park.")`. */
export function told(lab: Lab, family: string): readonly unknown[] {
  const wanted = lab.events.filter(({ type }) => type.startsWith(family));
  return wanted.map(({ call: _call, sequence: _sequence, at: _at, monotonicMs: _ms, ...fact }) =>
    Object.fromEntries(Object.entries(fact).filter(([name]) => name !== "leg"))
  );
}

/** Why each leg of the record ended, in the order of their ends. */
export function ends(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) =>
    event.type === "leg.ended" || event.type === "call.ended" ? [event.cause as string] : []
  );
}

/** What the box has said so far: the prompts' names, and what stands between them (`park-at 71`). */
export function said(lab: Lab): readonly string[] {
  return lab.media.said.map(({ sound }) => sound.items.map(describeItem).join(" "));
}

function describeItem(item: PlayItem): string {
  switch (item.type) {
    case "prompt":
      return item.name;
    case "file":
    case "recording":
      return item.path;
    case "digits":
      return item.digits;
    case "number":
    case "count":
      return String(item.value);
    case "date":
      return item.date;
    case "time":
      return item.time;
    case "duration":
      return `${item.seconds} s`;
    case "money":
      return `${item.minor} ${item.currency}`;
    case "beep":
    case "music":
    case "silence":
      return item.type;
  }
}

/** Has a phone ask for a blind transfer of whom it talks to. */
export function transfer(call: HandCall, target: string): void {
  call.send("REFER", { headers: [field("Refer-To", `<sip:${target}@10.0.0.1>`)] });
}

/** Has a phone ask that whom it talks to in `call` take its place in `consulted`. */
export function transferInto(call: HandCall, consulted: HandCall): void {
  const replaces = encodeURIComponent(`${consulted.callId};to-tag=${consulted.peerTag};from-tag=${consulted.tag}`);
  call.send("REFER", { headers: [field("Refer-To", `<sip:${call.phone.number}@10.0.0.1?Replaces=${replaces}>`)] });
}

/** Presses keys on a phone, one after the other, in its latest call. */
export function press(lab: Lab, phone: HandPhone, keys: string): void {
  for (const digit of keys) {
    phone.calls.at(-1)!.send("INFO", { body: `Signal=${digit}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
    lab.run(200);
  }
}

/** Calls a number that answers by itself: a feature. */
export function connected(lab: Lab, from: HandPhone, number: string): HandCall {
  const call = from.invite(number, { sdp: sdp() });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200, `${number} does not answer: ${call.statuses()} ${lab.log.join("\n")}`);
  call.ack();
  lab.run(100);
  return call;
}
