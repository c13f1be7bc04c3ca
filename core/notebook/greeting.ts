import type { Json } from "../base/mod.ts";

/** The family of the notebook in which it is kept how mailboxes greet; by the extension's number. */
export const GREETING_FAMILY = "greeting";

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

/** What is undefined is forgotten. */
export type GreetingChange = { readonly [K in keyof Greeting]?: Greeting[K] | undefined };

/** Reads what was kept; what makes no sense counts as not set. */
export function readGreeting(kept: Json | undefined): Greeting {
  if (!isMap(kept)) return { use: "standard", files: {} };
  const { use, until, before } = kept;
  const given = kept["files"];
  const files: Partial<Record<Recorded, string>> = {};
  for (const kind of RECORDED) {
    const path = isMap(given) ? given[kind] : undefined;
    if (typeof path === "string") files[kind] = path;
  }
  return {
    use: use === "own" || use === "away" ? use : "standard",
    files,
    ...(typeof until === "string" ? { until } : {}),
    ...(before === "own" || before === "standard" ? { before } : {}),
  };
}

/** What is to be kept once a greeting has been changed. */
export function writeGreeting(greeting: Greeting, change: GreetingChange = {}): Json {
  return Object.fromEntries(
    Object.entries({ ...greeting, ...change }).filter(([, value]) => value !== undefined),
  ) as Json;
}

/** He goes away, until a day or until he says otherwise: what was in use before is remembered. */
export function goAway({ use, before = "standard" }: Greeting, until: string | undefined): GreetingChange {
  return { use: "away", before: use === "away" ? before : use, until };
}

/** The file, below the box's data folder, in which somebody says his name; undefined where he has not. */
export function recordedName(greeting: Json | undefined): string | undefined {
  return readGreeting(greeting).files.name;
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
