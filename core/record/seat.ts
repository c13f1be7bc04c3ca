import type { WallTime } from "../base/mod.ts";
import type { StreamReport } from "../sound/mod.ts";
import type { Cause } from "./cause.ts";
import type { CallEvent, EndedBy, Party } from "./event.ts";

/** Somebody on a leg of a call, from when he was called or called until he left it, or somebody else took the leg. */
export interface Seat {
  readonly leg: string;
  readonly party: Party;
  readonly direction: "in" | "out";
  readonly sipCallId: string;
  readonly userAgent?: string;
  readonly offeredAt: WallTime;
  ringingAt?: WallTime;
  answeredAt?: WallTime;
  codec?: string;
  srtp?: string;
  /** With whom he was connected first: the leg. */
  firstWith?: string;
  /** When he was first connected with anybody, in a bridge or in a room. */
  connectedAt?: WallTime;
  /** How long he was connected, on hold or not; and for how long of it he had the other on hold. */
  connectedMs: number;
  heldMs: number;
  endedAt?: WallTime;
  endedBy?: EndedBy;
  cause?: Cause;
  status?: number;
  /** Of the stream from his phone. */
  report?: StreamReport;
}

/** A stretch of time of which the sum is kept. */
class Stretch {
  #depth = 0;
  #since = 0;
  sum = 0;

  get isOpen(): boolean {
    return this.#depth > 0;
  }

  begin(now: number): void {
    if (this.#depth++ === 0) this.#since = now;
  }

  end(now: number): void {
    if (this.#depth === 0 || --this.#depth > 0) return;
    this.sum += Math.max(0, now - this.#since);
  }

  cut(now: number): void {
    if (this.#depth === 0) return;
    this.#depth = 1;
    this.end(now);
  }
}

interface Taken {
  readonly seat: Seat;
  readonly connected: Stretch;
  readonly held: Stretch;
}

/**
 * Who sat on the legs of a call, in the order in which they came. Durations are those of the monotonic clock. Who was cut
 * off with the box left, for all that is known, when the last event before the cut was written.
 */
export function seatsOf(story: readonly CallEvent[]): readonly Seat[] {
  const seats: Seat[] = [];
  /** Who sits, or sat last, on each leg. */
  const latest = new Map<string, Taken>();
  let last = story[0];
  for (const event of story) {
    const isCut = (event.type === "leg.ended" || event.type === "call.ended") && event.cause === "cut";
    const now = isCut ? last ?? event : event;
    if (!isCut) last = event;
    take(event, { at: now.at, ms: now.monotonicMs }, latest, seats);
  }
  return seats;
}

interface Moment {
  readonly at: WallTime;
  readonly ms: number;
}

function take(event: CallEvent, now: Moment, latest: Map<string, Taken>, seats: Seat[]): void {
  switch (event.type) {
    case "leg.offered": {
      const { leg, party, direction, sipCallId, userAgent } = event;
      const seat: Seat = { leg, party, direction, sipCallId, offeredAt: now.at, connectedMs: 0, heldMs: 0 };
      sit(userAgent === undefined ? seat : { ...seat, userAgent }, latest, seats);
      return;
    }
    case "leg.taken":
      change(event, now, latest, seats);
      return;
    case "bridge.made":
      connect(latest.get(event.a), now, event.b);
      connect(latest.get(event.b), now, event.a);
      return;
    case "bridge.broken":
      latest.get(event.a)?.connected.end(now.ms);
      latest.get(event.b)?.connected.end(now.ms);
      return;
  }
  if (!("leg" in event)) return;
  const taken = latest.get(event.leg);
  if (taken === undefined) return;
  const { seat, connected, held } = taken;
  switch (event.type) {
    case "leg.ringing":
      seat.ringingAt ??= now.at;
      return;
    case "leg.answered":
      seat.answeredAt ??= now.at;
      Object.assign(seat, sound(event.codec, event.srtp));
      return;
    case "room.entered":
      connect(taken, now, undefined);
      return;
    case "room.left":
      connected.end(now.ms);
      return;
    case "leg.held":
      held.begin(now.ms);
      return;
    case "leg.resumed":
      held.end(now.ms);
      return;
    case "leg.quality":
      seat.report = event.report;
      return;
    case "leg.moved":
      leave(taken, now, { endedBy: "them", cause: "transferred" });
      return;
    case "leg.ended": {
      const { by, cause, status } = event;
      leave(taken, now, { endedBy: by, cause, ...(status === undefined ? {} : { status }) });
    }
  }
}

/** Somebody else has the leg from now on, and with it whatever it is connected with. */
function change(
  { leg, party, sipCallId }: Extract<CallEvent, { readonly type: "leg.taken" }>,
  now: Moment,
  latest: Map<string, Taken>,
  seats: Seat[],
): void {
  const before = latest.get(leg);
  if (before === undefined) return;
  const { direction, answeredAt, codec, srtp, firstWith } = before.seat;
  const isConnected = before.connected.isOpen;
  leave(before, now, { endedBy: "us", cause: answeredAt === undefined ? "unavailable" : "transferred" });
  const seat: Seat = { leg, party, direction, sipCallId, offeredAt: now.at, connectedMs: 0, heldMs: 0 };
  const answered = answeredAt === undefined ? {} : { answeredAt: now.at, ...sound(codec, srtp) };
  const taken = sit({ ...seat, ...answered }, latest, seats);
  if (isConnected) connect(taken, now, firstWith);
}

function sit(seat: Seat, latest: Map<string, Taken>, seats: Seat[]): Taken {
  const taken = { seat, connected: new Stretch(), held: new Stretch() };
  seats.push(seat);
  latest.set(seat.leg, taken);
  return taken;
}

function connect(taken: Taken | undefined, now: Moment, other: string | undefined): void {
  if (taken === undefined) return;
  taken.connected.begin(now.ms);
  taken.seat.connectedAt ??= now.at;
  if (other !== undefined) taken.seat.firstWith ??= other;
}

function leave(
  { seat, connected, held }: Taken,
  now: Moment,
  how: Pick<Seat, "endedBy" | "cause" | "status">,
): void {
  connected.cut(now.ms);
  held.cut(now.ms);
  Object.assign(seat, how, { endedAt: now.at, connectedMs: connected.sum, heldMs: held.sum });
}

function sound(codec: string | undefined, srtp: string | undefined): Pick<Seat, "codec" | "srtp"> {
  return { ...(codec === undefined ? {} : { codec }), ...(srtp === undefined ? {} : { srtp }) };
}
