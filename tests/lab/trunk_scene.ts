import assert from "node:assert/strict";
import type { Route, Sections, Trunk } from "../../core/directory/mod.ts";
import { type SipRequest } from "../../core/sip/mod.ts";
import type { HandTrunk } from "./hand_trunk.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { registered } from "./scene.ts";

export const ACCOUNT = { user: "40211234567", secret: "s3cret-provider" };
/** Addresses of two providers. */
export const FIRST = "198.51.100.1";
export const SECOND = "198.51.100.2";

export function trunk(name: string, host: string, more: Partial<Trunk> = {}): Trunk {
  return {
    name,
    kind: "peer",
    host,
    transport: "udp",
    srtp: "allowed",
    channels: 10,
    number: "+40211234567",
    presents: "pai",
    format: "e164",
    sources: [],
    ...more,
  };
}

export const ROUTE: Route = { match: "0.", strip: 0, prepend: "", trunks: ["first", "second"], class: "national" };
export const SECTIONS: Partial<Sections> = {
  trunks: [trunk("first", FIRST), trunk("second", SECOND)],
  routes: [{ ...ROUTE, match: "00.", class: "international" }, ROUTE],
  inbound: [{ number: "+40211234567", to: { kind: "dial", id: "101" } }],
};

/** An office with two people and two providers, both up. */
export function office(sections: Partial<Sections> = SECTIONS, options: LabOptions = {}): {
  readonly lab: Lab;
  readonly first: HandTrunk;
  readonly second: HandTrunk;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
} {
  const lab = new Lab({ ...options, numbers: ["101", "102"], sections });
  const [first, second] = [lab.provider(FIRST), lab.provider(SECOND)];
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  lab.run(1_000);
  return { lab, first, second, ana, bob };
}

export function states(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "trunks" });
  assert.ok(answer.type === "trunks");
  return answer.trunks.map(({ state }) => state);
}

/** What the provider was asked to call, and as whom. */
export function asked({ calls }: HandTrunk, at = 0): SipRequest {
  const call = calls[at];
  assert.ok(call !== undefined, "the provider was asked for nothing");
  return call.invite;
}
