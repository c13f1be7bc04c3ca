import { DEFAULT_RECORDING, type DirectionRecording, type RecordingSettings } from "../../core/directory/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { type HandCall, sdp } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";
import { registered } from "./scene.ts";
import { office as trunkOffice, SECTIONS } from "./trunk_scene.ts";

export const NEVER: DirectionRecording = { mode: "never", notice: false };
export const ALWAYS: DirectionRecording = { mode: "always", notice: false };

export function settings(more: Partial<RecordingSettings>): RecordingSettings {
  return { ...DEFAULT_RECORDING, ...more };
}

/** Three people in an office that records so. */
export function office(
  more: Partial<RecordingSettings> = {},
  options: LabOptions = {},
): { readonly lab: Lab; readonly ana: HandPhone; readonly bob: HandPhone; readonly eve: HandPhone } {
  const lab = new Lab({
    numbers: ["101", "102", "103"],
    ...options,
    sections: { recording: settings(more), ...options.sections },
  });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

/** Somebody outside has called Ana, and they talk. */
export function fromOutside(
  more: Partial<RecordingSettings>,
): ReturnType<typeof trunkOffice> & { readonly caller: HandCall; readonly called: HandCall } {
  const scene = trunkOffice({ ...SECTIONS, recording: settings(more) });
  const { lab, first, ana } = scene;
  const caller = first.call("+40211234567", "+40722000111");
  lab.run(100);
  const called = ana.calls[0]!;
  called.respond(180);
  lab.run(100);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  return { ...scene, caller, called };
}

export type Told = Extract<CallEvent, { type: `recording.${string}` }>;

/** What the record says of recordings. */
export function told(lab: Lab): readonly Told[] {
  return lab.events.filter((event): event is Told => event.type.startsWith("recording."));
}

export function types(lab: Lab): readonly string[] {
  return told(lab).map(({ type }) => type.slice("recording.".length));
}

/** How long the files are, in seconds. */
export function seconds(lab: Lab): readonly number[] {
  return [...lab.media.files.values()].map((ms) => Math.round(ms / 1000));
}

/** On whose legs recordings run. */
export function taped(lab: Lab): readonly string[] {
  return [...lab.media.recorded.values()].map(({ leg }) => leg);
}

export function hangUp(lab: Lab, call: HandCall): void {
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
}
