/**
 * For tests: a little Asterisk that writes rows. A call is told as the catalogue tells it, one caller-level row each:
 *
 *     "0 Dial→101 NO ANSWER 20/0 @600"      seconds from the start, application→party B, disposition, duration/billsec, dst
 *     "20 VoiceMail→– ANSWERED 30/30 @vmu101"   nobody on the other side
 *     "15 ↳Dial→trunk ANSWERED 30/20 @0722000111"   the other half of the Local channel before it
 *
 * @module
 */
import type { Row } from "./read/field.ts";

export interface Told {
  /** `09:00:00` on 2 March 2026 UTC, or a whole time. */
  readonly at: string;
  readonly by?: string;
  readonly did?: string;
  readonly rows?: readonly string[];
  /** `35 101 CONNECT 33|x.1|8`: seconds, agent or `-`, event, data. */
  readonly queue?: readonly string[];
  readonly queueName?: string;
  /** `8 PICKUP PJSIP/105 {...}`: what CEL tells beside the channels' lives. */
  readonly events?: readonly (readonly [number, Row])[];
  readonly channel?: string;
  readonly tenant?: string;
  readonly cel?: boolean;
  /** Still going on: CEL does not end it. */
  readonly open?: boolean;
}

export interface StageRows {
  readonly cdr: Row[];
  readonly cel: Row[];
  readonly queue_log: Row[];
}

const TOLD = /^(\d+) (↳?)(\w+)→(\S+) (ANSWERED|NO ANSWER|CANCEL|BUSY|FAILED) (\d+)\/(\d+) @([^\s:]*)(?::(\S+))?$/;

/** Writes down what happened, as CDR, CEL and queue_log would have it. */
export function write(calls: readonly Told[]): StageRows {
  const rows: StageRows = { cdr: [], cel: [], queue_log: [] };
  let sequence = 0;
  const hex = () => (++sequence).toString(16).padStart(8, "0");
  for (const [index, told] of calls.entries()) {
    const start = Date.parse(told.at.includes("T") ? told.at : `2026-03-02T${told.at}Z`);
    const id = `${start / 1_000}.${index * 100 + 1}`;
    const tenant = told.tenant === undefined ? {} : { tenant: told.tenant };
    const channel = told.channel ?? `PJSIP/trunk-${hex()}`;
    const time = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
    const by = told.by ?? "0745123456";
    const did = told.did ?? "0376443311";
    const cel = (seconds: number, row: Row) => {
      if (told.cel === false) return;
      rows.cel.push({ ...tenant, linkedid: id, uniqueid: id, eventtime: time(seconds), channame: channel, ...row });
    };
    cel(0, { eventtype: "CHAN_START", cid_num: by, exten: told.rows?.length === 0 ? "s" : did });
    let [local, end] = ["", 0];
    for (const [position, text] of (told.rows ?? []).entries()) {
      const [
        ,
        from = "",
        inner,
        app = "",
        partner = "",
        disposition = "",
        duration = "",
        bill = "",
        dst = "",
        context = "",
      ] = TOLD.exec(text) ?? [];
      if (from === "") throw new Error(`Cannot tell "${text}"`);
      const [at, forS, uniqueid] = [Number(from), Number(duration), `${start / 1_000}.${index * 100 + position + 2}`];
      const isLocal = partner.startsWith("Local/");
      const other = partner === "–"
        ? ""
        : isLocal
        ? `${partner}@from-internal-${hex()};1`
        : `PJSIP/${partner}-${hex()}`;
      rows.cdr.push({
        ...tenant,
        calldate: time(at),
        src: by,
        dst,
        dcontext: context || (/^[0-9]+$/.test(dst) ? "ext-local" : "app"),
        channel: inner === "" ? channel : local.replace(/;1$/, ";2"),
        dstchannel: other,
        lastapp: app,
        lastdata: app === "Queue" ? `${dst},t,,,300` : other,
        duration: forS,
        billsec: Number(bill),
        disposition,
        uniqueid: inner === "" ? id : uniqueid,
        linkedid: id,
        sequence: ++sequence,
        did: inner === "" ? did : "",
      });
      if (isLocal) local = other;
      if (other !== "" && !isLocal) {
        const leg = { uniqueid, channame: other, cid_num: "" };
        const begin = disposition === "ANSWERED" && app !== "Dial" ? at + forS - Number(bill) : at;
        cel(begin, { ...leg, eventtype: "CHAN_START", exten: "s" });
        cel(at + forS, { ...leg, eventtype: "CHAN_END" });
      }
      end = Math.max(end, at + forS);
    }
    for (const line of told.queue ?? []) {
      const [, seconds = "", agent = "", event = "", data = ""] = /^(\d+) (\S+) (\w+) ?(.*)$/.exec(line) ?? [];
      const who = agent === "-" ? "NONE" : agent.replaceAll("_", " ");
      const epoch = start / 1_000 + Number(seconds);
      rows.queue_log.push({ ...tenant, line: `${epoch}|${id}|${told.queueName ?? "800"}|${who}|${event}|${data}` });
      end = Math.max(end, Number(seconds));
    }
    for (const [seconds, row] of told.events ?? []) cel(seconds, row);
    if (told.open === true) continue;
    cel(end, { eventtype: "CHAN_END", cid_num: by });
    cel(end, { eventtype: "LINKEDID_END", cid_num: by });
  }
  return rows;
}
