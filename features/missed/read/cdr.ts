import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";

/** One row of Asterisk's `cdr` table, as FreePBX and VitalPBX keep it: one attempt of party A to reach party B. */
export interface CdrRow {
  readonly tenant: string;
  readonly linkedid: string;
  readonly uniqueid: string;
  readonly sequence: number;
  readonly at: number;
  readonly durationMs: number;
  readonly billMs: number;
  readonly disposition: string;
  readonly src: string;
  readonly dst: string;
  readonly context: string;
  readonly channel: string;
  /** Empty: nobody was on the other side, whatever the disposition says. */
  readonly partner: string;
  readonly app: string;
  readonly data: string;
  readonly did: string;
}

const DISPOSITIONS = ["ANSWERED", "NO ANSWER", "CANCEL", "BUSY", "FAILED", "CONGESTION"];

/** Rows of `cdr`, each once, in the order in which the calls were made. */
export function settledCdr(rows: readonly CdrRow[]): readonly CdrRow[] {
  return settled(
    rows,
    ({ tenant, linkedid, uniqueid, sequence, at, partner }) =>
      // Old installations number nothing; and the counter begins anew when Asterisk does.
      [tenant, linkedid, uniqueid, sequence, ...(sequence === 0 ? [at, partner] : [])].join(" "),
    ({ at, sequence }) => `${ranked(at)} ${ranked(sequence)}`,
  );
}

/** Reads one row of `cdr`. */
export function readCdrRow(fields: Fields, timeZone: string): CdrRow {
  const uniqueid = fields.must("uniqueid");
  // `[systemname-]epoch.sequence`: the epoch tells which of the two hours between 3 and 4 in October was meant.
  const epoch = /(\d{9,11})\.\d+$/.exec(uniqueid)?.[1];
  const at = fields.instant("calldate", timeZone, epoch === undefined ? undefined : Number(epoch) * 1_000);
  return {
    tenant: fields.text("tenant") || "t1",
    linkedid: fields.text("linkedid") || uniqueid,
    uniqueid,
    sequence: fields.number("sequence"),
    at,
    durationMs: fields.number("duration") * 1_000,
    billMs: fields.number("billsec") * 1_000,
    disposition: fields.word("disposition", DISPOSITIONS),
    src: fields.text("src"),
    dst: fields.text("dst"),
    context: fields.text("dcontext"),
    channel: fields.text("channel"),
    partner: fields.text("dstchannel"),
    app: fields.text("lastapp"),
    data: fields.text("lastdata"),
    did: fields.text("did"),
  };
}
