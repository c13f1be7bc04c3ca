/**
 * Two who talk and a third, and a desk that steers their call.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { DeskAnswer, SteerOrder } from "../../core/switchboard/mod.ts";
import type { HandCall } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";
import { registered, talking } from "./scene.ts";

export const SECTIONS: NonNullable<LabOptions["sections"]> = {
  park: { slots: ["70", "71"], returnAfterS: 60, ringForS: 20 },
};

export interface SteerScene extends Readonly<Record<"ana" | "bob" | "eve", HandPhone>> {
  readonly lab: Lab;
  readonly caller: HandCall;
  readonly called: HandCall;
}

/** Ana has called Bob and they talk; Eve is there too. */
export function office(sections: NonNullable<LabOptions["sections"]> = SECTIONS): SteerScene {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, ...talking(lab, ana!, bob!) };
}

export function steer(lab: Lab, by: string | undefined, order: SteerOrder): DeskAnswer {
  const [call] = [...callsOf(lab)];
  const answer = lab.ask({ type: "steer", call: call ?? "none", ...by === undefined ? {} : { by }, order });
  lab.run(100);
  return answer;
}

export function callsOf(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "live" });
  assert.ok(answer.type === "live");
  return answer.live.calls.map(({ id }) => id);
}

/** How the legs are, as the desk shows them. */
export function shown(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "live" });
  assert.ok(answer.type === "live");
  return answer.live.calls.flatMap(({ legs }) =>
    legs.map(({ number, state, muted }) => `${number} ${state}${muted === true ? " muted" : ""}`)
  );
}

/** Who asks at which number first. */
export function announcements(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "live" });
  assert.ok(answer.type === "live");
  return answer.live.calls.flatMap(({ legs }) =>
    legs.flatMap(({ number, announcesTo }) => announcesTo === undefined ? [] : [`${number} to ${announcesTo}`])
  );
}

export function sounds(lab: Lab): readonly string[] {
  return [...lab.media.played.values()].map(({ sound }) => "tone" in sound ? sound.tone : sound.items[0]!.type);
}

export function bothGone(lab: Lab, ...calls: readonly HandCall[]): void {
  for (const call of calls) {
    if (call.count("BYE") === 0) call.bye();
    lab.run(100);
  }
  assertNothingLeft(lab);
}

export function text(answer: DeskAnswer): string {
  assert.ok(answer.type === "refused", answer.type);
  return answer.text;
}
