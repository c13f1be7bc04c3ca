/**
 * Calls as a FusionPBX would have written them. Nobody has given us rows of a real one: the legs are derived from calls that
 * are known otherwise, by the columns of its `app/xml_cdr` and what FreeSWITCH tells of each leg.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Call } from "../../features/missed/mod.ts";

/** One row of `v_xml_cdr`. */
export type Leg = Readonly<Record<string, string | number | boolean>>;

/** `v_xml_cdr`, `v_domains`, and who may read both. */
export const XML_CDR_TABLES = `
  CREATE TABLE v_domains (domain_uuid uuid PRIMARY KEY, domain_name text);
  CREATE TABLE v_xml_cdr (
    xml_cdr_uuid uuid PRIMARY KEY, domain_uuid uuid, originating_leg_uuid uuid, direction text, caller_id_number text,
    caller_destination text, destination_number text, start_epoch numeric, start_stamp timestamptz,
    answer_epoch numeric, end_epoch numeric, billsec numeric, bridge_uuid uuid, last_app text, hangup_cause text,
    cc_side text, cc_queue text, cc_queue_joined_epoch numeric, cc_queue_answered_epoch numeric, cc_agent text,
    ring_group_uuid uuid, ivr_menu_uuid uuid, conference_uuid uuid, voicemail_message boolean, json jsonb
  );
`;

/** A name that is the same for the same thing, as a uuid. */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The caller's leg and one for each phone that was called; none of a call that goes on: legs are written when they end. */
export function legsOf(call: Call, tenant: string): readonly Leg[] {
  if (!call.isFinished) return [];
  const own = uuidOf(`${tenant} ${call.id}`);
  const [answer] = call.answers;
  const parties = [...call.offers, ...call.answers.map((each) => ({ ...each, rang: true }))]
    .filter(({ party }, at, all) => all.findIndex((other) => other.party.number === party.number) === at);
  const legs = parties.map(({ party: { number }, at, rang }): Leg => {
    const answered = call.answers.find(({ party }) => party.number === number);
    const until = answered === undefined && answer !== undefined ? answer.at : call.endedAt;
    return {
      xml_cdr_uuid: uuidOf(`${own} ${number}`),
      originating_leg_uuid: own,
      direction: call.direction === "outbound" ? "outbound" : "local",
      destination_number: number.replace(/^raw:/, ""),
      start_epoch: epoch(Math.min(at, call.endedAt - 1_000)),
      end_epoch: epoch(rang ? until : at),
      ...answered === undefined
        ? { hangup_cause: !rang ? "USER_BUSY" : answer === undefined ? "NO_ANSWER" : "LOSE_RACE" }
        : { hangup_cause: "NORMAL_CLEARING", answer_epoch: epoch(answered.at) },
    };
  });
  return [callerLeg(call, own), ...legs];
}

function callerLeg(call: Call, own: string): Leg {
  const { direction, outsider, did, from, startedAt, endedAt, clues, steps, waits = [], destinations } = call;
  const [answer] = call.answers;
  const wait = waits.at(-1);
  const queue = wait?.queue ?? steps.find(({ kind }) => kind === "queue")?.kind;
  const isTaken = direction !== "outbound" && answer !== undefined && wait?.end === "answered";
  const outside = outsider.replace(/^raw:/, "");
  return {
    xml_cdr_uuid: own,
    direction: direction === "internal" ? "local" : direction,
    ...direction === "outbound"
      ? { caller_id_number: from ?? "", destination_number: outside }
      : { caller_id_number: outside, caller_destination: did, destination_number: destinations.at(-1) ?? "" },
    start_epoch: epoch(startedAt),
    end_epoch: epoch(endedAt),
    hangup_cause: causeOf(call),
    // Whatever is played to a caller answers him.
    ...clues.has("announcement") ? { answer_epoch: epoch(startedAt) } : {},
    ...answer === undefined ? {} : {
      answer_epoch: epoch(answer.at),
      billsec: Math.max(1, epoch(endedAt - answer.at)),
      bridge_uuid: uuidOf(`${own} ${answer.party.number}`),
    },
    ...clues.has("queued") || clues.has("blocked") ? { cc_side: "member", cc_queue: `${queue ?? "800"}@pbx` } : {},
    // A queue answers whoever waits in it before anybody takes him.
    ...clues.has("queued") ? { cc_queue_joined_epoch: epoch(wait?.joinedAt ?? startedAt) } : {},
    ...isTaken ? { cc_queue_answered_epoch: epoch(wait.leftAt), cc_agent: `${answer.party.number}@pbx` } : {},
    ...clues.has("menu") ? { ivr_menu_uuid: uuidOf("menu") } : {},
    ...clues.has("conference") ? { conference_uuid: uuidOf("conference") } : {},
    ...clues.has("fax") ? { last_app: "rxfax" } : {},
    ...clues.has("message") ? { last_app: "voicemail", voicemail_message: true } : {},
  };
}

function causeOf({ clues, answers }: Call): string {
  if (answers.length > 0) return "NORMAL_CLEARING";
  if (clues.has("busy")) return "USER_BUSY";
  return clues.has("failed") ? "NO_ROUTE_DESTINATION" : "ORIGINATOR_CANCEL";
}

function epoch(ms: number): number {
  return Math.floor(ms / 1_000);
}
