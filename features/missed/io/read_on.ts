import type { AgentDesk } from "../agent_desk.ts";
import type { Follower, ForeignRows } from "../follow.ts";
import type { Understood } from "../row_desk.ts";
import type { RowSource } from "../source.ts";

/** A stretch of the past that is read at once, when much of it is to be read. */
const STEP_MS = 12 * 3_600_000;

/** What a stretch of time has come to, and what in it could not be read: a sentence each. */
export interface Stretch {
  readonly understood: Understood;
  readonly refused: readonly string[];
}

export interface ReadingOn {
  readonly sources: readonly RowSource[];
  readonly follower: Follower;
  readonly until: number;
  /** Who is told what agents did, from an earlier instant on: whoever came to work before a stretch is there in it. */
  readonly agents?: { readonly desk: AgentDesk; readonly from: number } | undefined;
  /** The source that is being read, for whoever tells what was wrong with it. */
  readonly at: { place: string };
}

/** Reads a tenant's sources from where its follower stands until an instant, stretch by stretch. Throws what is wrong with them. */
export async function* readOn(
  { sources, follower, agents, until, at }: ReadingOn,
): AsyncGenerator<Stretch, void, void> {
  await using opened = new AsyncDisposableStack();
  const open = [];
  for (const source of sources) {
    at.place = source.place;
    open.push({ place: source.place, rows: opened.use(await source.open()) });
  }
  const refused: string[] = [];
  const take = async (place: string, rows: AsyncIterable<ForeignRows>) => {
    at.place = place;
    for await (const batch of rows) {
      agents?.desk.take(batch);
      refused.push(...follower.take(batch));
    }
  };
  if (agents !== undefined) {
    const span = { from: agents.from, to: follower.from };
    for (const { place, rows } of open) if (rows.readQueueLog !== undefined) await take(place, rows.readQueueLog(span));
  }
  for (let from = follower.from; from < until; from += STEP_MS) {
    const span = { from, to: Math.min(until, from + STEP_MS) };
    for (const { place, rows } of open) await take(place, rows.read(span));
    yield { understood: follower.looked(span.to), refused: refused.splice(0) };
  }
}

/** Which tenant's source it is and why, without what nobody may read in a log. */
export function whyUnread(
  error: unknown,
  { tenant, place, secrets }: { readonly tenant: string; readonly place: string; readonly secrets: readonly string[] },
): string {
  const { message, code } = error as { message?: string; code?: string };
  // Several addresses refused at once are told by an error without words.
  const why = message || code || String(error);
  const text = `Cannot read the rows of tenant "${tenant}" from ${place}: ${why}`;
  return secrets.reduce((told, secret) => told.replaceAll(secret, "***"), text);
}
