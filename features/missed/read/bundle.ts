import { type CdrRow, readCdrRow, settledCdr } from "./cdr.ts";
import { type CelRow, type NumberedCelRow, readCelRow, settledCel } from "./cel.ts";
import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";
import { NO_CALLS, type QueueRow, readQueueRow, settledQueueLog } from "./queue_log.ts";

/** Rows of one Asterisk, each source as it came; what a source does not have is left out. */
export interface AsteriskRows {
  readonly cdr?: readonly unknown[];
  readonly cel?: readonly unknown[];
  readonly queueLog?: readonly unknown[];
  /** What stands in no table: messages left (`voicemail`), keys pressed in menus (`ivr`), `sip` responses, `queue_status`. */
  readonly asides?: Readonly<Record<string, readonly unknown[]>>;
}

/** A key pressed in a menu. */
export interface Choice {
  readonly at: number;
  readonly menu: string;
  readonly key: string;
}

/** Everything that is known of one call, not yet understood. */
export interface Bundle {
  readonly tenant: string;
  readonly id: string;
  readonly cdr: readonly CdrRow[];
  /** Of these the caller's own: what happened to him, in order. */
  readonly own: readonly CdrRow[];
  readonly cel: readonly CelRow[];
  readonly queue: readonly QueueRow[];
  readonly choices: readonly Choice[];
  readonly hasMessage: boolean;
  /** `FULL`, `JOINEMPTY`: what Queue() said instead of letting him in. */
  readonly queueStatus: readonly string[];
  /** Channels and extensions that are known to have said 180. */
  readonly ringing: ReadonlySet<string>;
}

/** Rows that were read, each by itself, and are not yet put together. */
export interface ReadRows {
  readonly cdr: readonly CdrRow[];
  readonly cel: readonly NumberedCelRow[];
  /** Those of calls. */
  readonly queue: readonly QueueRow[];
}

interface Open {
  readonly cdr: CdrRow[];
  readonly cel: CelRow[];
  readonly queue: QueueRow[];
}

/** Throws the first row that cannot be read. */
export function readRows(rows: AsteriskRows, where: string, timeZone: string): ReadRows {
  const each = <T>(name: string, list: readonly unknown[] | undefined, read: (fields: Fields, timeZone: string) => T) =>
    (list ?? []).map((row, at) => read(new Fields(row, `${where}.${name}[${at}]`), timeZone));
  return {
    cdr: each("cdr", rows.cdr, readCdrRow),
    cel: each("cel", rows.cel, readCelRow),
    queue: each("queue_log", rows.queueLog, readQueueRow)
      .filter((row) => row !== undefined && !NO_CALLS.includes(row.callId)) as readonly QueueRow[],
  };
}

/** Puts the rows of all sources together, call by call: joined by id, never by time, as their clocks may differ. */
export function bundle(
  rows: ReadRows,
  told: AsteriskRows["asides"],
  { where, timeZone }: { readonly where: string; readonly timeZone: string },
): readonly Bundle[] {
  const [cdr, cel, queue] = [settledCdr(rows.cdr), settledCel(rows.cel), settledQueueLog(rows.queue)];
  const open = new Map<string, Open>();
  const callOf = linksOf([...cdr, ...cel]);
  const at = (tenant: string, id: string): Open => {
    const key = `${tenant} ${id}`;
    const known = open.get(key) ?? { cdr: [], cel: [], queue: [] };
    open.set(key, known);
    return known;
  };
  for (const row of cdr) at(row.tenant, row.linkedid).cdr.push(row);
  for (const row of cel) at(row.tenant, row.linkedid).cel.push(row);
  for (const row of queue) at(row.tenant, callOf(row.tenant, row.callId)).queue.push(row);

  const asides = told === undefined ? () => NO_ASIDES : asidesOf(told, where.replace(/rows$/, "aux"), timeZone);
  return [...open].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, rows]) => {
    const [tenant = "", id = ""] = key.split(" ");
    return { tenant, id, ...rows, own: rows.cdr.filter(({ uniqueid }) => uniqueid === id), ...asides(id) };
  });
}

/** A queue line names the caller's channel: its call is what the other sources say of that channel, or its own. */
function linksOf(rows: readonly { tenant: string; uniqueid: string; linkedid: string }[]) {
  const links = new Map<string, string>();
  for (const { tenant, uniqueid, linkedid } of rows) {
    const key = `${tenant} ${uniqueid}`;
    const known = links.get(key);
    if (known === undefined || linkedid === uniqueid || (known !== uniqueid && linkedid < known)) {
      links.set(key, linkedid);
    }
  }
  return (tenant: string, uniqueid: string): string => links.get(`${tenant} ${uniqueid}`) ?? uniqueid;
}

type Asides = Pick<Bundle, "choices" | "hasMessage" | "queueStatus" | "ringing">;
const NO_ASIDES: Asides = { choices: [], hasMessage: false, queueStatus: [], ringing: new Set() };

function asidesOf(asides: Readonly<Record<string, readonly unknown[]>>, where: string, timeZone: string) {
  const read = (name: string) => {
    const rows = (asides[name] ?? []).map((row, at) => new Fields(row, `${where}.${name}[${at}]`));
    const byCall = Map.groupBy(rows, (row) => row.text("linkedid"));
    return (id: string) => byCall.get(id) ?? [];
  };
  const [voicemail, ivr, sip, status] = ["voicemail", "ivr", "sip", "queue_status"].map(read);
  return (id: string): Asides => ({
    hasMessage: (voicemail?.(id) ?? []).some((row) => !row.has("message_s") || row.number("message_s") > 0),
    choices: settled(
      (ivr?.(id) ?? []).map((row) => ({
        at: row.has("t") ? row.instant("t", timeZone) : 0,
        menu: row.text("ivr"),
        key: row.text("choice"),
      })),
      (choice) => JSON.stringify(choice),
      ({ at }) => ranked(at),
    ),
    queueStatus: (status?.(id) ?? []).map((row) => row.text("status") || row.text("queue_status")).sort(),
    ringing: new Set(
      (sip?.(id) ?? [])
        .filter((row) => ["180", "183"].includes((row.text("code") || row.text("status")).slice(0, 3)))
        .map((row) => row.text("channel") || row.text("ext") || row.text("extension")),
    ),
  });
}
