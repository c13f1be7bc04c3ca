import type { Json } from "../../core/base/mod.ts";
import { type HookEvent, wantsEvent } from "../../core/directory/mod.ts";
import { type CallEvent, type CallFact, CALLS, type Judgement, type Party, type Row } from "../../core/record/mod.ts";

/** Every event of the record can be wanted: the compiler names the one that is missing in the list. */
type Unlisted = Exclude<CallFact["type"], HookEvent>;
const ALL_ARE_LISTED: [Unlisted] extends [never] ? true : Unlisted = true;

/** What a webhook is told. */
export interface Told {
  readonly type: HookEvent;
  readonly data: Json;
}

/** What is known of a call when an event happens. */
export interface Known {
  /** The call as far as it has been told, the event included. */
  readonly story: readonly CallEvent[];
  /** What the list of missed calls makes of that; undefined: nothing yet, or nobody has called from outside. */
  readonly judgement?: Judgement | undefined;
  /** What it made of all but the event. */
  readonly before?: Judgement | undefined;
}

/** Whether the call's story is needed to say what an event tells. */
export function needsStory(event: CallEvent, wanted: readonly string[]): boolean {
  if (event.type === "bridge.made") return wantsEvent(wanted, "call.answered");
  if (event.type === "call.ended" && wantsEvent(wanted, "call.ended")) return true;
  return decides(event) && wantsEvent(wanted, "call.missed");
}

/** What may make a missed call of one: its end, or a moment later that the message he left is none. */
export function decides({ type }: CallEvent): boolean {
  return type === "call.ended" || type === "voicemail.dropped";
}

/** What one event tells whoever wants these: itself, and what it makes of its call. */
export function toldOf(event: CallEvent, wanted: readonly string[], known: Known): readonly Told[] {
  const told = [plain(event), answered(event, known), ended(event, known), missed(known)];
  return told.filter((each) => each !== undefined).filter(({ type }) => ALL_ARE_LISTED && wantsEvent(wanted, type));
}

function plain(event: CallEvent): Told | undefined {
  if (event.type === "call.ended") return undefined;
  const { type, ...facts } = event;
  return { type, data: asJson(facts) };
}

/** Two are connected, the first time in this call. */
function answered(event: CallEvent, { story }: Known): Told | undefined {
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

function ended(event: CallEvent, { story, judgement }: Known): Told | undefined {
  if (event.type !== "call.ended") return undefined;
  const { type, ...facts } = event;
  return { type, data: asJson({ ...facts, summary: summaryOf(story, judgement) ?? null }) };
}

/** Somebody from outside has reached nobody, says the list of missed calls from this event on. */
function missed({ story, judgement, before }: Known): Told | undefined {
  const end = story.find((event) => event.type === "call.ended");
  if (end === undefined || judgement !== "missed" || before === "missed") return undefined;
  const { type: _, ...facts } = end;
  return { type: "call.missed", data: asJson({ ...facts, summary: summaryOf(story, judgement) ?? null }) };
}

/** The call's row as the list of calls has it, its times as text. */
function summaryOf(story: readonly CallEvent[], judgement: Judgement | undefined): Row | undefined {
  const row = CALLS.rowsOf(story, judgement)["call"]?.[0];
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
