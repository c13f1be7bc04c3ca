import type { WallTime } from "../base/mod.ts";
import { outcomeOf } from "./call_outcome.ts";
import type { CallEvent, Party } from "./event.ts";
import { endAs, type Judgement } from "./judge.ts";
import { isAgentChange, QUEUE_TABLES, queueRows } from "./queue_rows.ts";
import { queueStoryOf, type QueueVisit } from "./queue_visit.ts";
import type { Reading, Row } from "./reading.ts";
import { type Seat, seatsOf } from "./seat.ts";
import { TRAFFIC, trafficOf } from "./traffic.ts";

/**
 * The call detail records: `call`, one row for each call that has ended, and `seat`, one for everybody who sat on a leg of
 * it; what happened to it in queues, and what agents did. A call goes `in` or `out` where somebody outside takes part, and is
 * `internal` otherwise.
 */
export const CALLS: Reading = {
  name: "calls",
  version: 13,
  tables: [
    {
      name: "call",
      columns: {
        started_at: "INTEGER",
        ended_at: "AFTER",
        direction: "WORD",
        from_number: "TEXT",
        from_name: "TEXT",
        from_trunk: "WORD",
        dialled: "TEXT",
        reached_number: "TEXT",
        reached_name: "TEXT",
        reached_trunk: "WORD",
        reached_at: "AFTER",
        waited_ms: "INTEGER",
        talked_ms: "INTEGER",
        cause: "WORD",
        ended_by: "WORD",
        outcome: "WORD",
        queue: "WORD",
        in_stage_ms: "INTEGER",
        trunk: "WORD",
        account: "TEXT",
        is_hidden: "INTEGER",
      },
      since: "started_at",
      indexes: [["started_at"], ["from_number", "started_at"], ["reached_number", "started_at"]],
      endings: ["dialled"],
      rare: ["account"],
      hasOneOfEach: true,
    },
    {
      name: "seat",
      columns: {
        place: "INTEGER",
        number: "TEXT",
        name: "TEXT",
        trunk: "WORD",
        direction: "WORD",
        user_agent: "WORD",
        offered_at: "INTEGER",
        ringing_at: "AFTER",
        answered_at: "AFTER",
        connected_at: "AFTER",
        connected_ms: "INTEGER",
        held_ms: "INTEGER",
        ended_at: "AFTER",
        ended_by: "WORD",
        cause: "WORD",
        status: "INTEGER",
        codec: "WORD",
        srtp: "WORD",
        mos: "HUNDREDTHS",
        jitter_ms: "HUNDREDTHS",
        lost_percent: "HUNDREDTHS",
        round_trip_ms: "HUNDREDTHS",
      },
      since: "offered_at",
      indexes: [["number", "offered_at"]],
    },
    ...QUEUE_TABLES,
  ],
  isLone: isAgentChange,
  rowsOf: (story, judgement) => {
    const seats = seatsOf(story);
    const queues = queueStoryOf(story);
    return {
      call: callRows(story, seats, { visits: queues.visits, judgement }),
      seat: seats.map(seatRow),
      ...queueRows(story, queues),
    };
  },
  sums: { tables: TRAFFIC, of: trafficOf },
  hasContacts: true,
};

function callRows(
  story: readonly CallEvent[],
  seats: readonly Seat[],
  { visits, judgement }: { readonly visits: readonly QueueVisit[]; readonly judgement: Judgement | undefined },
): readonly Row[] {
  const start = story.find((event) => event.type === "call.started");
  const end = story.find((event) => event.type === "call.ended");
  if (start?.type !== "call.started" || end?.type !== "call.ended") return [];
  const { caller, reached } = pairOf(seats);
  const endedAt = end.cause === "cut"
    ? seats.map(({ endedAt }) => endedAt ?? start.at).sort().at(-1) ?? start.at
    : end.at;
  const reachedAt = reached?.connectedAt;
  const called = seats.filter(({ direction }) => direction === "out");
  const outside = called.find(({ party }) => party.trunk !== undefined);
  const by = endedBy(seats, caller);
  const outcome = outcomeOf({ called, visits, reachedAt, endedAt, endedBy: by });
  const judged = endAs(judgement, outcome.end);
  // A queue that would not let him in has lost him.
  const queue = outcome.queue ?? (judged === "lost" && outcome.end === "unreached" ? visits.at(-1)?.queue : undefined);
  const account = story.findLast((event) => event.type === "account.given");
  return [{
    started_at: whole(start.at),
    ended_at: whole(endedAt),
    direction: start.from.trunk !== undefined ? "in" : outside !== undefined ? "out" : "internal",
    ...partyCells("from", start.from),
    dialled: start.dialled,
    ...partyCells("reached", reached?.party),
    reached_at: whole(reachedAt),
    waited_ms: Math.max(0, Math.round((reachedAt ?? endedAt) - start.at)),
    talked_ms: Math.round((caller ?? reached)?.connectedMs ?? 0),
    cause: end.cause,
    ended_by: by,
    outcome: judged,
    queue: queue ?? null,
    in_stage_ms: Math.round(outcome.waitedMs),
    trunk: start.from.trunk ?? reached?.party.trunk ?? outside?.party.trunk ?? null,
    account: account?.type === "account.given" ? account.account : null,
    // He asked not to be named (RFC 3323): what is known of him is for the box, and tells nobody that he called again.
    is_hidden: start.isHidden === true ? 1 : null,
  }];
}

/** Who called, and whom he was connected with first. Where the box itself has called, the first two that met. */
function pairOf(seats: readonly Seat[]): { readonly caller: Seat | undefined; readonly reached: Seat | undefined } {
  const caller = seats.find(({ direction }) => direction === "in");
  const from = caller ?? seats.find(({ connectedAt }) => connectedAt !== undefined);
  const reached = seats.find(({ leg, connectedAt }) => leg === from?.firstWith && connectedAt !== undefined);
  return { caller, reached };
}

/** Whoever let go first. */
function endedBy(seats: readonly Seat[], caller: Seat | undefined): string {
  const left = seats.filter(({ endedBy, cause }) => endedBy === "them" && cause !== "transferred");
  const first = left.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0))[0];
  if (first === undefined) return seats.some(({ endedBy }) => endedBy === "network") ? "network" : "box";
  return first.leg === caller?.leg ? "caller" : "called";
}

function seatRow(seat: Seat, place: number): Row {
  const { party, report } = seat;
  const came = report === undefined ? 0 : report.packetsIn + report.lostIn;
  return {
    place,
    number: party.number,
    name: party.name ?? null,
    trunk: party.trunk ?? null,
    direction: seat.direction,
    user_agent: seat.userAgent ?? null,
    offered_at: whole(seat.offeredAt),
    ringing_at: whole(seat.ringingAt),
    answered_at: whole(seat.answeredAt),
    connected_at: whole(seat.connectedAt),
    connected_ms: Math.round(seat.connectedMs),
    held_ms: Math.round(seat.heldMs),
    ended_at: whole(seat.endedAt),
    ended_by: seat.endedBy ?? null,
    cause: seat.cause ?? null,
    status: seat.status ?? null,
    codec: seat.codec ?? null,
    srtp: seat.srtp ?? null,
    mos: report === undefined || report.packetsIn === 0 ? null : hundredths(report.mos),
    jitter_ms: hundredths(report?.jitterMs),
    lost_percent: report === undefined || came === 0 ? null : hundredths(100 * report.lostIn / came),
    round_trip_ms: hundredths(report?.roundTripMs),
  };
}

/** The clock has fractions of a millisecond; nobody wants them in a list. */
function whole(at: WallTime | undefined): number | null {
  return at === undefined ? null : Math.round(at);
}

/** Nobody hears a finer difference. */
function hundredths(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(100 * value) / 100;
}

function partyCells(whose: "from" | "reached", party: Party | undefined): Row {
  return {
    [`${whose}_number`]: party?.number ?? null,
    [`${whose}_name`]: party?.name ?? null,
    [`${whose}_trunk`]: party?.trunk ?? null,
  };
}
