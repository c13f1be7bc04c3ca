import type { Alert } from "../page/mod.ts";
import { keyOf } from "./alert_page.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is over is told of for so long to whoever has not been there. */
const OVER_FOR_MS = 3 * DAY_MS;

/** How things are now. */
export interface Look {
  /** Things that are well or not, as they are now. */
  readonly things: readonly Alert[];
  /** Keys of things of which nobody can say yet how they are. */
  readonly unknown: ReadonlySet<string>;
  /** What has happened, oldest first. */
  readonly events: readonly Alert[];
}

/** What is to be told anew after a look, by its key, and what is forgotten (undefined): each word is told once. */
export function changesIn(
  kept: ReadonlyMap<string, Alert>,
  { things, unknown, events }: Look,
  now: number,
): ReadonlyMap<string, Alert | undefined> {
  const changes = new Map<string, Alert | undefined>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (isNews(kept.get(key), thing)) changes.set(key, thing);
  }
  for (const event of events) {
    const key = keyOf(event);
    const last = changes.get(key) ?? kept.get(key);
    // Who goes on with it is no news until the next day.
    if (now - event.at < OVER_FOR_MS && (last === undefined || event.at - last.at >= DAY_MS)) changes.set(key, event);
  }
  const there = new Set([...unknown, ...things.map(keyOf)]);
  for (const [key, { at, verdict, isEvent }] of kept) {
    if (changes.has(key)) continue;
    const isGone = verdict === "ok" || isEvent ? now - at >= OVER_FOR_MS : !there.has(key);
    if (isGone) changes.set(key, undefined);
  }
  return changes;
}

/** What breaks and what is mended is told at once; what only wavers about a limit, once an hour. */
function isNews(last: Alert | undefined, { verdict, at }: Alert): boolean {
  if (last === undefined) return verdict !== "ok";
  if (last.verdict === verdict) return false;
  return verdict === "bad" || last.verdict === "bad" || at - last.at >= HOUR_MS;
}
