import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, Cause } from "../../core/record/mod.ts";
import { type Channel, HANGUP_CAUSE, type Linked, linkOf } from "./channel.ts";
import { csvLine, timeOf } from "./csv.ts";

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
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly peer: string;
  /** JSON, or nothing. */
  readonly extra: string;
}

export type CelType =
  | "CHAN_START"
  | "CHAN_END"
  | "HANGUP"
  | "ANSWER"
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
export function celOf(story: readonly CallEvent[]): readonly CelRow[] {
  const link = linkOf(story);
  const asked: Asked = new Map();
  return story.flatMap((event) => {
    if (event.type === "transfer.asked") asked.set(event.leg, event);
    return rowsOf(event, link, asked);
  });
}

/** What the last event of a story adds to it, as far as is known when it happens. */
export function celOfLast(story: readonly CallEvent[]): readonly CelRow[] {
  const asked: Asked = new Map();
  for (const event of story) if (event.type === "transfer.asked") asked.set(event.leg, event);
  return rowsOf(story.at(-1)!, linkOf(story), asked);
}

type Asked = Map<string, Extract<CallEvent, { readonly type: "transfer.asked" }>>;

function rowsOf(
  event: CallEvent,
  link: Linked,
  asked: Asked,
): readonly CelRow[] {
  const row = (leg: string, eventtype: CelType, more: Partial<CelRow> = {}): readonly CelRow[] => {
    const channel = link.channels.get(leg);
    return channel === undefined ? [] : [rowOf(event, link, channel, { eventtype, ...more })];
  };
  switch (event.type) {
    case "leg.offered":
      return row(event.leg, "CHAN_START");
    case "leg.answered":
      return row(event.leg, "ANSWER");
    case "bridge.made":
    case "bridge.broken": {
      const { a, b } = event;
      const eventtype = event.type === "bridge.made" ? "BRIDGE_ENTER" : "BRIDGE_EXIT";
      const extra = JSON.stringify({
        bridge_id: `${event.call}-${[a, b].sort().join("-")}`,
        bridge_technology: "simple_bridge",
      });
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
      const { target, kind } = asked.get(event.leg) ?? {};
      if (target === undefined || event.status < 200 || event.status > 299) return [];
      const extra = JSON.stringify({ extension: target, context: link.context });
      return row(event.leg, kind === "blind" ? "BLINDTRANSFER" : "ATTENDEDTRANSFER", { extra });
    }
    case "leg.ended":
    case "leg.moved": {
      const cause = event.type === "leg.ended" ? HANGUP_CAUSE[event.cause] : HANGUP_CAUSE.transferred;
      const channel = link.channels.get(event.leg)?.name ?? "";
      const source = event.type === "leg.ended" && event.by === "us" ? "" : channel;
      const dialstatus = event.leg === link.callerLeg ? dialStatus(event, link) : "";
      const extra = JSON.stringify({ hangupcause: cause, hangupsource: source, dialstatus });
      return [...row(event.leg, "HANGUP", { extra }), ...row(event.leg, "CHAN_END")];
    }
    case "call.ended": {
      const last = link.caller ?? [...link.channels.values()].at(-1);
      return last === undefined ? [] : [rowOf(event, link, last, { eventtype: "LINKEDID_END" })];
    }
    default:
      return [];
  }
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
    exten: direction === "in" ? link.dialled : "",
    context: link.context,
    channame: name,
    appname: "",
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
    ...[eventtype, time, cid_name, cid_num, cid_num, "", "", exten, context, channame, appname, ""],
    ...["DOCUMENTATION", "", uniqueid, linkedid, row.peer, "", "", row.extra],
  ]);
}

/** The row as FreePBX's table `cel` has it. */
export function celFields(row: CelRow, timeZone: string): Readonly<Record<string, string | number>> {
  const { eventtype, eventtime, cid_name, cid_num, exten, context, channame, appname, uniqueid, linkedid } = row;
  return {
    ...{ eventtype, eventtime: timeOf(eventtime as WallTime, timeZone), cid_name, cid_num, cid_ani: cid_num },
    ...{ cid_rdnis: "", cid_dnid: "", exten, context, channame, appname, appdata: "", amaflags: 3, accountcode: "" },
    ...{ uniqueid, linkedid, peer: row.peer, userdeftype: "", extra: row.extra },
  };
}
