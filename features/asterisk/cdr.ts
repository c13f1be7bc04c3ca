import type { WallTime } from "../../core/base/mod.ts";
import { type CallEvent, type Cause, type Seat, seatsOf } from "../../core/record/mod.ts";
import { type Channel, clidOf, type Linked, linkOf } from "./channel.ts";
import { csvLine, timeOf } from "./csv.ts";

/** One row of Asterisk's `cdr`, its columns as in the table of FreePBX. */
export interface CdrRow {
  readonly start: WallTime;
  readonly answer?: WallTime;
  readonly end: WallTime;
  readonly clid: string;
  readonly src: string;
  readonly dst: string;
  readonly dcontext: string;
  readonly channel: string;
  readonly dstchannel: string;
  readonly lastapp: string;
  readonly lastdata: string;
  /** Seconds. */
  readonly duration: number;
  readonly billsec: number;
  readonly disposition: "ANSWERED" | "NO ANSWER" | "BUSY" | "FAILED" | "CONGESTION";
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly sequence: number;
  /** The number from outside that was called; empty for a call from inside. */
  readonly did: string;
}

/**
 * The rows that Asterisk would have written of a call: one for everybody it tried to reach, and one for a caller for whom
 * it tried nobody. Unlike Asterisk's, an answer is one of a person: a caller whom the box itself answered, and who reached
 * nobody, has a row of its own that says so by its empty `dstchannel`.
 *
 * @see https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/CDR-Specification/
 */
export function cdrOf(story: readonly CallEvent[]): readonly CdrRow[] {
  const link = linkOf(story);
  const seats = seatsOf(story);
  const caller = seats.find(({ direction }) => direction === "in");
  const tried = seats.filter((seat) => seat.direction === "out" && seat !== caller);
  const end = story.at(-1)!.at;
  if (tried.length === 0) return caller === undefined ? [] : [ofCallerAlone(link, caller, end)];
  return tried.map((seat, at) => ofAttempt(link, caller, seat, { at, end }));
}

function ofAttempt(
  link: Linked,
  caller: Seat | undefined,
  seat: Seat,
  { at, end }: { readonly at: number; readonly end: WallTime },
): CdrRow {
  const { linkedid, dialled, context, channels } = link;
  const theirs = channels.get(seat.leg);
  const ours = link.caller ?? theirs;
  const target = seat.party.trunk === undefined ? seat.party.number : `${seat.party.number}@${seat.party.trunk}`;
  return {
    ...who(link, ours),
    ...times(seat.offeredAt, seat.connectedAt, seat.endedAt ?? end),
    dst: link.did === "" ? dialled : seat.party.number,
    dcontext: context,
    dstchannel: caller === undefined ? "" : theirs?.name ?? "",
    lastapp: "Dial",
    lastdata: `PJSIP/${target}`,
    disposition: seat.connectedAt === undefined ? dispositionOf(seat.cause) : "ANSWERED",
    linkedid,
    sequence: at,
    did: link.did,
  };
}

function ofCallerAlone(link: Linked, caller: Seat, end: WallTime): CdrRow {
  return {
    ...who(link, link.caller),
    ...times(caller.offeredAt, caller.answeredAt, caller.endedAt ?? end),
    dst: link.dialled,
    dcontext: link.context,
    dstchannel: "",
    lastapp: caller.answeredAt === undefined ? "Hangup" : "Playback",
    lastdata: "",
    disposition: caller.answeredAt === undefined ? dispositionOf(caller.cause) : "ANSWERED",
    linkedid: link.linkedid,
    sequence: 0,
    did: link.did,
  };
}

function who(
  { linkedid }: Linked,
  channel: Channel | undefined,
): Pick<CdrRow, "clid" | "src" | "channel" | "uniqueid"> {
  if (channel === undefined) return { clid: "", src: "", channel: "", uniqueid: linkedid };
  const { party, name, uniqueid } = channel;
  return { clid: clidOf(party), src: party.number, channel: name, uniqueid };
}

function times(start: WallTime, answer: WallTime | undefined, end: WallTime) {
  const seconds = (from: WallTime): number => Math.max(0, Math.floor((end - from) / 1000));
  const answered = answer === undefined ? { billsec: 0 } : { answer, billsec: seconds(answer) };
  return { start, end, duration: seconds(start), ...answered };
}

/** As app_dial's status becomes a disposition. */
function dispositionOf(cause: Cause | undefined): CdrRow["disposition"] {
  switch (cause) {
    case "busy":
    case "rejected":
      return "BUSY";
    case "overload":
      return "CONGESTION";
    case "unavailable":
    case "not-found":
    case "no-media":
    case "not-acceptable":
    case "fault":
      return "FAILED";
    default:
      return "NO ANSWER";
  }
}

/**
 * A line of cdr_csv's Master.csv with all that cdr.conf can have it write (`loguniqueid`, `loguserfield`, `newcdrcolumns`). The
 * number from outside, for which it has no column, stands in the user's field.
 */
export function cdrLine(row: CdrRow, timeZone: string): string {
  return csvLine([
    ...["", row.src, row.dst, row.dcontext, row.clid, row.channel, row.dstchannel, row.lastapp, row.lastdata],
    timeOf(row.start, timeZone),
    row.answer === undefined ? undefined : timeOf(row.answer, timeZone),
    timeOf(row.end, timeZone),
    row.duration,
    row.billsec,
    ...[row.disposition, "DOCUMENTATION", row.uniqueid, row.did, "", row.linkedid],
    row.sequence,
  ]);
}

/** The row as FreePBX's table `cdr` has it. */
export function cdrFields(row: CdrRow, timeZone: string): Readonly<Record<string, string | number>> {
  const { start, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec } = row;
  return {
    ...{ calldate: timeOf(start, timeZone), clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata },
    ...{ duration, billsec, disposition: row.disposition, amaflags: 3, accountcode: "", uniqueid: row.uniqueid },
    ...{ userfield: "", did: row.did, linkedid: row.linkedid, peeraccount: "", sequence: row.sequence },
  };
}
