import { type CdrRow, readCdr } from "./cdr.ts";
import { type CelRow, readCel } from "./cel.ts";
import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";
import { type QueueRow, readQueueLog } from "./queue_log.ts";

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

interface Open {
  readonly cdr: CdrRow[];
  readonly cel: CelRow[];
  readonly queue: QueueRow[];
}

/** Puts the rows of all sources together, call by call: joined by id, never by time, as their clocks may differ. */
export function bundle(rows: AsteriskRows, where: string, timeZone: string): readonly Bundle[] {
  const cdr = readCdr(rows.cdr ?? [], `${where}.cdr`, timeZone);
  const cel = readCel(rows.cel ?? [], `${where}.cel`, timeZone);
  const queue = readQueueLog(rows.queueLog ?? [], `${where}.queue_log`, timeZone);
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

  const asides = asidesOf(rows.asides ?? {}, where.replace(/rows$/, "aux"), timeZone);
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

function asidesOf(asides: Readonly<Record<string, readonly unknown[]>>, where: string, timeZone: string) {
  const read = (name: string) => {
    const rows = (asides[name] ?? []).map((row, at) => new Fields(row, `${where}.${name}[${at}]`));
    const byCall = Map.groupBy(rows, (row) => row.text("linkedid"));
    return (id: string) => byCall.get(id) ?? [];
  };
  const [voicemail, ivr, sip, status] = ["voicemail", "ivr", "sip", "queue_status"].map(read);
  return (id: string): Pick<Bundle, "choices" | "hasMessage" | "queueStatus" | "ringing"> => ({
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
