import assert from "node:assert/strict";
import { type CutOffice, officeFor, settle, type Step } from "./cut_office.ts";
import type { Lab, LabOptions } from "./lab.ts";
import type { Weather } from "./network.ts";
import { assertNoDeadlines, assertNothingLeft } from "./nothing_left.ts";
import { said } from "./scene.ts";

/** Each tenth datagram is lost, each tenth comes twice, and they overtake each other. */
const STORM: Weather = { loss: 0.1, duplicates: 0.1, delayMs: 60, losesOnce: true };
/** Time for what was lost to be said again, more than once where one thing follows from another. */
const STEP_MS = 2_000;
const SEEDS = [1, 2, 3];

/** What a story has come to: what the record tells of it, what was said to people, and who hears whom. */
interface End {
  readonly events: readonly string[];
  readonly said: readonly string[];
  readonly legs: number;
  readonly hearing: number;
}

function endOf(lab: Lab): End {
  const events = lab.events.map((event) => "cause" in event ? `${event.type} ${event.cause}` : event.type);
  return {
    events: events.sort(),
    said: [...said(lab)].sort(),
    legs: lab.media.open.size,
    hearing: lab.media.heard.size,
  };
}

function play(steps: readonly Step[], options: LabOptions, weather: Weather): { office: CutOffice; end: End } {
  const office = officeFor({ ...options, steady: true });
  const { lab } = office;
  lab.turn(weather);
  for (const step of steps) {
    step(office);
    lab.run(STEP_MS);
  }
  const end = endOf(lab);
  lab.turn({});
  return { office, end };
}

/** Plays stories whole on a network that loses, doubles and reorders: each comes to the end that it has on a calm one. */
export function playInBadWeather(stories: Readonly<Record<string, readonly Step[]>>, options: LabOptions = {}): void {
  for (const [story, steps] of Object.entries(stories)) {
    Deno.test(`${story}: it comes to the same end where a tenth of all is lost, doubled and reordered`, () => {
      for (const seed of SEEDS) {
        const calm = play(steps, { ...options, seed }, {});
        const rough = play(steps, { ...options, seed }, STORM);
        assert.deepEqual(rough.end, calm.end, `by seed ${seed}`);
        for (const { office } of [calm, rough]) {
          settle(office);
          assertNothingLeft(office.lab);
          assertNoDeadlines(office.lab);
        }
      }
    });
  }
}
