import type { HandPhone } from "./hand_phone.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { registered } from "./scene.ts";

/** The phones of a small office, and what they have done so far. */
export interface CutOffice {
  readonly lab: Lab;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
  readonly eve: HandPhone;
}

/** One thing that a user of a phone does; nothing where it makes no sense yet. */
export type Step = (office: CutOffice) => void;

/** What phones with a little sense do in the end: acknowledge, and let the media engine notice the silence. */
export function settle({ lab, ana, bob, eve }: CutOffice): void {
  for (const { calls } of [ana, bob, eve]) {
    for (const call of calls) if (call.statuses().at(-1) === 200) call.ack();
  }
  for (let round = 0; round < 2; round++) {
    lab.run(40_000);
    for (const leg of [...lab.media.open.keys()]) {
      lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
    }
  }
}

/** Ana 101, Bob 102 and Eve 103, who have registered. */
export function officeFor(options: LabOptions): CutOffice {
  const lab = new Lab({ leases: 20, ...options });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}
