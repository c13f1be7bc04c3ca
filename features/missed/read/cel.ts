import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";

/** One row of Asterisk's `cel` table: something happened to a channel. */
export interface CelRow {
  readonly tenant: string;
  readonly linkedid: string;
  readonly uniqueid: string;
  readonly at: number;
  readonly event: string;
  /** Of `USER_DEFINED`: which one. */
  readonly userEvent: string;
  readonly channel: string;
  readonly callerNumber: string;
  readonly exten: string;
  readonly context: string;
  readonly app: string;
  readonly data: string;
  readonly peers: readonly string[];
  readonly extra: Extra;
}

/** What of the `extra` column is used. */
export interface Extra {
  readonly cause: number;
  /** How a park ended. */
  readonly reason: string;
  readonly retriever: string;
  readonly pickedUpBy: string;
  readonly forward: string;
  /** Where a blind transfer leads. */
  readonly extension: string;
  readonly digit: string;
  readonly bridge: string;
  /** Of a message in a mailbox: which one. */
  readonly message: string;
  /** The file that is played. */
  readonly sound: string;
}

/** One row with its own number, which older tables do not have: 0. */
export interface NumberedCelRow {
  readonly row: CelRow;
  readonly id: number;
}

/** Rows of `cel`, each once, in order of time and then of their own number. */
export function settledCel(rows: readonly NumberedCelRow[]): readonly CelRow[] {
  return settled(
    rows,
    ({ row, id }) => `${id} ${JSON.stringify(row)}`,
    ({ row, id }) => `${ranked(row.at)} ${ranked(id)}`,
  )
    .map(({ row }) => row);
}

/** Reads one row of `cel`. */
export function readCelRow(fields: Fields, timeZone: string): NumberedCelRow {
  const uniqueid = fields.must("uniqueid");
  const row = {
    tenant: fields.text("tenant") || "t1",
    linkedid: fields.text("linkedid") || uniqueid,
    uniqueid,
    at: fields.instant("eventtime", timeZone),
    event: fields.must("eventtype"),
    userEvent: fields.text("userdeftype"),
    channel: fields.text("channame"),
    callerNumber: fields.text("cid_num"),
    exten: fields.text("exten"),
    context: fields.text("context"),
    app: fields.text("appname"),
    data: fields.text("appdata"),
    peers: fields.text("peer").split(",").filter((peer) => peer !== ""),
    extra: readExtra(fields.object("extra")),
  };
  return { row, id: fields.number("id") };
}

function readExtra(extra: Fields): Extra {
  return {
    cause: extra.number("hangupcause"),
    reason: extra.text("reason"),
    retriever: extra.text("retriever"),
    pickedUpBy: extra.text("pickup_channel"),
    forward: extra.text("forward"),
    extension: extra.text("extension"),
    digit: extra.text("digit"),
    bridge: extra.text("bridge_technology"),
    message: extra.text("message"),
    sound: extra.text("sound"),
  };
}
