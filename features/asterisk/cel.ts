import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, Cause } from "../../core/record/mod.ts";
import { applicationOf, argumentsOf, type Brought, contextOf } from "./application.ts";
import { type Channel, HANGUP_CAUSE, type Linked, linkOf } from "./channel.ts";
import { csvLine, timeOf } from "./csv.ts";
import type { EventsOf } from "./ledger.ts";
import { bridgeId, transferOf } from "./cel_transfer.ts";

/** One row of Asterisk's `cel`, its columns as in the table of FreePBX. */
export interface CelRow {
  /** The event of the record that it tells of. */
  readonly sequence: number;
  readonly eventtype: CelType;
  /** Milliseconds since 1970. */
  readonly eventtime: number;
  readonly cid_name: string;
  readonly cid_num: string;
  readonly exten: string;
  readonly context: string;
  readonly channame: string;
  readonly appname: string;
  readonly appdata: string;
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly peer: string;
  /** Of `USER_DEFINED`: which event of ours. */
  readonly userdeftype: string;
  readonly accountcode: string;
  /** JSON, or nothing. */
  readonly extra: string;
}

export type CelType =
  | "CHAN_START"
  | "CHAN_END"
  | "HANGUP"
  | "ANSWER"
  | "APP_START"
  | "APP_END"
  | "PICKUP"
  | "PARK_START"
  | "PARK_END"
  | "FORWARD"
  | "USER_DEFINED"
  | "BRIDGE_ENTER"
  | "BRIDGE_EXIT"
  | "BLINDTRANSFER"
  | "ATTENDEDTRANSFER"
  | "DTMF"
  | "LINKEDID_END";

/**
 * What Asterisk would have told of a call, in the order of the record. Ringing has no event of its own there.
 *
 * @see https://docs.asterisk.org/Configuration/Reporting/Channel-Event-Logging-CEL/
 */
export function celOf(story: readonly CallEvent[], eventsOf: EventsOf = () => []): readonly CelRow[] {
  const link = linkOf(story);
  return story.flatMap((event, at) => rowsOf(event, link, { before: story.slice(0, at), eventsOf }));
}

/** What the last event of a story adds to it, as far as is known when it happens. */
export function celOfLast(story: readonly CallEvent[], eventsOf: EventsOf): readonly CelRow[] {
  return rowsOf(story.at(-1)!, linkOf(story), { before: story.slice(0, -1), eventsOf });
}

/** @param before what has happened in the call until then */
function rowsOf(
  event: CallEvent,
  link: Linked,
  { before, eventsOf }: { readonly before: readonly CallEvent[]; readonly eventsOf: EventsOf },
): readonly CelRow[] {
  const row = (leg: string, eventtype: CelType, more: Partial<CelRow> = {}): readonly CelRow[] => {
    const channel = link.channels.get(leg);
    return channel === undefined ? [] : [rowOf(event, link, channel, { eventtype, ...more })];
  };
  switch (event.type) {
    case "leg.offered":
      return row(event.leg, "CHAN_START");
    case "leg.brought": {
      const app = applicationOf(event);
      const ended = leaving(event.leg, before, row);
      if (app === undefined) return ended;
      const context = contextOf(event, link.context);
      return [...ended, ...row(event.leg, "APP_START", { appname: app, appdata: argumentsOf(event), context })];
    }
    case "leg.deflected":
      return link.callerLeg === undefined
        ? []
        : row(link.callerLeg, "FORWARD", { extra: JSON.stringify({ forward: event.target }) });
    case "park.entered": {
      const by = event.by === undefined ? "" : `PJSIP/${event.by.trunk ?? event.by.number}`;
      return row(event.leg, "PARK_START", {
        extra: JSON.stringify({ parker_dial_string: by, parking_lot: "default" }),
      });
    }
    case "park.left": {
      // Who fetches him comes by a leg of his own.
      const retriever = event.why === "fetched" ? link.channels.get(joinedIn(before, link) ?? "")?.name : undefined;
      const extra = { reason: PARK_REASONS[event.why], ...retriever === undefined ? {} : { retriever } };
      return row(event.leg, "PARK_END", { extra: JSON.stringify(extra) });
    }
    // Asterisk has no event for these: what a dialplan would say by CELGenUserEvent().
    case "fax.carried":
      return row(event.leg, "USER_DEFINED", { userdeftype: "FAX_CARRIED", extra: JSON.stringify({ by: event.by }) });
    case "fax.heard":
      return row(event.leg, "USER_DEFINED", { userdeftype: "FAX_HEARD", extra: JSON.stringify({ tone: event.tone }) });
    case "voicemail.left":
    case "voicemail.dropped": {
      const leg = event.type === "voicemail.left" ? event.leg : link.callerLeg ?? "";
      const userdeftype = event.type === "voicemail.left" ? "VOICEMAIL_MESSAGE" : "VOICEMAIL_DROPPED";
      const extra = JSON.stringify({ mailbox: event.box, message: event.message });
      return row(leg, "USER_DEFINED", { userdeftype, extra });
    }
    case "leg.answered":
      return row(event.leg, "ANSWER");
    case "bridge.made":
    case "bridge.broken": {
      const { a, b } = event;
      const eventtype = event.type === "bridge.made" ? "BRIDGE_ENTER" : "BRIDGE_EXIT";
      const extra = JSON.stringify({ bridge_id: bridgeId(event), bridge_technology: "simple_bridge" });
      // Who comes first finds nobody there; who leaves last leaves nobody.
      const peer = link.channels.get(a)?.name ?? "";
      return [
        ...row(a, eventtype, { extra }),
        ...row(b, eventtype, { extra, peer: eventtype === "BRIDGE_ENTER" ? peer : "" }),
      ];
    }
    case "room.entered":
    case "room.left": {
      const extra = JSON.stringify({ bridge_id: event.room, bridge_technology: "softmix" });
      return row(event.leg, event.type === "room.entered" ? "BRIDGE_ENTER" : "BRIDGE_EXIT", {
        appname: "ConfBridge",
        extra,
      });
    }
    case "leg.digit":
      return row(event.leg, "DTMF", { extra: JSON.stringify({ digit: event.digit }) });
    case "transfer.done": {
      const asked = before.findLast((each) => each.type === "transfer.asked" && each.leg === event.leg);
      if (asked?.type !== "transfer.asked" || event.status < 200 || event.status > 299) return [];
      return row(event.leg, ...transferOf(asked, link, { before, eventsOf }));
    }
    case "leg.ended":
    case "leg.moved": {
      const cause = event.type === "leg.ended" ? HANGUP_CAUSE[event.cause] : HANGUP_CAUSE.transferred;
      const channel = link.channels.get(event.leg)?.name ?? "";
      const source = event.type === "leg.ended" && event.by === "us" ? "" : channel;
      const dialstatus = event.leg === link.callerLeg ? dialStatus(event, link) : "";
      const extra = JSON.stringify({ hangupcause: cause, hangupsource: source, dialstatus });
      return [
        ...pickedUp(event, { before, link, row }),
        ...leaving(event.leg, before, row),
        ...row(event.leg, "HANGUP", { extra }),
        ...row(event.leg, "CHAN_END"),
      ];
    }
    case "call.ended": {
      const last = link.caller ?? [...link.channels.values()].at(-1);
      return last === undefined ? [] : [rowOf(event, link, last, { eventtype: "LINKEDID_END" })];
    }
    default:
      return [];
  }
}

type MakeRow = (leg: string, eventtype: CelType, more?: Partial<CelRow>) => readonly CelRow[];

const PARK_REASONS = { fetched: "ParkedCallUnparked", returned: "ParkedCallTimeOut", "gave-up": "ParkedCallGiveUp" };

/** What served the one on a leg serves him no longer. */
function leaving(leg: string, before: readonly CallEvent[], row: MakeRow): readonly CelRow[] {
  const place = before.findLast((event): event is Brought => event.type === "leg.brought" && event.leg === leg);
  const app = place === undefined ? undefined : applicationOf(place);
  return place === undefined || app === undefined
    ? []
    : row(leg, "APP_END", { appname: app, appdata: argumentsOf(place) });
}

/** The leg by which somebody came to this call last, besides its caller. */
function joinedIn(before: readonly CallEvent[], { channels, callerLeg }: Linked): string | undefined {
  const came = before.findLast((event) =>
    event.type === "leg.offered" && event.leg !== callerLeg && channels.get(event.leg)?.direction === "in"
  );
  return came?.type === "leg.offered" ? came.leg : undefined;
}

/** A phone stops ringing because somebody has come and picked the call up: told once, of the first of them. */
function pickedUp(
  event: CallEvent,
  { before, link, row }: { readonly before: readonly CallEvent[]; readonly link: Linked; readonly row: MakeRow },
): readonly CelRow[] {
  const picker = joinedIn(before, link);
  if (event.type !== "leg.ended" || event.cause !== "answered-elsewhere" || picker === undefined) return [];
  const came = before.findLastIndex((each) => each.type === "leg.offered" && each.leg === picker);
  const isFirst = !before.slice(came).some((each) => each.type === "leg.ended" && each.cause === "answered-elsewhere");
  const { name, uniqueid } = link.channels.get(picker) ?? {};
  const extra = JSON.stringify({ pickup_channel: name, pickup_channel_uniqueid: uniqueid });
  return isFirst ? row(event.leg, "PICKUP", { extra }) : [];
}

/** What became of calling others, for the caller's own channel. */
function dialStatus(event: CallEvent, { wasConnected }: Linked): string {
  if (wasConnected) return "ANSWER";
  if (event.type !== "leg.ended") return "";
  if (event.by === "them") return "CANCEL";
  return DIAL_STATUS[event.cause] ?? "CHANUNAVAIL";
}

const DIAL_STATUS: Partial<Readonly<Record<Cause, string>>> = {
  busy: "BUSY",
  rejected: "BUSY",
  "no-answer": "NOANSWER",
  timeout: "NOANSWER",
  overload: "CONGESTION",
};

function rowOf(
  { sequence, at }: CallEvent,
  link: Linked,
  { party, name, uniqueid, direction }: Channel,
  more: Partial<CelRow> & Pick<CelRow, "eventtype">,
): CelRow {
  return {
    sequence,
    eventtime: at,
    cid_name: party.name ?? "",
    cid_num: party.number,
    exten: direction === "out" ? "s" : uniqueid === link.caller?.uniqueid ? link.dialled : "*8",
    context: link.context,
    channame: name,
    appname: "",
    appdata: "",
    userdeftype: "",
    accountcode: link.account,
    uniqueid,
    linkedid: link.linkedid,
    peer: "",
    extra: "",
    ...more,
  };
}

/** A line of cel_custom's Master.csv, as the sample of its configuration writes it. */
export function celLine(row: CelRow): string {
  const { eventtype, eventtime, cid_name, cid_num, exten, context, channame, appname, uniqueid, linkedid } = row;
  const time = `${Math.floor(eventtime / 1000)}.${String(Math.floor(eventtime % 1000) * 1000).padStart(6, "0")}`;
  return csvLine([
    ...[eventtype, time, cid_name, cid_num, cid_num, "", "", exten, context, channame, appname, row.appdata],
    ...["DOCUMENTATION", row.accountcode, uniqueid, linkedid, row.peer, row.userdeftype, "", row.extra],
  ]);
}

/** The row as FreePBX's table `cel` has it. */
export function celFields(row: CelRow, timeZone: string): Readonly<Record<string, string | number>> {
  const { eventtype, eventtime, cid_name, cid_num, exten, context, channame, appname, uniqueid, linkedid } = row;
  return {
    ...{ eventtype, eventtime: timeOf(eventtime as WallTime, timeZone), cid_name, cid_num, cid_ani: cid_num },
    ...{ cid_rdnis: "", cid_dnid: "", exten, context, channame, appname, appdata: row.appdata },
    ...{ amaflags: 3, accountcode: row.accountcode },
    ...{ uniqueid, linkedid, peer: row.peer, userdeftype: row.userdeftype, extra: row.extra },
  };
}
