import type { HandCall } from "./hand_call.ts";
import type { HandPhone } from "./hand_phone.ts";
import { Lab, type LabOptions } from "./lab.ts";
import { assertNothingLeft } from "./nothing_left.ts";
import { registered } from "./scene.ts";

/** The phones of a small office, and what they have done so far. */
export interface CutOffice {
  readonly lab: Lab;
  readonly ana: HandPhone;
  readonly bob: HandPhone;
  readonly eve: HandPhone;
}

/** A step is taken every so many ms: time for all that follows from it. */
const STEP_MS = 6;

/** One thing that a user of a phone does; nothing where it makes no sense yet. */
export type Step = (office: CutOffice) => void;

/** What may cut a story short. */
const CUTS: Readonly<Record<string, Step>> = {
  "the caller hangs up": ({ ana }) => ana.calls.forEach(leave),
  "the called phone hangs up": ({ bob }) => bob.calls.forEach(leave),
  "everybody hangs up at once": ({ ana, bob, eve }) => [ana, bob, eve].forEach(({ calls }) => calls.forEach(leave)),
  "the caller's phone loses power": ({ lab, ana }) => lab.unplug(ana.flow),
  "all phones lose power": ({ lab, ana, bob, eve }) => [ana, bob, eve].forEach(({ flow }) => lab.unplug(flow)),
  "the desk ends all calls": ({ lab }) => void lab.ask({ type: "end-all" }),
  "the media engine dies": ({ lab }) => {
    lab.loseMedia();
    lab.renewMedia();
  },
};

/** Puts the receiver down as a phone does: takes an INVITE back, refuses one, or says BYE. */
function leave(call: HandCall): void {
  const { phone, invite } = call;
  if (phone.requests("INVITE").includes(invite)) {
    if (call.count("ACK") > 0) call.bye();
    else call.respond(486);
  } else if (call.statuses().some((status) => status >= 200)) {
    call.ack();
    call.bye();
  } else call.cancel();
}

/** What phones with a little sense do in the end: acknowledge, and let the media engine notice the silence. */
function settle({ lab, ana, bob, eve }: CutOffice): void {
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

/** Plays stories, each again for every cut at each of its moments; nothing may be left, whenever it comes. */
export function cutEverywhere(stories: Readonly<Record<string, readonly Step[]>>, options: LabOptions = {}): void {
  for (const [story, steps] of Object.entries(stories)) {
    for (const [cut, act] of Object.entries(CUTS)) {
      Deno.test(`${story}, and at each of its moments ${cut}: nothing is left`, () => {
        for (let at = 0; at <= (steps.length + 1) * STEP_MS; at++) {
          const lab = new Lab({ leases: 20, ...options });
          const office = {
            lab,
            ana: registered(lab, "101"),
            bob: registered(lab, "102"),
            eve: registered(lab, "103"),
          };
          steps.forEach((step, index) => lab.after(index * STEP_MS, () => step(office)));
          lab.run(at);
          act(office);
          lab.run((steps.length + 1) * STEP_MS);
          settle(office);
          try {
            assertNothingLeft(lab);
          } catch (error) {
            throw new Error(`Cut at ${at} ms: ${(error as Error).message}`, { cause: error });
          }
        }
      });
    }
  }
}
