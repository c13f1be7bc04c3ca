/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads a stretch of another phone system's past, and ends: a month of rows takes seconds to understand, and as much memory as
 * nothing else here.
 *
 * @module
 */
import { AgentDesk } from "../agent_desk.ts";
import { judgementOf } from "../call_judge.ts";
import { Follower } from "../follow.ts";
import { MissedEngine } from "../engine.ts";
import { type Opening, openingsOf } from "../openings.ts";
import { MemoryShelf } from "../shelf.ts";
import type { Span } from "../source.ts";
import { scopeOf } from "../tenant.ts";
import { judge } from "../verdict.ts";
import type { FromPastWorker, PastTenant, PastWord, ToPastWorker } from "./past_words.ts";
import { readOn, type Stretch, whyUnread } from "./read_on.ts";
import { sourcesOf } from "./sources_of.ts";

/** How long after a stretch rows may come of calls that began in it. */
const LATE_MS = 4 * 3_600_000;

/**
 * How long before a stretch the queue log is looked at for who came to work: members who log in on Monday and out on Friday
 * are there on Wednesday.
 */
const AGENTS_BEFORE_MS = 7 * 86_400_000;

interface Looking extends PastTenant {
  readonly from: number;
  readonly until: number;
  readonly agents?: AgentDesk | undefined;
}

const say = (word: FromPastWorker): void => self.postMessage(word);

/** Throws one sentence that says which source it is, and why. */
async function* look(
  { pbx, office, from, until, agents: desk }: Looking,
): AsyncGenerator<Stretch & { readonly follower: Follower }, void, void> {
  const scope = scopeOf(pbx, office);
  const follower = new Follower({ tenant: pbx.name, scope, cursor: from });
  const at = { place: "" };
  try {
    const sources = sourcesOf(pbx, scope.policy.timeZone);
    const agents = desk && { desk, from: from - AGENTS_BEFORE_MS };
    for await (const stretch of readOn({ sources, follower, agents, until: Math.min(until, Date.now()), at })) {
      yield { ...stretch, follower };
    }
  } catch (error) {
    const secrets = pbx.secret === undefined ? [] : [pbx.secret];
    throw new Error(whyUnread(error, { tenant: pbx.name, place: at.place, secrets }), { cause: error });
  }
}

async function read(word: Extract<ToPastWorker, { readonly type: "read" }>): Promise<void> {
  const { pbx, office, spans, withAgents, actions, port } = word;
  const tell = (told: PastWord): void => port.postMessage(told);
  const scope = scopeOf(pbx, office);
  const { policy } = scope;
  const agents = withAgents ? new AgentDesk(scope) : undefined;
  const shelf = new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy });
  const now = Date.now();
  const refused = new Set<string>();
  for (const action of actions) engine.act(action, now);
  // Whoever was missed at the end of a span may have been called back after it.
  const behindMs = Math.max(LATE_MS, policy.lookbackS * 1_000);
  for (const { from, to } of joined(spans, behindMs)) {
    for await (const { understood, refused: texts } of look({ pbx, office, from, until: to + behindMs, agents })) {
      const { calls, gone } = understood;
      for (const text of texts) refused.add(text);
      engine.take(understood, now);
      const judged = calls.map((call) => ({ ...call, judgement: judgementOf(judge(call, policy).outcome) }));
      tell({ type: "read", calls: judged, gone: gone.map(({ id }) => id) });
    }
  }
  engine.tick(now);
  const [first] = refused;
  if (first !== undefined) {
    say({ type: "refused", text: `${first} (tenant "${pbx.name}", and ${refused.size - 1} more)` });
  }
  tell({ type: "end", openings: openingsIn(shelf, spans), changes: agents?.changes ?? [] });
}

/** Spans that are read at once where one begins before the other has been read to its end: no row is read twice. */
function joined(spans: readonly Span[], behindMs: number): readonly Span[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last === undefined || last.to + behindMs < from - LATE_MS) all.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return all;
}

/** Who was missed in one of the spans. */
function openingsIn(shelf: MemoryShelf, spans: readonly Span[]): readonly Opening[] {
  return shelf.entries().flatMap(openingsOf).filter(({ openedAt }) =>
    spans.some(({ from, to }) => from <= openedAt && openedAt < to)
  );
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
