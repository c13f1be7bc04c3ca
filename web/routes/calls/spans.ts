import { type CallEvent, isOfCut, type Party, type Seat, seatsOf } from "../../../core/record/mod.ts";

/** What somebody did for a while; in ms since the call began. */
export interface Span {
  readonly is: "ringing" | "waiting" | "talking" | "held" | "listening";
  readonly from: number;
  readonly to: number;
}

/** Somebody who took part: one row of the drawing. */
export interface Lane {
  readonly leg: string;
  readonly party: Party;
  readonly seat: Seat;
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
}

export interface Drawing {
  readonly lanes: readonly Lane[];
  readonly lengthMs: number;
}

/** Who did what at what time, a row for each seat, in the order in which they came. */
export function drawingOf(events: readonly CallEvent[]): Drawing {
  const start = events[0]?.at ?? 0;
  // How a stream sounded is told after its end, and what was recorded, too.
  const over = events.findLast(({ type }) => type === "call.ended");
  const end = over?.type === "call.ended" && over.cause !== "cut"
    ? over
    : events.findLast((event) => !isOfCut(event) && event.type !== "call.ended");
  const lengthMs = Math.max(1, (end?.at ?? start) - start);
  const lanes = seatsOf(events).map((seat): Lane => {
    const from = seat.offeredAt - start;
    const to = seat.endedAt === undefined ? lengthMs : seat.endedAt - start;
    return { leg: seat.leg, party: seat.party, seat, from, to, spans: spansOf(seat, events, { start, from, to }) };
  });
  // Who only took a seat for the moment in which two calls became one is no lane.
  return { lanes: lanes.filter(({ from, to }, at) => at === 0 || to > from), lengthMs };
}

interface Life {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

function spansOf(seat: Seat, events: readonly CallEvent[], { start, from, to }: Life): readonly Span[] {
  const within = (at: number) => Math.min(Math.max(at - start, from), to);
  const spans: Span[] = [];
  const open = new Map<Span["is"], number>();
  const begin = (is: Span["is"], at: number) => void (open.has(is) || open.set(is, within(at)));
  const end = (is: Span["is"], at: number) => {
    const since = open.get(is);
    if (since === undefined) return;
    open.delete(is);
    if (within(at) > since) spans.push({ is, from: since, to: within(at) });
  };
  if (seat.ringingAt !== undefined) {
    begin("ringing", seat.ringingAt);
    end("ringing", seat.answeredAt ?? start + to);
  }
  const bridged = new Set<string>();
  for (const event of events) {
    const isMine = "leg" in event && event.leg === seat.leg;
    if (event.type === "bridge.made" && (event.a === seat.leg || event.b === seat.leg)) {
      bridged.add(event.a + event.b);
      begin("talking", event.at);
    } else if (event.type === "bridge.broken" && bridged.delete(event.a + event.b) && bridged.size === 0) {
      end("talking", event.at);
    } else if (isMine && event.type === "room.entered") begin("talking", event.at);
    else if (isMine && event.type === "room.left") end("talking", event.at);
    else if (isMine && event.type === "supervision.started") begin("listening", event.at);
    else if (isMine && event.type === "supervision.ended") end("listening", event.at);
    else if (isMine && event.type === "leg.held") begin("held", event.at);
    else if (isMine && event.type === "leg.resumed") end("held", event.at);
    else if (isMine && (event.type === "queue.joined" || event.type === "park.entered")) begin("waiting", event.at);
    else if (isMine && WAITED.has(event.type)) end("waiting", event.at);
  }
  for (const is of [...open.keys()]) end(is, start + to);
  // Holds are drawn on top of the talk that they are part of.
  return spans.sort((one, other) => Number(one.is === "held") - Number(other.is === "held") || one.from - other.from);
}

const WAITED: ReadonlySet<string> = new Set(["queue.connected", "queue.abandoned", "queue.left", "park.left"]);
