import type { Json } from "../base/mod.ts";
import { type CallEvent, CALLS, type Cell, type Judgement } from "../record/mod.ts";
import { callerKey } from "../routing/mod.ts";
import type { CallNote } from "./words.ts";

const OUTCOMES: readonly string[] = ["answered", "missed", "message", "none"] satisfies readonly Judgement[];

/** What a call that is over is written down as; undefined where nobody outside whom one can name took part. */
export function noteOf(
  story: readonly CallEvent[],
  { country, judgement }: { readonly country: string; readonly judgement: Judgement | undefined },
): CallNote | undefined {
  const row = CALLS.rowsOf(story, judgement)["call"]?.[0];
  if (row === undefined) return undefined;
  const isInbound = row["direction"] === "in";
  if (!isInbound && row["direction"] !== "out") return undefined;
  const dialled = textOf(row["dialled"]);
  const from = textOf(row["from_number"]);
  const reached = textOf(row["reached_number"]);
  const outsider = callerKey(isInbound ? from : row["reached_trunk"] !== null && reached !== "" ? reached : dialled, {
    country,
  });
  const id = story[0]?.call;
  // Short codes, feature codes and who hides his number are nobody's in a customer database.
  if (!outsider.startsWith("+") || id === undefined) return undefined;
  const talked = Number(row["talked_ms"] ?? 0);
  return {
    id,
    direction: isInbound ? "inbound" : "outbound",
    outcome: judgement ?? (talked > 0 ? "answered" : "missed"),
    outsider,
    from: isInbound ? outsider : from,
    to: isInbound ? reached || dialled : outsider,
    startedAt: Number(row["started_at"]),
    seconds: Math.round(talked / 1_000),
  };
}

export function writeNote(note: CallNote): Json {
  return { ...note };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readNote(text: string): CallNote | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return undefined;
  const { id, direction, outcome, outsider, from, to, startedAt, seconds } = value as Record<string, unknown>;
  if (typeof id !== "string" || typeof outsider !== "string" || typeof from !== "string" || typeof to !== "string") {
    return undefined;
  }
  if (typeof startedAt !== "number" || typeof seconds !== "number") return undefined;
  if (direction !== "inbound" && direction !== "outbound") return undefined;
  if (!isOutcome(outcome)) return undefined;
  return { id, direction, outcome, outsider, from, to, startedAt, seconds };
}

function isOutcome(value: unknown): value is Judgement {
  return typeof value === "string" && OUTCOMES.includes(value);
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "string" ? cell : "";
}
