import { callerKey } from "../../../core/routing/mod.ts";
import type { Answer, Call, Clue, Offer, Party, Step } from "../call.ts";
import { labelOf } from "../verdict.ts";
import type { Scope } from "./channel.ts";
import { Fields } from "./field.ts";
import { ranked, settled } from "./settle.ts";

/** One row of FusionPBX's `v_xml_cdr`: one leg, as FreeSWITCH tells it when the leg ends. */
interface XmlCdr {
  readonly tenant: string;
  readonly uuid: string;
  readonly origin: string;
  readonly direction: string;
  readonly side: string;
  readonly caller: string;
  readonly callerDestination: string;
  readonly destination: string;
  readonly startedAt: number;
  readonly answeredAt: number;
  readonly endedAt: number;
  readonly billS: number;
  readonly bridge: string;
  readonly lastApp: string;
  readonly cause: string;
  readonly queue: string;
  readonly joinedAt: number;
  readonly servedAt: number;
  readonly agent: string;
  readonly group: string;
  readonly menu: string;
  readonly conference: string;
  readonly hasMessage: boolean;
}

/** FreeSWITCH's names of Q.850's causes for a call that never rang. */
const FAILURES = [
  "UNALLOCATED_NUMBER",
  "NO_ROUTE_DESTINATION",
  "USER_NOT_REGISTERED",
  "SUBSCRIBER_ABSENT",
  "CALL_REJECTED",
  "NETWORK_OUT_OF_ORDER",
  "NORMAL_TEMPORARY_FAILURE",
  "DESTINATION_OUT_OF_ORDER",
  "RECOVERY_ON_TIMER_EXPIRE",
  "GATEWAY_DOWN",
];
/** A leg that ended so has rung until its caller, its ringing time or a colleague ended it. */
const RANG_OUT = ["NO_ANSWER", "ORIGINATOR_CANCEL", "LOSE_RACE", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT"];

/** Calls out of rows of `v_xml_cdr`: the caller's own leg, and what it was offered to. Each row tells of a leg that is over. */
export function readFusionPbx(rows: readonly unknown[], scope: Scope, where = "rows"): readonly Call[] {
  const read = settled(
    rows.map((row, at) => readRow(new Fields(row, `${where}.v_xml_cdr[${at}]`), scope)),
    ({ tenant, uuid }) => `${tenant} ${uuid}`,
    ({ startedAt }) => ranked(startedAt),
  );
  const keyOf = (tenant: string, uuid: string) => `${tenant} ${uuid}`;
  const byOrigin = Map.groupBy(read, ({ tenant, origin }) => keyOf(tenant, origin));
  const byUuid = new Map(read.map((row) => [keyOf(row.tenant, row.uuid), row]));
  return read.filter(({ origin, side }) => origin === "" && side !== "agent").map((caller) => {
    const legs = byOrigin.get(keyOf(caller.tenant, caller.uuid)) ?? [];
    const met = byUuid.get(keyOf(caller.tenant, caller.bridge));
    const isNew = met !== undefined && met !== caller && !legs.includes(met);
    return understand(caller, isNew ? [...legs, met] : legs, scope);
  });
}

function readRow(fields: Fields, { policy: { timeZone } }: Scope): XmlCdr {
  const time = (epoch: string, stamp: string) =>
    fields.has(epoch) && fields.number(epoch) > 0
      ? fields.number(epoch) * 1_000
      : fields.has(stamp)
      ? fields.instant(stamp, timeZone)
      : 0;
  return {
    tenant: fields.text("tenant") || fields.text("domain_uuid") || "t1",
    uuid: fields.must("xml_cdr_uuid"),
    origin: fields.text("originating_leg_uuid"),
    direction: fields.text("direction"),
    side: fields.text("cc_side"),
    caller: fields.text("caller_id_number"),
    callerDestination: fields.text("caller_destination"),
    destination: fields.text("destination_number"),
    startedAt: time("start_epoch", "start_stamp") || fields.instant("start_stamp", timeZone),
    answeredAt: time("answer_epoch", "answer_stamp"),
    endedAt: time("end_epoch", "end_stamp"),
    billS: fields.number("billsec"),
    bridge: fields.text("bridge_uuid"),
    lastApp: fields.text("last_app"),
    cause: fields.text("hangup_cause"),
    queue: fields.text("cc_queue").replace(/@.*/, ""),
    joinedAt: time("cc_queue_joined_epoch", ""),
    servedAt: time("cc_queue_answered_epoch", ""),
    agent: fields.text("cc_agent").replace(/@.*/, ""),
    group: fields.text("ring_group_uuid"),
    menu: fields.text("ivr_menu_uuid"),
    conference: fields.text("conference_uuid"),
    hasMessage: fields.truth("voicemail_message"),
  };
}

function understand(row: XmlCdr, legs: readonly XmlCdr[], scope: Scope): Call {
  const { office, policy: { country, outboundPrefixes } } = scope;
  const direction = row.direction === "outbound" ? "outbound" : row.direction === "local" ? "internal" : "inbound";
  const party = (number: string): Party =>
    office.extensions.has(number) || /^\d{2,5}$/.test(number)
      ? { is: "extension", number }
      : { is: "outside", number: callerKey(number, { country, prefixes: outboundPrefixes }) };
  const common = {
    tenant: row.tenant,
    id: row.uuid,
    direction,
    startedAt: row.startedAt,
    endedAt: row.endedAt || row.startedAt,
    isFinished: row.endedAt > 0,
    queueExits: [],
  } as const;
  if (direction !== "inbound") {
    const isAnswered = direction === "outbound" && row.answeredAt > 0 && row.billS > 0;
    const outsider = direction === "outbound"
      ? callerKey(row.destination, { country, prefixes: outboundPrefixes })
      : "";
    const answers: readonly Answer[] = isAnswered
      ? [{ party: { is: "outside", number: outsider }, at: row.answeredAt }]
      : [];
    const from = direction === "outbound" ? row.caller : undefined;
    return { ...common, outsider, did: "", from, offers: [], answers, steps: [], destinations: [], clues: new Set() };
  }
  const steps = stepsOf(row, scope);
  const did = row.callerDestination || row.destination;
  return {
    ...common,
    outsider: callerKey(row.caller, { country }),
    did: did === "" ? labelOf(steps) ?? "" : callerKey(did, { country }).replace(/^raw:/, ""),
    from: undefined,
    offers: offersOf(legs, party, scope),
    answers: answersOf(row, legs, party),
    steps,
    destinations: [row.destination],
    clues: cluesOf(row),
  };
}

function offersOf(legs: readonly XmlCdr[], party: (number: string) => Party, { policy }: Scope): readonly Offer[] {
  return legs.map((leg) => {
    const forS = (leg.endedAt - leg.startedAt) / 1_000;
    const rang = leg.answeredAt > 0 || (RANG_OUT.includes(leg.cause) && forS >= Math.max(1, policy.minRingS)) ||
      (["USER_BUSY", "CALL_REJECTED"].includes(leg.cause) && forS >= policy.busyRangS);
    return { party: party(leg.agent || leg.destination), at: leg.startedAt, rang };
  });
}

/** A bridge is an answer; `billsec` is not: a queue, a menu and a voicemail answer the caller first. */
function answersOf(row: XmlCdr, legs: readonly XmlCdr[], party: (number: string) => Party): readonly Answer[] {
  if (row.queue !== "" && row.servedAt > 0) {
    const leg = legs.find(({ uuid }) => uuid === row.bridge);
    return [{ party: party(row.agent || leg?.destination || "?"), at: row.servedAt }];
  }
  if (row.bridge === "") return [];
  const met = legs.find(({ uuid }) => uuid === row.bridge);
  return [{
    party: party(met?.destination ?? row.destination),
    at: met?.answeredAt || row.answeredAt || row.startedAt,
  }];
}

function stepsOf(row: XmlCdr, { office }: Scope): readonly Step[] {
  const steps: Step[] = [];
  if (row.menu !== "") steps.push({ kind: "menu", name: office.menus[row.menu] ?? "IVR" });
  if (row.queue !== "") steps.push({ kind: "queue", name: office.queues[row.queue] ?? `Queue ${row.queue}` });
  if (row.group !== "") steps.push({ kind: "group", name: office.groups[row.group] ?? "Group" });
  else if (office.extensions.has(row.destination)) steps.push({ kind: "extension", name: row.destination });
  if (isVoicemail(row)) steps.push({ kind: "voicemail" });
  return steps;
}

const isVoicemail = ({ lastApp, destination }: XmlCdr): boolean => lastApp === "voicemail" || /^\*99/.test(destination);

function cluesOf(row: XmlCdr): ReadonlySet<Clue> {
  const tests: readonly (readonly [Clue, boolean])[] = [
    ["queued", row.joinedAt > 0],
    ["blocked", row.queue !== "" && row.joinedAt === 0],
    ["message", row.hasMessage],
    ["fax", row.lastApp === "rxfax"],
    ["conference", row.conference !== "" || row.lastApp === "conference"],
    ["menu", row.menu !== "" || row.lastApp === "ivr"],
    ["busy", row.cause === "USER_BUSY"],
    ["failed", FAILURES.includes(row.cause)],
    ["announcement", row.answeredAt > 0],
  ];
  return new Set(tests.filter(([, holds]) => holds).map(([clue]) => clue));
}
