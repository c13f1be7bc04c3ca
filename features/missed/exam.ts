/**
 * The exam of missed calls: a story is told as rows, and its calls and entries are compared in one line each.
 *
 * @module
 */
import assert from "node:assert/strict";
import { replayMissed } from "./mod.ts";
import { type Told, write } from "./stage.ts";

/** What the calls and entries of a story are, in one line each. */
export interface Expected {
  readonly calls: readonly string[];
  readonly entries?: readonly string[];
}

interface Played {
  readonly calls: Record<string, Record<string, unknown>>;
  readonly entries: readonly Record<string, unknown>[];
}

function play(told: readonly Told[], more: Record<string, unknown>): Played {
  const at = { at: "2026-12-31T00:00:00Z" };
  const played = replayMissed(JSON.stringify({ id: "story", rows: write(told), expect: at, ...more }));
  assert.ok(played.ok, played.ok ? "" : played.fault.text);
  return JSON.parse(JSON.stringify(played.value[0]));
}

const KNOWN = ["missed", "outcome", "rang_extensions", "answered_by", "route_label", "queue_exits"];

function tellCall(call: Record<string, unknown>): string {
  const flags = Object.keys(call).filter((name) => !KNOWN.includes(name));
  const words = [
    call["outcome"],
    call["rang_extensions"] || "",
    call["answered_by"] || "",
    call["route_label"],
    ...flags,
  ];
  return words.join("; ");
}

function tellEntry(entry: Record<string, unknown>): string {
  const how = entry["cleared_by"] === null
    ? ""
    : ` ${entry["cleared_by"]}@${entry["closed_by_ext"]} ${entry["closed_at"]}`;
  const { caller_key: who, did, state, attempt_count: times, audit } = entry;
  return `${who} on ${did}: ${state}${how} ×${times}; ${(audit as string[]).join(" ")}`;
}

export function story(
  title: string,
  told: Told | readonly Told[],
  expected: Expected,
  more: Record<string, unknown> = {},
): void {
  Deno.test(title, () => {
    const played = play(Array.isArray(told) ? told : [told as Told], more);
    assert.deepEqual(Object.values(played.calls).map(tellCall), expected.calls);
    if (expected.entries !== undefined) assert.deepEqual(played.entries.map(tellEntry), expected.entries);
  });
}

export const NINE: Pick<Told, "at"> = { at: "09:00:00" };
export const MISS: Told = { ...NINE, rows: ["0 Dial→101 NO ANSWER 20/0 @101"] };
export const ID: string = `${Date.UTC(2026, 2, 2, 9) / 1_000}.1`;
export const miss = (at: string, more: Partial<Told> = {}): Told => ({ ...MISS, at, ...more });
export const callback = (at: string, row: string, more: Partial<Told> = {}): Told => ({
  at,
  by: "102",
  channel: "PJSIP/102-000000aa",
  did: "",
  rows: [row],
  ...more,
});
export const ONE = "+40745123456 on +40376443311";
