import assert from "node:assert/strict";
import type { LineSettings, Sections } from "../../core/directory/mod.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";
import { connected, registered, said } from "./scene.ts";

/** What an office of three who set things for their lines is made of. */
export interface LineOffice {
  readonly lines?: Readonly<Record<string, LineSettings>>;
  readonly callLimit?: number;
  readonly sections?: Partial<Sections>;
}

/** Ana 101, Bob 102 and Eve 103; nobody is registered as 104. */
export function lineOffice(options: LineOffice = {}): Record<"ana" | "bob" | "eve", HandPhone> & { readonly lab: Lab } {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"], ...options });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

/** Dials a code and hears it out; gives what was said last. */
export function useCode(lab: Lab, phone: HandPhone, code: string): string {
  const call = connected(lab, phone, code);
  lab.run(500);
  assert.equal(call.count("BYE"), 1, `${code} does not end: ${said(lab)}`);
  return said(lab).at(-1)!;
}

/** Presses keys, one after the other. */
export function keyIn(lab: Lab, call: HandCall, keys: string): void {
  for (const key of keys) {
    call.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
    lab.run(50);
  }
}

/** The calls that came to a phone. */
export function cameTo(phone: HandPhone): readonly HandCall[] {
  return phone.calls.filter(({ invite }) => phone.requests("INVITE").includes(invite));
}

/** The called phone answers its latest call, the two talk, and the caller hangs up: nothing is left. */
export function talkAndLeave(lab: Lab, caller: HandCall, called: HandPhone): void {
  const call = cameTo(called).at(-1);
  assert.ok(call !== undefined, `${called.number} does not ring: ${caller.statuses()} ${lab.log.join("\n")}`);
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
}
