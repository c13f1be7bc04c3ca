import assert from "node:assert/strict";
import { officeFor, settle, type Step } from "./cut_office.ts";
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
    // Files are named by the moment.
    said: said(lab).map((sound) => sound.replace(/[^/ ]+\.opus\b/, "*.opus")).sort(),
    legs: lab.media.open.size,
    hearing: lab.media.heard.size,
  };
}

/** One story, played on such a network; what its phones do in the end. */
export type Play = (lab: Pick<LabOptions, "seed" | "steady">, onto: (lab: Lab, step: () => void) => void) => {
  readonly lab: Lab;
  readonly settle: () => void;
};

/** Plays a story on a calm network and on one that loses, doubles and reorders: it comes to the same end, and nothing is left. */
export function assertSameEnd(play: Play): void {
  for (const seed of SEEDS) {
    const played = [{}, STORM].map((weather) => {
      const story = play({ seed, steady: true }, (lab, step) => {
        lab.turn(weather);
        step();
        lab.run(STEP_MS);
      });
      const end = endOf(story.lab);
      story.lab.turn({});
      return { ...story, end };
    });
    const [calm, rough] = played;
    assert.deepEqual(rough!.end, calm!.end, `by seed ${seed}`);
    for (const { lab, settle } of played) {
      settle();
      assertNothingLeft(lab);
      assertNoDeadlines(lab);
    }
  }
}

/** The stories of the cuts, whole, in bad weather. */
export function playInBadWeather(stories: Readonly<Record<string, readonly Step[]>>, options: LabOptions = {}): void {
  for (const [story, steps] of Object.entries(stories)) {
    Deno.test(`${story}: it comes to the same end where a tenth of all is lost, doubled and reordered`, () => {
      assertSameEnd((lab, onto) => {
        const office = officeFor({ ...options, ...lab });
        for (const step of steps) onto(office.lab, () => step(office));
        return { lab: office.lab, settle: () => settle(office) };
      });
    });
  }
}
