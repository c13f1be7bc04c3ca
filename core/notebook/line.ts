import type { Json } from "../base/mod.ts";

/** When a call for a line goes elsewhere. */
export const FORWARD_WHEN = ["always", "busy", "no-answer", "unreachable"] as const;
/** One of {@link FORWARD_WHEN}. */
export type ForwardWhen = (typeof FORWARD_WHEN)[number];

/** What somebody has set for his line from a phone or the desk. It stands before what the office file says. */
export interface Line {
  readonly doNotDisturb: boolean;
  /** Until when that holds, by the wall clock; then his hours have their say. */
  readonly doNotDisturbUntil?: number | undefined;
  /** Where to, as somebody in the office would dial it. */
  readonly forward: Readonly<Partial<Record<ForwardWhen, string>>>;
  /** Whether a second call may knock; undefined where nobody has said. */
  readonly callWaiting?: boolean;
  /** Whether calls ring at his other numbers too; they do where nobody has said. */
  readonly findMe?: boolean;
  /** Who called last, as he may be called back. */
  readonly lastCaller?: string | undefined;
  /** What was dialled last. */
  readonly lastDialled?: string;
  /** Whose calls are refused. */
  readonly blocked?: readonly string[] | undefined;
  /** Who gets through while he does not wish to be disturbed, besides those of the office file. */
  readonly vips?: readonly string[] | undefined;
  /** Who gets through in his quiet hours, besides those of the office file. */
  readonly exceptions?: readonly string[] | undefined;
}

/** The family of {@link Notebook} that lines are kept in. */
export const LINE_FAMILY = "line";

/** A line on which nobody has set anything. */
export const UNTOUCHED: Line = Object.freeze({ doNotDisturb: false, forward: Object.freeze({}) });

/** Reads what was kept of a line; what makes no sense counts as not set. */
export function readLine(value: Json | undefined): Line {
  if (!isMap(value)) return UNTOUCHED;
  const forward: Partial<Record<ForwardWhen, string>> = {};
  const kept = value["forward"];
  for (const when of FORWARD_WHEN) {
    const to = isMap(kept) ? kept[when] : undefined;
    if (typeof to === "string") forward[when] = to;
  }
  const { callWaiting, findMe, lastCaller, lastDialled, blocked, vips, exceptions, doNotDisturbUntil } = value;
  return {
    doNotDisturb: value["doNotDisturb"] === true,
    forward,
    ...(typeof doNotDisturbUntil === "number" ? { doNotDisturbUntil } : {}),
    ...(typeof callWaiting === "boolean" ? { callWaiting } : {}),
    ...(typeof findMe === "boolean" ? { findMe } : {}),
    ...(typeof lastCaller === "string" ? { lastCaller } : {}),
    ...(typeof lastDialled === "string" ? { lastDialled } : {}),
    ...(isTexts(blocked) ? { blocked } : {}),
    ...(isTexts(vips) ? { vips } : {}),
    ...(isTexts(exceptions) ? { exceptions } : {}),
  };
}

/** What is to be kept of a line; undefined when nothing is set. */
export function writeLine(line: Line): Json | undefined {
  const { doNotDisturb, forward, ...others } = line;
  const kept: Record<string, Json> = {};
  if (doNotDisturb) kept["doNotDisturb"] = true;
  if (Object.keys(forward).length > 0) kept["forward"] = { ...forward };
  for (const [name, value] of Object.entries(others)) if (value !== undefined) kept[name] = value;
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
