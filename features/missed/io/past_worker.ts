/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads a stretch of another phone system's past, and ends: a month of rows takes seconds to understand, and as much memory as
 * nothing else here.
 *
 * @module
 */
import { judgementOf } from "../call_judge.ts";
import { Follower } from "../follow.ts";
import { MissedEngine } from "../engine.ts";
import { lastAtOf } from "../kept.ts";
import { MemoryShelf } from "../shelf.ts";
import type { Span } from "../source.ts";
import { scopeOf } from "../tenant.ts";
import { judge } from "../verdict.ts";
import type { FromPastWorker, PastEntry, PastTenant, PastWord, ToPastWorker } from "./past_words.ts";
import { readOn, type Stretch, whyUnread } from "./read_on.ts";
import { sourcesOf } from "./sources_of.ts";

/** How long after a stretch rows may come of calls that began in it. */
const LATE_MS = 4 * 3_600_000;

interface Looking extends PastTenant {
  readonly from: number;
  readonly until: number;
}

const say = (word: FromPastWorker): void => self.postMessage(word);

/** Throws one sentence that says which source it is, and why. */
async function* look(
  { pbx, office, from, until }: Looking,
): AsyncGenerator<Stretch & { readonly follower: Follower }, void, void> {
  const scope = scopeOf(pbx, office);
  const follower = new Follower({ tenant: pbx.name, scope, cursor: from });
  const at = { place: "" };
  try {
    const sources = sourcesOf(pbx, scope.policy.timeZone);
    for await (const stretch of readOn({ sources, follower, until: Math.min(until, Date.now()), at })) {
      yield { ...stretch, follower };
    }
  } catch (error) {
    const secrets = pbx.secret === undefined ? [] : [pbx.secret];
    throw new Error(whyUnread(error, { tenant: pbx.name, place: at.place, secrets }), { cause: error });
  }
}

async function read(word: Extract<ToPastWorker, { readonly type: "read" }>): Promise<void> {
  const { pbx, office, spans, actions, port } = word;
  const tell = (told: PastWord): void => port.postMessage(told);
  const { policy } = scopeOf(pbx, office);
  const shelf = new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy });
  const now = Date.now();
  const refused = new Set<string>();
  for (const action of actions) engine.act(action, now);
  for (const [nth, { from, to }] of spans.entries()) {
    // Whoever was missed at its end may have been called back after it.
    const until = to + Math.max(LATE_MS, nth === 0 ? policy.lookbackS * 1_000 : 0);
    for await (const { understood, refused: texts } of look({ pbx, office, from, until })) {
      const { calls, gone } = understood;
      for (const text of texts) refused.add(text);
      if (nth === 0) engine.take(understood, now);
      const judged = calls.map((call) => ({ ...call, judgement: judgementOf(judge(call, policy).outcome) }));
      tell({ type: "read", calls: judged, gone: gone.map(({ id }) => id) });
    }
  }
  engine.tick(now);
  const [first] = refused;
  if (first !== undefined) {
    say({ type: "refused", text: `${first} (tenant "${pbx.name}", and ${refused.size - 1} more)` });
  }
  const [judged] = spans;
  tell({ type: "end", entries: judged === undefined ? [] : entriesIn(shelf, judged) });
}

function entriesIn(shelf: MemoryShelf, { from, to }: Span): readonly PastEntry[] {
  return shelf.entries().flatMap((entry) => {
    const lastAt = lastAtOf(entry);
    const { state, clearedBy, closedAt } = entry;
    return lastAt < from || lastAt >= to ? [] : [{ state, clearedBy, closedAt, attempts: entry.attempts.slice(-1) }];
  });
}

/** A call that began at an instant: all that the sources have of it. */
async function rowsOf(word: Extract<ToPastWorker, { readonly type: "rows" }>): Promise<FromPastWorker> {
  const { pbx, office, call, at } = word;
  let last: Follower | undefined;
  for await (const { follower } of look({ pbx, office, from: at, until: at + LATE_MS })) last = follower;
  const none = { cdr: [], cel: [], queueLog: [], xmlCdr: [] };
  return { type: "rows", rows: last?.rowsOf(call) ?? none };
}

const textOf = (error: unknown): string => error instanceof Error ? error.message : String(error);

self.onmessage = async ({ data }: MessageEvent<ToPastWorker>): Promise<void> => {
  if (data.type === "rows") {
    return say(await rowsOf(data).catch((error) => ({ type: "fault", text: textOf(error) })));
  }
  await read(data).catch((error) => {
    const word: PastWord = { type: "fault", text: textOf(error) };
    data.port.postMessage(word);
  });
};
