import type { WallTime } from "../base/mod.ts";
import type { CallEvent, Party } from "./event.ts";
import type { Reading, Row } from "./reading.ts";
import { type Seat, seatsOf } from "./seat.ts";

/**
 * The call detail records: `call`, one row for each call that has ended, and `seat`, one for everybody who sat on a leg of
 * it. A call goes `in` or `out` where somebody outside takes part, and is `internal` otherwise.
 */
export const CALLS: Reading = {
  name: "calls",
  version: 1,
  tables: [
    {
      name: "call",
      columns: {
        started_at: "INTEGER",
        ended_at: "INTEGER",
        direction: "TEXT",
        from_number: "TEXT",
        from_name: "TEXT",
        from_trunk: "TEXT",
        dialled: "TEXT",
        reached_number: "TEXT",
        reached_name: "TEXT",
        reached_trunk: "TEXT",
        reached_at: "INTEGER",
        waited_ms: "INTEGER",
        talked_ms: "INTEGER",
        cause: "TEXT",
        ended_by: "TEXT",
      },
      indexes: [["started_at"], ["from_number", "started_at"], ["reached_number", "started_at"]],
    },
    {
      name: "seat",
      columns: {
        place: "INTEGER",
        leg: "TEXT",
        number: "TEXT",
        name: "TEXT",
        trunk: "TEXT",
        direction: "TEXT",
        sip_call_id: "TEXT",
        user_agent: "TEXT",
        offered_at: "INTEGER",
        ringing_at: "INTEGER",
        answered_at: "INTEGER",
        connected_at: "INTEGER",
        connected_ms: "INTEGER",
        held_ms: "INTEGER",
        ended_at: "INTEGER",
        ended_by: "TEXT",
        cause: "TEXT",
        status: "INTEGER",
        codec: "TEXT",
        srtp: "TEXT",
        mos: "REAL",
        jitter_ms: "REAL",
        lost_percent: "REAL",
        round_trip_ms: "REAL",
      },
      indexes: [["number", "offered_at"]],
    },
  ],
  rowsOf: (story) => {
    const seats = seatsOf(story);
    return { call: callRows(story, seats), seat: seats.map(seatRow) };
  },
};

function callRows(story: readonly CallEvent[], seats: readonly Seat[]): readonly Row[] {
  const start = story.find((event) => event.type === "call.started");
  const end = story.find((event) => event.type === "call.ended");
  if (start?.type !== "call.started" || end?.type !== "call.ended") return [];
  const { caller, reached } = pairOf(seats);
  const endedAt = end.cause === "cut"
    ? seats.map(({ endedAt }) => endedAt ?? start.at).sort().at(-1) ?? start.at
    : end.at;
  const reachedAt = reached?.connectedAt;
  const outside = seats.some(({ direction, party }) => direction === "out" && party.trunk !== undefined);
  return [{
    started_at: whole(start.at),
    ended_at: whole(endedAt),
    direction: start.from.trunk !== undefined ? "in" : outside ? "out" : "internal",
    ...partyCells("from", start.from),
    dialled: start.dialled,
    ...partyCells("reached", reached?.party),
    reached_at: whole(reachedAt),
    waited_ms: Math.max(0, Math.round((reachedAt ?? endedAt) - start.at)),
    talked_ms: Math.round((caller ?? reached)?.connectedMs ?? 0),
    cause: end.cause,
    ended_by: endedBy(seats, caller),
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
    leg: seat.leg,
    number: party.number,
    name: party.name ?? null,
    trunk: party.trunk ?? null,
    direction: seat.direction,
    sip_call_id: seat.sipCallId,
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
    mos: report === undefined || report.packetsIn === 0 ? null : report.mos,
    jitter_ms: report?.jitterMs ?? null,
    lost_percent: report === undefined || came === 0 ? null : 100 * report.lostIn / came,
    round_trip_ms: report?.roundTripMs ?? null,
  };
}

/** The clock has fractions of a millisecond; nobody wants them in a list. */
function whole(at: WallTime | undefined): number | null {
  return at === undefined ? null : Math.round(at);
}

function partyCells(whose: "from" | "reached", party: Party | undefined): Row {
  return {
    [`${whose}_number`]: party?.number ?? null,
    [`${whose}_name`]: party?.name ?? null,
    [`${whose}_trunk`]: party?.trunk ?? null,
  };
}
