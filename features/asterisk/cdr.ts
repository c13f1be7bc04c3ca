import type { WallTime } from "../../core/base/mod.ts";
import { type CallEvent, type Cause, type Seat, seatsOf } from "../../core/record/mod.ts";
import { applicationOf, argumentsOf, type Brought, contextOf } from "./application.ts";
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
  readonly accountcode: string;
  /** Who calls, and who is called by name, as FreePBX has them in columns of their own. */
  readonly cnum: string;
  readonly cnam: string;
  readonly dst_cnam: string;
  /** The file of the recording, without its folders; empty: there is none. */
  readonly recordingfile: string;
}

/**
 * The rows that Asterisk would have written of a call: one for everybody it tried to reach or who came to him (he picked the
 * call up, or fetched it), and one for each place where its caller met nobody: a mailbox, a room, a queue in vain. Unlike Asterisk's, an answer is one of a person: a caller whom the box itself answered, and who reached
 * nobody, has a row of its own that says so by its empty `dstchannel`.
 *
 * @see https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/CDR-Specification/
 */
export function cdrOf(story: readonly CallEvent[]): readonly CdrRow[] {
  const link = linkOf(story);
  const seats = seatsOf(story);
  const caller = seats.find(({ leg }) => leg === link.callerLeg);
  const isOther = ({ leg, direction, connectedAt }: Seat) =>
    direction === "out" || leg !== caller?.leg && connectedAt !== undefined;
  const tried = seats.filter((seat) => seat !== caller && isOther(seat));
  const end = story.at(-1)!.at;
  const places = placesOf(story, link.callerLeg);
  const told: Told = { link, places, end, recordingfile: recordingOf(story) };
  const alone = caller === undefined ? [] : aloneAt(places, tried, caller, end);
  const rows = [
    ...tried.map((seat) => ofAttempt(told, caller, seat)),
    ...alone.map((stay) => ofCallerAlone(told, caller!, stay)),
  ];
  if (rows.length === 0 && caller !== undefined) rows.push(ofCallerAlone(told, caller, undefined));
  return rows.toSorted((one, other) => one.start - other.start).map((row, sequence) => ({ ...row, sequence }));
}

/** What rows of one call share. */
interface Told {
  readonly link: Linked;
  readonly places: readonly Brought[];
  readonly end: WallTime;
  readonly recordingfile: string;
}

/** How long the caller was at a place. */
interface Stay {
  readonly at: Brought;
  readonly until: WallTime;
}

/** Where the caller was brought, in order. */
function placesOf(story: readonly CallEvent[], leg: string | undefined): readonly Brought[] {
  return story.filter((event) => event.type === "leg.brought").filter((event) => event.leg === leg);
}

/** Places at which an application served the caller, and nobody was tried for him: of the others the attempts' rows tell. */
function aloneAt(
  places: readonly Brought[],
  tried: readonly Seat[],
  caller: Seat,
  end: WallTime,
): readonly Stay[] {
  return places.map((at, nth): Stay => ({ at, until: places[nth + 1]?.at ?? caller.endedAt ?? end }))
    .filter(({ at, until }) =>
      applicationOf(at) !== undefined && !PASSED.has(at.to) &&
      (at.to === "park" || !tried.some(({ offeredAt }) => at.at <= offeredAt && offeredAt <= until))
    );
}

/** A menu that leads on leaves no row: Asterisk tells of what came next. */
const PASSED: ReadonlySet<string> = new Set(["menu", "directory", "disa"]);

function recordingOf(story: readonly CallEvent[]): string {
  const started = story.find((event) => event.type === "recording.started");
  return started?.type === "recording.started" ? started.path.split("/").at(-1) ?? "" : "";
}

function ofAttempt({ link, places, end, recordingfile }: Told, caller: Seat | undefined, seat: Seat): CdrRow {
  const { linkedid, dialled, context, channels } = link;
  const place = places.findLast(({ at }) => at <= seat.offeredAt);
  const reached = place !== undefined && REACHED.has(place.to) ? place : undefined;
  const theirs = channels.get(seat.leg);
  const ours = link.caller ?? theirs;
  const target = seat.party.trunk === undefined ? seat.party.number : `${seat.party.number}@${seat.party.trunk}`;
  return {
    ...who(link, ours),
    ...times(seat.offeredAt, seat.connectedAt, seat.endedAt ?? end),
    dst: reached?.id ?? (link.did === "" && !link.isOriginated ? dialled : seat.party.number),
    dcontext: context,
    dstchannel: caller === undefined ? "" : theirs?.name ?? "",
    ...reached?.to === "queue"
      ? { lastapp: "Queue", lastdata: argumentsOf(reached) }
      : { lastapp: "Dial", lastdata: `PJSIP/${target}` },
    disposition: seat.connectedAt === undefined ? dispositionOf(seat.cause) : "ANSWERED",
    linkedid,
    sequence: 0,
    did: link.did,
    dst_cnam: seat.party.name ?? "",
    recordingfile,
  };
}

/** Kinds of places whose number is what was reached, also where several phones stand for it. */
const REACHED: ReadonlySet<string> = new Set(["extension", "group", "queue"]);

/** A row without another party; without a stay of all the time that he was there. */
function ofCallerAlone({ link, places, end, recordingfile }: Told, caller: Seat, stay: Stay | undefined): CdrRow {
  const at = stay?.at ?? places.at(-1);
  const app = at === undefined ? undefined : applicationOf(at);
  const start = stay === undefined ? caller.offeredAt : stay.at.at;
  // Who was answered before he came here has been up since.
  const answer = caller.answeredAt === undefined || caller.answeredAt > (stay?.until ?? end)
    ? undefined
    : Math.max(start, caller.answeredAt) as WallTime;
  return {
    ...who(link, link.caller),
    ...times(start, answer, stay?.until ?? caller.endedAt ?? end),
    dst: at === undefined || link.did === "" ? link.dialled : at.to.startsWith("voicemail") ? `vmu${at.id}` : at.id,
    dcontext: at === undefined ? link.context : contextOf(at, link.context),
    dstchannel: "",
    lastapp: app ?? (caller.answeredAt === undefined ? "Hangup" : "Playback"),
    lastdata: at === undefined || app === undefined ? "" : argumentsOf(at),
    dst_cnam: "",
    recordingfile,
    disposition: caller.answeredAt === undefined ? dispositionOf(caller.cause) : "ANSWERED",
    linkedid: link.linkedid,
    sequence: 0,
    did: link.did,
  };
}

function who(
  { linkedid, account: accountcode }: Linked,
  channel: Channel | undefined,
): Pick<CdrRow, "clid" | "src" | "channel" | "uniqueid" | "accountcode" | "cnum" | "cnam"> {
  if (channel === undefined) {
    return { clid: "", src: "", channel: "", uniqueid: linkedid, accountcode, cnum: "", cnam: "" };
  }
  const { party, name, uniqueid } = channel;
  const shown = { cnum: party.number, cnam: party.name ?? "" };
  return { clid: clidOf(party), src: party.number, channel: name, uniqueid, accountcode, ...shown };
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
    ...[
      row.accountcode,
      row.src,
      row.dst,
      row.dcontext,
      row.clid,
      row.channel,
      row.dstchannel,
      row.lastapp,
      row.lastdata,
    ],
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
    ...{
      duration,
      billsec,
      disposition: row.disposition,
      amaflags: 3,
      accountcode: row.accountcode,
      uniqueid: row.uniqueid,
    },
    ...{ recordingfile: row.recordingfile, cnum: row.cnum, cnam: row.cnam, dst_cnam: row.dst_cnam },
    // How a trunk showed the caller is not in the record.
    ...{ outbound_cnum: "", outbound_cnam: "" },
    ...{ userfield: "", did: row.did, linkedid: row.linkedid, peeraccount: "", sequence: row.sequence },
  };
}
