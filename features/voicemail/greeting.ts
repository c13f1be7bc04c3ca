import { type Json, localTime } from "../../core/base/mod.ts";
import { GREETING_FAMILY } from "../../core/notebook/mod.ts";
import { act, type Heard, nameOf, type Script } from "../../core/script/mod.ts";
import { type Word, words } from "./words.ts";

/** What an owner may record for his callers. */
export const RECORDED = ["own", "busy", "away", "name"] as const;
export type Recorded = (typeof RECORDED)[number];

/** How a box greets: what its owner has recorded, and which of it is in use. */
export interface Greeting {
  readonly use: "standard" | "own" | "away";
  /** Below the box's data folder. */
  readonly files: Readonly<Partial<Record<Recorded, string>>>;
  /** The last day that he is away, as in 2026-12-24; then the greeting before holds again. */
  readonly until?: string;
  /** What was in use before he went away. */
  readonly before?: "standard" | "own";
}

export function* greetingOf(box: string): Script<Greeting> {
  return readGreeting(yield* act({ do: "recall", family: GREETING_FAMILY, key: box }));
}

/** What is undefined in a change is forgotten. */
export function* changeGreeting(
  box: string,
  change: { readonly [K in keyof Greeting]?: Greeting[K] | undefined },
): Script<void> {
  const changed = Object.entries({ ...yield* greetingOf(box), ...change }).filter(([, value]) => value !== undefined);
  yield* act({ do: "remember", family: GREETING_FAMILY, key: box, value: Object.fromEntries(changed) as Json });
}

/** Reads what was kept; what makes no sense counts as not set. */
export function readGreeting(kept: Json | undefined): Greeting {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return { use: "standard", files: {} };
  const value = kept as { readonly [key: string]: Json };
  const { use, until, before } = value;
  const given = value["files"];
  const files: Partial<Record<Recorded, string>> = {};
  for (const kind of RECORDED) {
    const path = typeof given === "object" && given !== null && !Array.isArray(given)
      ? (given as { readonly [key: string]: Json })[kind]
      : undefined;
    if (typeof path === "string") files[kind] = path;
  }
  return {
    use: use === "own" || use === "away" ? use : "standard",
    files,
    ...(typeof until === "string" ? { until } : {}),
    ...(before === "own" || before === "standard" ? { before } : {}),
  };
}

/** What a caller hears before the tone. */
export function* greetingFor(box: string): Script<Heard> {
  const { office, extensions } = yield* act({ do: "office" });
  const greeting = yield* greetingOf(box);
  const { files, until, before = "standard" } = greeting;
  const today = localTime(yield* act({ do: "wall-clock" }), office.timeZone).date;
  const isBack = greeting.use === "away" && until !== undefined && until < today;
  const use = isBack ? before : greeting.use;
  const isBusy = yield* act({ do: "is-busy", number: box });
  const own = use === "away" ? files.away : isBusy && files.busy !== undefined ? files.busy : undefined;
  if (own !== undefined) return words({ type: "file", path: own });
  if (use === "own" && !isBusy && files.own !== undefined) return words({ type: "file", path: files.own });
  const how = use === "away" ? until === undefined ? "away" : "away-until" : isBusy ? "busy" : undefined;
  const plain = extensions.get(box)?.mailbox?.greeting === "plain" && files.name === undefined;
  const said: Word[] = plain
    ? [how === undefined ? "voicemail-greeting" : `voicemail-greeting-${how}`]
    : [...yield* nameOf(box), `is-${how ?? "unavailable"}`];
  if (how === "away-until") said.push({ type: "date", date: until!, today });
  return words(...said, "voicemail-leave-message", "voicemail-when-done");
}
