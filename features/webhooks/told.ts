import type { Json } from "../../core/base/mod.ts";
import { type HookEvent, wantsEvent } from "../../core/directory/mod.ts";
import { type CallEvent, type CallFact, CALLS, type Party, type Row } from "../../core/record/mod.ts";

/** Every event of the record can be wanted: the compiler names the one that is missing in the list. */
type Unlisted = Exclude<CallFact["type"], HookEvent>;
const ALL_ARE_LISTED: [Unlisted] extends [never] ? true : Unlisted = true;

/** What a webhook is told. */
export interface Told {
  readonly type: HookEvent;
  readonly data: Json;
}

/** Whether the call's story is needed to say what an event tells. */
export function needsStory({ type }: CallEvent, wanted: readonly string[]): boolean {
  if (type === "bridge.made") return wantsEvent(wanted, "call.answered");
  return type === "call.ended" && ["call.ended", "call.missed"].some((each) => wantsEvent(wanted, each));
}

/**
 * What one event tells whoever wants these: itself, and what it makes of its call. `story` is the call as far as it has been
 * told when the event happened, itself included.
 */
export function toldOf(event: CallEvent, wanted: readonly string[], story: readonly CallEvent[]): readonly Told[] {
  const told = [plain(event), answered(event, story), ended(event, story), missed(event, story)];
  return told.filter((each) => each !== undefined).filter(({ type }) => ALL_ARE_LISTED && wantsEvent(wanted, type));
}

function plain(event: CallEvent): Told | undefined {
  if (event.type === "call.ended") return undefined;
  const { type, ...facts } = event;
  return { type, data: asJson(facts) };
}

/** Two are connected, the first time in this call. */
function answered(event: CallEvent, story: readonly CallEvent[]): Told | undefined {
  if (event.type !== "bridge.made") return undefined;
  const first = story.find(({ type }) => type === "bridge.made");
  if (first?.sequence !== event.sequence) return undefined;
  const caller = story.find((other) => other.type === "leg.offered" && other.direction === "in");
  const from = caller !== undefined && "leg" in caller && caller.leg === event.b ? event.b : event.a;
  const by = from === event.a ? event.b : event.a;
  const { call, sequence, at, monotonicMs } = event;
  const parties = { from: partyOn(from, story) ?? null, by: partyOn(by, story) ?? null };
  return { type: "call.answered", data: asJson({ ...parties, call, sequence, at, monotonicMs }) };
}

function ended(event: CallEvent, story: readonly CallEvent[]): Told | undefined {
  if (event.type !== "call.ended") return undefined;
  const { type, ...facts } = event;
  return { type, data: asJson({ ...facts, summary: summaryOf(story) ?? null }) };
}

/** Somebody from outside has reached nobody. */
function missed(event: CallEvent, story: readonly CallEvent[]): Told | undefined {
  if (event.type !== "call.ended") return undefined;
  const summary = summaryOf(story);
  if (summary?.["direction"] !== "in" || summary["reached_number"] !== null) return undefined;
  const { type: _, ...facts } = event;
  return { type: "call.missed", data: asJson({ ...facts, summary }) };
}

/** The call's row as the list of calls has it, its times as text. */
function summaryOf(story: readonly CallEvent[]): Row | undefined {
  const row = CALLS.rowsOf(story)["call"]?.[0];
  if (row === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [
      column,
      column.endsWith("_at") && typeof cell === "number" ? new Date(cell).toISOString() : cell,
    ]),
  );
}

function partyOn(leg: string, story: readonly CallEvent[]): Party | undefined {
  const seated = story.findLast((event) =>
    (event.type === "leg.offered" || event.type === "leg.taken") && event.leg === leg
  );
  return seated !== undefined && "party" in seated ? seated.party : undefined;
}

/** Facts are plain values: what is undefined is left out, as the record leaves it out. */
function asJson(facts: object): Json {
  return JSON.parse(JSON.stringify(facts)) as Json;
}
