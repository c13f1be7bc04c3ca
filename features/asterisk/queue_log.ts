import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { type Linked, linkOf } from "./channel.ts";
import { onOneLine, timeOf } from "./csv.ts";

/** One line of Asterisk's `queue_log`; callers of `NONE` are nobody's. */
export interface QueueLogRow {
  /** The event of the record that it tells of. */
  readonly sequence: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly callid: string;
  readonly queue: string;
  readonly agent: string;
  readonly event: string;
  readonly data: readonly (string | number)[];
}

/**
 * What app_queue would have logged of a call, in the order of the record. Who could not join is told as `FULL` and
 * `JOINEMPTY`, which Asterisk leaves out and every evaluation wants; who was taken out of the queue otherwise than by an
 * agent, a key or the time, as `WITHDRAW`. At each start stands `QUEUESTART`. As with members of queues.conf, whom the
 * office file has in a queue there is no `ADDMEMBER` of: only of who comes and goes by himself, as dynamic members do; nor
 * does a start tell again who is in, for the log goes on.
 *
 * @see https://docs.asterisk.org/Configuration/Applications/Call-Queues/Queue-Logs/
 */
export function queueLogOf(story: readonly CallEvent[]): readonly QueueLogRow[] {
  const link = linkOf(story);
  return story.flatMap((event) => rowOf(event, link) ?? []);
}

/** What the last event of a story adds to it. */
export function queueLogOfLast(story: readonly CallEvent[]): readonly QueueLogRow[] {
  return [rowOf(story.at(-1)!, linkOf(story)) ?? []].flat();
}

type Told = readonly [event: string, agent: string | undefined, ...data: (string | number)[]];

function rowOf(event: CallEvent, link: Linked): QueueLogRow | undefined {
  const told = toldOf(event, link);
  if (told === undefined) return undefined;
  const [name, agent, ...data] = told;
  const his = "leg" in event ? link.channels.get(event.leg)?.uniqueid : link.caller?.uniqueid;
  // Who is called back holds his place without a channel: his call has a name all the same.
  const callid = his ?? (event.call === "" ? "NONE" : link.linkedid);
  // A pause is one of all queues, also one that he has not asked for.
  const isOfAll = name === "PAUSEALL" || name === "UNPAUSEALL";
  return {
    sequence: event.sequence,
    time: Math.floor(event.at / 1000),
    callid,
    queue: "queue" in event && !isOfAll ? event.queue : "NONE",
    agent: agent === undefined ? "NONE" : `PJSIP/${agent}`,
    event: name,
    data,
  };
}

function toldOf(event: CallEvent, { channels, from }: Linked): Told | undefined {
  switch (event.type) {
    case "queue.joined":
      return ["ENTERQUEUE", undefined, "", (channels.get(event.leg)?.party ?? from)?.number ?? "", event.position];
    case "queue.could-not-join":
      return [event.why === "full" ? "FULL" : "JOINEMPTY", undefined];
    case "queue.ring-no-answer":
      return ["RINGNOANSWER", event.agent, Math.round(event.ringMs)];
    case "queue.ring-cancelled":
      return ["RINGCANCELED", event.agent, Math.round(event.ringMs)];
    case "queue.connected": {
      const member = channels.get(event.to)?.uniqueid ?? "";
      return ["CONNECT", event.agent, seconds(event.waitedMs), member, seconds(event.ringMs)];
    }
    case "queue.completed": {
      const name = event.by === "caller" ? "COMPLETECALLER" : "COMPLETEAGENT";
      return [name, event.agent, seconds(event.waitedMs), seconds(event.talkedMs), event.joinedAt];
    }
    case "queue.transferred": {
      const times = [seconds(event.waitedMs), seconds(event.talkedMs), event.joinedAt];
      return event.kind === "blind"
        ? ["BLINDTRANSFER", event.agent, event.target ?? "", "from-internal", ...times]
        : ["ATTENDEDTRANSFER", event.agent, "BRIDGE", event.target ?? "", ...times];
    }
    case "queue.abandoned":
      return ["ABANDON", undefined, event.position, event.joinedAt, seconds(event.waitedMs)];
    case "queue.left":
      return leftAs(event);
    case "box.started":
      return ["QUEUESTART", undefined];
    case "agent.login":
      return ["ADDMEMBER", event.agent, ""];
    case "agent.logout":
      return ["REMOVEMEMBER", event.agent];
    case "agent.pause":
      return ["PAUSEALL", event.agent, event.reason ?? ""];
    case "agent.unpause":
      return ["UNPAUSEALL", event.agent, ""];
    case "agent.auto-paused":
      return ["PAUSEALL", event.agent, "Auto-Pause"];
    default:
      return undefined;
  }
}

function leftAs(event: Extract<CallEvent, { readonly type: "queue.left" }>): Told {
  const places = [event.position, event.joinedAt, seconds(event.waitedMs)];
  switch (event.why) {
    case "key":
      return ["EXITWITHKEY", undefined, event.key ?? "", ...places];
    case "timeout":
      return ["EXITWITHTIMEOUT", undefined, ...places];
    case "empty":
      return ["EXITEMPTY", undefined, ...places];
    // As Asterisk says of all who wait when it is stopped.
    case "cut":
      return ["ABANDON", undefined, ...places];
    default:
      return ["WITHDRAW", undefined, ...places, event.why];
  }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A line of the file: `1772442000|1772442000.33|8001|PJSIP/101|CONNECT|5|1772442000.35|3`. */
export function queueLogLine({ time, callid, queue, agent, event, data }: QueueLogRow): string {
  const fields = [callid, queue, agent, event].map(written);
  // The logger writes the stroke behind the event whether anything follows or not.
  return `${time}|${fields.join("|")}|${data.map(written).join("|")}\n`;
}

/** A stroke within a field would end it. */
function written(field: string | number): string {
  return onOneLine(String(field)).replaceAll("|", "_");
}

/** The row as Asterisk's table `queue_log` has it: what does not fit into five columns is in the fifth. */
export function queueLogFields(row: QueueLogRow, timeZone: string): Readonly<Record<string, string | number>> {
  const { time, callid, queue, agent, event } = row;
  const data = row.data.map(written);
  const [data1 = "", data2 = "", data3 = "", data4 = ""] = data;
  return {
    ...{ time: timeOf(1_000 * time as WallTime, timeZone), callid, queuename: queue, agent, event },
    ...{ data1, data2, data3, data4, data5: data.slice(4).join("|") },
  };
}
