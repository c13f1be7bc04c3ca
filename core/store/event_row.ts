import type { CallEvent } from "../record/mod.ts";

/** One event as the table `record` holds it; `boot` is the writer's to add. */
export interface EventRow {
  readonly sequence: number;
  readonly call: string;
  readonly at: number;
  readonly monotonic_ms: number;
  readonly type: string;
  readonly leg: string | null;
  /** JSON of what this type alone has. */
  readonly facts: string;
}

export function toRow(event: CallEvent): EventRow {
  const { sequence, call, at, monotonicMs, type, ...rest } = event;
  if (!("leg" in rest)) return { sequence, call, at, monotonic_ms: monotonicMs, type, leg: null, facts: toJson(rest) };
  const { leg, ...facts } = rest;
  return { sequence, call, at, monotonic_ms: monotonicMs, type, leg, facts: toJson(facts) };
}

export function fromRow(row: EventRow): CallEvent {
  return {
    type: row.type,
    ...(row.leg === null ? {} : { leg: row.leg }),
    ...JSON.parse(row.facts),
    call: row.call,
    sequence: row.sequence,
    at: row.at,
    monotonicMs: row.monotonic_ms,
  };
}

function toJson(facts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(facts);
}
