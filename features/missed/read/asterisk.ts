import { callerKey } from "../../../core/routing/mod.ts";
import type { Call } from "../call.ts";
import { labelOf } from "../verdict.ts";
import { answersOf, answersOutside } from "./answers.ts";
import { type AsteriskRows, type Bundle, bundle, type ReadRows, readRows } from "./bundle.ts";
import { agentOffersOf } from "./agents.ts";
import { endpointOf, isLocal, isTrunk, type Scope, trunkOf } from "./channel.ts";
import { cluesOf, faxAt } from "./clues.ts";
import { offersOf } from "./offers.ts";
import { stepsOf } from "./route.ts";
import { talkedMs, waitsOf } from "./waits.ts";

/** How a caller leaves a queue that did not serve him. */
const EXITS = [
  "ABANDON",
  "EXITWITHTIMEOUT",
  "EXITEMPTY",
  "EXITWITHKEY",
  "WITHDRAW",
  "SYSCOMPAT",
  "FULL",
  "JOINEMPTY",
  "JOINUNAVAIL",
];
const SERVED = ["COMPLETECALLER", "COMPLETEAGENT"];

/**
 * Calls out of Asterisk's rows: CDR, CEL and queue_log, as many of the three as there are.
 *
 * @param where names the rows in faults: `scenario "x": rows`
 */
export function readAsterisk(rows: AsteriskRows, scope: Scope, where = "rows"): readonly Call[] {
  return callsIn(readRows(rows, where, scope.policy.timeZone), scope, { asides: rows.asides, where });
}

/** Calls out of rows that were read before. */
export function callsIn(
  rows: ReadRows,
  scope: Scope,
  { asides, where = "rows" }: { readonly asides?: AsteriskRows["asides"]; readonly where?: string } = {},
): readonly Call[] {
  const { timeZone } = scope.policy;
  return bundle(rows, asides, { where, timeZone }).map((bundle) => understand(bundle, scope));
}

function understand(bundle: Bundle, scope: Scope): Call {
  const direction = directionOf(bundle, scope);
  const isFinished = isOver(bundle);
  const talked = talkedMs(bundle);
  const told = talked === undefined ? {} : { talkedMs: talked };
  const trunk = trunkFor(bundle, scope, direction);
  const agentOffers = agentOffersOf(bundle, scope);
  const common = {
    ...told,
    ...trunk === undefined ? {} : { trunk },
    ...agentOffers.length === 0 ? {} : { agentOffers },
    ...{ tenant: bundle.tenant, id: bundle.id, direction, isFinished, ...spanOf(bundle) },
  };
  if (direction !== "inbound") return { ...common, ...NOTHING, ...outwards(bundle, scope, direction) };
  const offers = offersOf(bundle, scope, isFinished);
  const fax = faxAt(bundle) ?? Infinity;
  const answers = answersOf(bundle, scope).filter(({ at }) => at < fax);
  const steps = stepsOf(bundle, scope.office, isFinished);
  return {
    ...common,
    outsider: callerKey(callerOf(bundle), { country: scope.policy.country }),
    did: didOf(bundle, scope) ?? labelOf(steps) ?? "",
    from: undefined,
    offers,
    answers,
    steps,
    destinations: bundle.own.map(({ dst }) => dst),
    queueExits: bundle.queue.filter(({ event }) => EXITS.includes(event)).map(({ event }) => event),
    clues: cluesOf(bundle, scope, { offers, answers }),
    waits: waitsOf(bundle),
  };
}

const NOTHING = { offers: [], steps: [], destinations: [], queueExits: [], clues: new Set<never>() };

/** A caller nobody has told us the channel of is in a queue, or a leg of his came first: both come from outside. */
function directionOf(bundle: Bundle, { office }: Scope): Call["direction"] {
  const caller = channelOf(bundle);
  if (caller === undefined || isTrunk(caller, office)) return "inbound";
  const channels = [
    ...bundle.cdr.flatMap((row) => [row.channel, row.partner]),
    ...bundle.cel.map((row) => row.channel),
  ];
  return channels.some((channel) => isTrunk(channel, office)) ? "outbound" : "internal";
}

/** By which it came; of those by which it went out the one that was answered, else the first. */
function trunkFor(bundle: Bundle, { office }: Scope, direction: Call["direction"]): string | undefined {
  if (direction === "internal") return undefined;
  if (direction === "inbound") return trunkOf(channelOf(bundle) ?? "", office);
  const legs = bundle.cdr.filter(({ partner }) => isTrunk(partner, office));
  const leg = legs.find(({ disposition }) => disposition === "ANSWERED") ?? legs[0];
  const seen = bundle.cel.find(({ channel }) => isTrunk(channel, office));
  return trunkOf(leg?.partner ?? seen?.channel ?? "", office);
}

function channelOf({ own, cel, id }: Bundle): string | undefined {
  const told = [...own, ...cel.filter(({ uniqueid }) => uniqueid === id)].map(({ channel }) => channel);
  return told.find((channel) => channel !== "");
}

/** Legs are written down when they end, also while the caller still waits: only his own end is the call's. */
function isOver({ own, cel, cdr, queue, id }: Bundle): boolean {
  const his = cel.filter(({ uniqueid }) => uniqueid === id).map(({ event }) => event);
  const isGone = his.includes("CHAN_END") || his.includes("HANGUP");
  // An id also ends when its call merges into an older one, in which its caller lives on.
  const isMerged = his.includes("CHAN_START") && !isGone && own.length === 0;
  if (cel.some(({ event }) => event === "LINKEDID_END")) return !isMerged;
  if (cel.length > 0) return own.length > 0 && his.includes("CHAN_END");
  if (cdr.length > 0) return own.length > 0;
  return queue.some(({ event }) => event === "ABANDON" || SERVED.includes(event));
}

function spanOf({ own, cdr, cel, queue, id }: Bundle): { startedAt: number; endedAt: number } {
  const seen = cel.filter(({ uniqueid }) => uniqueid === id);
  const all = [...cdr.map(({ at, durationMs }) => at + durationMs), ...cel.map(({ at }) => at)];
  const startedAt = own[0]?.at ?? seen[0]?.at ?? cdr[0]?.at ?? cel[0]?.at ?? queue[0]?.at ?? 0;
  return { startedAt, endedAt: Math.max(startedAt, ...(all.length > 0 ? all : queue.map(({ at }) => at))) };
}

/** As he came: the dialplan may have changed the number since. */
function callerOf({ own, cel, queue, id }: Bundle): string {
  const born = cel.find(({ event, uniqueid }) => event === "CHAN_START" && uniqueid === id)?.callerNumber;
  const seen = cel.find(({ uniqueid, callerNumber }) => uniqueid === id && callerNumber !== "")?.callerNumber;
  const waited = queue.find(({ event }) => event === "ENTERQUEUE")?.data[1];
  return born || own[0]?.src || seen || waited || "";
}

function didOf({ own, cel, queue, id }: Bundle, { policy: { country } }: Scope): string | undefined {
  const row = own.find(({ did }) => did !== "")?.did;
  const born = cel.find(({ event, uniqueid }) => event === "CHAN_START" && uniqueid === id)?.exten;
  const told = queue.find(({ event }) => event === "DID")?.data[0];
  const number = row || (born === "s" ? "" : born) || told || "";
  return number === "" ? undefined : callerKey(number, { country }).replace(/^raw:/, "");
}

/** A call of ours: who was called, by whom, and when he answered. Of an internal one nothing is told. */
function outwards(
  bundle: Bundle,
  scope: Scope,
  direction: Call["direction"],
): Pick<Call, "outsider" | "did" | "from" | "answers"> {
  if (direction === "internal") return { outsider: "", did: "", from: undefined, answers: [] };
  const { office, policy: { country, outboundPrefixes } } = scope;
  const leg = bundle.cdr.find(({ partner }) => isTrunk(partner, office));
  const born = bundle.cel.find(({ event, uniqueid }) => event === "CHAN_START" && uniqueid === bundle.id);
  const channels = [leg?.channel, channelOf(bundle), ...bundle.cdr.map(({ partner }) => partner)];
  // Click-to-call rings the agent first: his phone is a leg of a Local channel.
  const phone = channels.find((channel) =>
    channel !== undefined && channel !== "" && !isLocal(channel) && !isTrunk(channel, office)
  );
  return {
    outsider: callerKey(leg?.dst ?? born?.exten ?? "", { country, prefixes: outboundPrefixes }),
    did: "",
    from: phone === undefined ? undefined : endpointOf(phone),
    answers: answersOutside(bundle, scope),
  };
}
