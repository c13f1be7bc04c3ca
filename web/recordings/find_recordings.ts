import type { WallTime } from "../../core/base/mod.ts";
import type { Row } from "../../core/record/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { DeskAnswer, DeskCommand, RecordingView } from "../../core/switchboard/mod.ts";

export interface RecordingsWorld {
  ask(command: DeskCommand): DeskAnswer;
  readonly reader: Pick<RecordReader, "rows">;
}

/** A recording, and the call it is of; without one while that runs, and once the record has forgotten it. */
export interface FoundRecording {
  readonly recording: RecordingView;
  readonly call: Row | undefined;
}

/** Where a recording stands in the list: when it began, and its file. */
export type RecordingPlace = readonly [at: number, path: string];

/** What is looked for; empty: anything. */
export interface RecordingsWanted {
  /** A part of a number or a name of those who talked. */
  readonly who: string;
  readonly account: string;
  readonly queue: string;
  /** The first moment, and the first one that is too late (milliseconds since 1970 UTC); undefined: any. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Only calls with one of these extensions and queues; undefined: all. */
  readonly scope: readonly string[] | undefined;
  readonly after: RecordingPlace | undefined;
  readonly limit: number;
}

/** Newest first. */
export interface RecordingsFound {
  readonly found: readonly FoundRecording[];
  /** Where to read on; undefined at the end. */
  readonly older: RecordingPlace | undefined;
}

const DAY_MS = 86_400_000;
/** So many calls are asked for at a time. */
const READ = 100;
/** What is rare is not looked for in all of the past at once: the page says "older", and goes on. */
const MOST_READ = 2_000;

/** The recordings that somebody may hear and looks for; a page that was long to find may have fewer than its limit. */
export async function findRecordings(world: RecordingsWorld, wanted: RecordingsWanted): Promise<RecordingsFound> {
  const { since, until, after, limit } = wanted;
  const there = recordingsOf(world).filter(({ at, path }) =>
    (since === undefined || at >= since) && (until === undefined || at < until) &&
    (after === undefined || newestFirst([at, path], after) > 0)
  ).sort((one, other) => newestFirst([one.at, one.path], [other.at, other.path]));
  const found: FoundRecording[] = [];
  for (let read = 0; read < Math.min(there.length, MOST_READ); read += READ) {
    for (const one of await Promise.all(there.slice(read, read + READ).map((each) => withCall(world, each)))) {
      if (!isInScope(one, wanted.scope) || !fits(one, wanted)) continue;
      if (found.length === limit) return { found, older: placeOf(found.at(-1)!.recording) };
      found.push(one);
    }
  }
  const last = there[MOST_READ - 1];
  return { found, older: there.length > MOST_READ && last !== undefined ? placeOf(last) : undefined };
}

/** The recording of an id, and its call; undefined where there is none. */
export async function recordingWith(world: RecordingsWorld, id: string): Promise<FoundRecording | undefined> {
  const path = pathOf(id);
  const recording = recordingsOf(world).find((recording) => recording.path === path);
  return recording === undefined ? undefined : await withCall(world, recording);
}

/** Until when it is kept unless room is wanted; undefined: for as long as there is room, or it is held. */
export function keptUntil({ at, isHeld }: RecordingView, keepDays: number): WallTime | undefined {
  return keepDays === 0 || isHeld === true ? undefined : at + keepDays * DAY_MS as WallTime;
}

/** Whose scope is a part of the office hears calls with somebody or some queue of that part. */
export function isInScope({ call }: FoundRecording, scope: readonly string[] | undefined): boolean {
  if (scope === undefined) return true;
  const concerned = [call?.["from_number"], call?.["reached_number"], call?.["queue"]];
  return concerned.some((each) => typeof each === "string" && scope.includes(each));
}

/** A path has slashes, and would be several parts of an address. */
export function idOf(path: string): string {
  return new TextEncoder().encode(path).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** The place as the next page is asked for: {@link placeIn} reads it again. */
export function cursorOf([at, path]: RecordingPlace): string {
  return `${at}~${idOf(path)}`;
}

/** Undefined for what is none. */
export function placeIn(cursor: string): RecordingPlace | undefined {
  const [, at, id = ""] = /^(\d{1,15}(?:\.\d{1,9})?)~([\w-]{1,512})$/.exec(cursor) ?? [];
  const path = pathOf(id);
  return at === undefined || path === undefined ? undefined : [Number(at), path];
}

function pathOf(id: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(id, { alphabet: "base64url" }));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function recordingsOf(world: RecordingsWorld): readonly RecordingView[] {
  const answer = world.ask({ type: "recordings" });
  return answer.type === "recordings" ? answer.recordings : [];
}

async function withCall({ reader }: RecordingsWorld, recording: RecordingView): Promise<FoundRecording> {
  const where = [{ column: "call", is: "=", value: recording.call } as const];
  const [call] = await reader.rows({ table: "call", where, orderBy: [], descending: false, limit: 1 });
  return { recording, call };
}

function fits({ call }: FoundRecording, { who, account, queue }: RecordingsWanted): boolean {
  const of = (...columns: readonly string[]): string =>
    columns.map((column) => String(call?.[column] ?? "")).join("\n").toLowerCase();
  return of("from_number", "from_name", "dialled", "reached_number", "reached_name").includes(who.toLowerCase()) &&
    (account === "" || of("account") === account.toLowerCase()) &&
    (queue === "" || of("queue") === queue.toLowerCase());
}

function placeOf({ at, path }: RecordingView): RecordingPlace {
  return [at, path];
}

function newestFirst(one: RecordingPlace, other: RecordingPlace): number {
  return other[0] - one[0] || (one[1] === other[1] ? 0 : one[1] < other[1] ? 1 : -1);
}
