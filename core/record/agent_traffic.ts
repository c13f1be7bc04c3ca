import type { Row, RowsByTable, SumShape } from "./reading.ts";

const HOUR_MS = 3_600_000;
/** A phone that rang for less has not rung: nobody could have taken the caller. */
const RANG_MS = 1_000;
const SUMS: readonly string[] = [
  ...["offered", "answered", "missed", "rang", "ring_ms", "talk_ms", "wrap_up_ms", "called_back", "not_called_back"],
];

/** What agents of queues did, by the hour in which it happened. */
export const AGENT_TRAFFIC: readonly SumShape[] = [
  {
    /** `rang`: of the missed, those whose phone has rung; `ring_ms` and `talk_ms`: of the answered. */
    name: "agent_hour",
    keys: { hour: "INTEGER", agent: "WORD" },
    sums: SUMS,
    isLong: true,
  },
  {
    /** How long their phones rang before they took a caller: `count` of those taken within so many whole seconds. */
    name: "agent_ring",
    keys: { hour: "INTEGER", agent: "WORD", ring_s: "INTEGER" },
    sums: [],
    isLong: true,
  },
];

const NOTHING: Row = Object.freeze(Object.fromEntries(SUMS.map((sum) => [sum, 0])));

/** What offers to agents, and what they did, add: rows of `queue_offer` and `agent_change`. */
export function agentTrafficOf({ queue_offer: offers = [], agent_change: changes = [] }: RowsByTable): RowsByTable {
  const over = offers.filter(({ outcome }) => outcome !== null);
  const taken = over.filter(({ outcome }) => outcome === "answered");
  return {
    agent_hour: [...over.map(offerRow), ...changes.flatMap(changeRow)],
    agent_ring: taken.map(({ agent, offered_at: at, ring_ms: ringMs }): Row => ({
      ...{ hour: hourOf(at), agent: agent ?? "", ring_s: Math.ceil(count(ringMs) / 1_000) },
    })),
  };
}

function offerRow(offer: Row): Row {
  const { agent = "", outcome, offered_at: at, ring_ms: ringMs } = offer;
  const [isAnswered, isMissed] = [outcome === "answered", outcome === "missed"];
  return {
    ...NOTHING,
    ...{ hour: hourOf(at), agent, offered: 1, answered: one(isAnswered), missed: one(isMissed) },
    rang: one(isMissed && count(ringMs) >= RANG_MS),
    ring_ms: isAnswered ? count(ringMs) : 0,
    talk_ms: isAnswered ? count(offer["talked_ms"]) : 0,
    wrap_up_ms: count(offer["wrap_up_ms"]),
  };
}

/** When he came, went and paused is told by the changes themselves. */
function changeRow({ agent = "", what, changed_at: at, for_ms: forMs }: Row): readonly Row[] {
  const about = { ...NOTHING, hour: hourOf(at), agent };
  switch (what) {
    case "wrap-up":
      return [{ ...about, wrap_up_ms: count(forMs) }];
    case "called-back":
      return [{ ...about, called_back: 1 }];
    case "not-called-back":
      return [{ ...about, not_called_back: 1 }];
    default:
      return [];
  }
}

const hourOf = (at: Row[string] | undefined): number => Math.floor(count(at) / HOUR_MS) * HOUR_MS;
const count = (cell: Row[string] | undefined): number => typeof cell === "number" ? cell : 0;
const one = (is: boolean): number => is ? 1 : 0;
