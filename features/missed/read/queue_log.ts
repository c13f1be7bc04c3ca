import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";

/** One line of Asterisk's `queue_log`. */
export interface QueueRow {
  readonly tenant: string;
  readonly at: number;
  /** The caller's channel: its uniqueid. */
  readonly callId: string;
  readonly queue: string;
  /** An interface (`PJSIP/101`, `Local/101@from-queue/n`), a member's name, or `NONE`. */
  readonly agent: string;
  readonly event: string;
  readonly data: readonly string[];
}

/** What stands for the caller in lines that belong to no call. */
export const NO_CALLS: readonly string[] = ["", "NONE", "REALTIME", "MANAGER", "CLI"];

/** Lines of `queue_log`, each once, in order of time. */
export function settledQueueLog(rows: readonly QueueRow[]): readonly QueueRow[] {
  return settled(rows, (row) => JSON.stringify(row), ({ at }) => ranked(at));
}

/** Reads a line of the file (`{line}`), or a row of the `queue_log` table; undefined for an empty line. */
export function readQueueRow(fields: Fields, timeZone: string): QueueRow | undefined {
  const tenant = fields.text("tenant") || "t1";
  return fields.has("line") ? readLine(fields, tenant) : {
    tenant,
    at: fields.instant("time", timeZone),
    callId: fields.text("callid"),
    queue: fields.text("queuename"),
    agent: fields.text("agent"),
    event: fields.must("event"),
    data: ["data1", "data2", "data3", "data4", "data5"].map((name) => fields.text(name)),
  };
}

function readLine(fields: Fields, tenant: string): QueueRow | undefined {
  const line = fields.text("line").trim();
  if (line === "") return undefined;
  const [time, callId, queue, agent, event, ...data] = line.split("|");
  const seconds = Number(time);
  if (event === undefined || event === "" || !Number.isFinite(seconds)) {
    return fields.refuse("line", "expected epoch|callid|queue|agent|event|data");
  }
  return { tenant, at: seconds * 1_000, callId: callId ?? "", queue: queue ?? "", agent: agent ?? "", event, data };
}
