import { playInBadWeather } from "./bad_weather.ts";
import { officeFor, settle, type Step } from "./cut_office.ts";
import type { HandCall } from "./hand_call.ts";
import type { LabOptions } from "./lab.ts";
import { assertNoDeadlines, assertNothingLeft } from "./nothing_left.ts";

export type { CutOffice, Step } from "./cut_office.ts";

/** A step is taken every so many ms: time for all that follows from it. */
const STEP_MS = 6;

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

/**
 * Plays stories whole, in bad weather too; then each again for every cut at each of its moments: nothing may be left, whenever
 * it comes.
 */
export function cutEverywhere(stories: Readonly<Record<string, readonly Step[]>>, options: LabOptions = {}): void {
  playInBadWeather(stories, options);
  for (const [story, steps] of Object.entries(stories)) {
    for (const [cut, act] of Object.entries(CUTS)) {
      Deno.test(`${story}, and at each of its moments ${cut}: nothing is left`, () => {
        for (let at = 0; at <= (steps.length + 1) * STEP_MS; at++) {
          const office = officeFor(options);
          const { lab } = office;
          steps.forEach((step, index) => lab.after(index * STEP_MS, () => step(office)));
          lab.run(at);
          act(office);
          lab.run((steps.length + 1) * STEP_MS);
          settle(office);
          try {
            assertNothingLeft(lab);
            assertNoDeadlines(lab);
          } catch (error) {
            throw new Error(`Cut at ${at} ms: ${(error as Error).message}`, { cause: error });
          }
        }
      });
    }
  }
}
