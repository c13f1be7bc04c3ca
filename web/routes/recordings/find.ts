import type { Condition, Row } from "../../../core/record/mod.ts";
import type { RecordingView } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** A recording, and the call it is of; without one while that runs. */
export interface Found {
  readonly recording: RecordingView;
  readonly call: Row | undefined;
}

/** What is looked for; empty: anything. Days are the office's. */
export interface Wanted {
  readonly who: string;
  readonly account: string;
  readonly queue: string;
  readonly since: string;
  readonly until: string;
}

const DAY_MS = 86_400_000;
/** So many calls of the wanted days are looked at. */
const MOST_CALLS = 10_000;

/** The recordings that somebody may hear and looks for, newest first. */
export async function findRecordings(visit: SignedVisit, wanted: Wanted): Promise<readonly Found[]> {
  const { office: { timeZone } } = visit.world.directory();
  const [from, to] = [dayOf(wanted.since, timeZone), dayOf(wanted.until, timeZone)];
  const there = recordingsOf(visit).filter(({ at }) =>
    (from === undefined || at >= from) && (to === undefined || at < to + DAY_MS)
  ).sort((one, other) => other.at - one.at);
  const [newest, oldest] = [there[0], there.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  // A call begins before it is recorded: by no more than a day.
  const calls = await callsOf(visit, [
    { column: "started_at", is: ">=", value: oldest.at - DAY_MS },
    { column: "started_at", is: "<=", value: newest.at },
  ]);
  return there.map((recording) => ({ recording, call: calls.get(recording.call) }))
    .filter(({ call }) => isInScope(visit, call) && fits(call, wanted));
}

/** One of them; undefined where he may not hear it, or there is none. */
export async function recordingFor(visit: SignedVisit): Promise<RecordingView | undefined> {
  const path = pathOf(visit.params["id"] ?? "");
  const recording = recordingsOf(visit).find((recording) => recording.path === path);
  if (recording === undefined) return undefined;
  const calls = await callsOf(visit, [{ column: "call", is: "=", value: recording.call }]);
  return isInScope(visit, calls.get(recording.call)) ? recording : undefined;
}

/** A path has slashes, and would be several parts of an address. */
export function idOf(path: string): string {
  return new TextEncoder().encode(path).toBase64({ alphabet: "base64url", omitPadding: true });
}

function pathOf(id: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(id, { alphabet: "base64url" }));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function recordingsOf({ world }: SignedVisit): RecordingView[] {
  const answer = world.ask({ type: "recordings" });
  return answer.type === "recordings" ? [...answer.recordings] : [];
}

async function callsOf({ world }: SignedVisit, where: readonly Condition[]): Promise<ReadonlyMap<string, Row>> {
  const orderBy = ["started_at", "call"];
  const rows = await world.reader.rows({ table: "call", where, orderBy, descending: true, limit: MOST_CALLS });
  return new Map(rows.map((row) => [String(row["call"]), row]));
}

/** Whose scope is a part of the office hears calls with somebody or some queue of that part. */
function isInScope({ account: { scope } }: SignedVisit, call: Row | undefined): boolean {
  if (scope === undefined) return true;
  const concerned = [call?.["from_number"], call?.["reached_number"], call?.["queue"]];
  return concerned.some((each) => typeof each === "string" && scope.includes(each));
}

function fits(call: Row | undefined, { who, account, queue }: Wanted): boolean {
  const of = (...columns: readonly string[]): string =>
    columns.map((column) => String(call?.[column] ?? "")).join("\n").toLowerCase();
  return of("from_number", "from_name", "dialled", "reached_number", "reached_name").includes(who.toLowerCase()) &&
    (account === "" || of("account") === account.toLowerCase()) &&
    (queue === "" || of("queue") === queue.toLowerCase());
}

/** When a day begins there; undefined for what is none. */
function dayOf(text: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime({ timeZone }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
