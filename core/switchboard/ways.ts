import { formatHost } from "../base/mod.ts";
import { type Caller, type Exchange, type Leg, lose, type Outside, userOf, type Way } from "../call/mod.ts";
import type { Trunk } from "../directory/mod.ts";
import { writtenAs } from "../routing/mod.ts";
import type { Header } from "../sip/mod.ts";
import { hostOf, type Trunks, type TrunkWay } from "../trunk/mod.ts";

/** A number outside that somebody is to be called at. */
export interface OutsideCall {
  /** In E.164 where it is a number of the world; an emergency number as it is. */
  readonly number: string;
  readonly caller: Caller;
  /** Through which, in the order in which they are tried; for help all of them. */
  readonly trunks: Iterable<string>;
  readonly isEmergency: boolean;
}

interface World {
  readonly exchange: Exchange;
  readonly trunks: Trunks;
}

/** The first way to a number outside, and what comes after it; undefined when every trunk is full, or there is none. */
export function waysTo(world: World, call: OutsideCall): Outside | undefined {
  const waiting = [...world.trunks.waysThrough(call.trunks)];
  // A trunk may count the call that we just dropped for a moment longer, and help is worth a second try.
  if (call.isEmergency) waiting.push(...waiting);
  const next = (from: Way | undefined): Way | undefined => {
    const taken = call.isEmergency ? takeForHelp(world, waiting, from) : takeFree(world, waiting, from);
    return taken && wayAlong(taken, call, world.exchange.directory.office.country);
  };
  const way = next(undefined);
  return way && { way, next };
}

/** The next trunk with a channel left. A call that leaves a trunk for another of its addresses makes room for itself. */
function takeFree(
  { exchange }: World,
  waiting: TrunkWay[],
  from: Way | undefined,
  isUpOnly = false,
): TrunkWay | undefined {
  const at = waiting.findIndex(({ trunk: { name, channels }, isUp }) => {
    const calls = exchange.legs.ofTrunk(name).length - (from?.trunk === name ? 1 : 0);
    return calls < channels && (isUp || !isUpOnly);
  });
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

/** A trunk that works, even if a call must go for it, comes before one that may not. */
function takeForHelp(world: World, waiting: TrunkWay[], from: Way | undefined): TrunkWay | undefined {
  return takeFree(world, waiting, from, true) ?? takeFrom(world, waiting, true) ??
    takeFree(world, waiting, from) ?? takeFrom(world, waiting, false);
}

/** For help the youngest ordinary call gives its channel, the one that has cost its callers the least. */
function takeFrom({ exchange }: World, waiting: TrunkWay[], isUpOnly: boolean): TrunkWay | undefined {
  for (const [at, way] of waiting.entries()) {
    const victim = exchange.legs.ofTrunk(way.trunk.name).findLast((leg) => !isForHelp(exchange, leg));
    if (victim === undefined || (isUpOnly && !way.isUp)) continue;
    const facts = { call: victim.call, trunk: way.trunk.name };
    exchange.log("warn", "Dropped a call to make room for an emergency call", facts);
    lose(exchange, victim.session, "pre-empted");
    waiting.splice(at, 1);
    return way;
  }
  return undefined;
}

function isForHelp({ legs, directory }: Exchange, { call }: Leg): boolean {
  return legs.ofCall(call).some(({ session: { party } }) =>
    party.trunk !== undefined && directory.emergencyNumbers.has(party.number)
  );
}

function wayAlong({ trunk, flow }: TrunkWay, { number, caller }: OutsideCall, country: string): Way {
  const written = userOf(writtenAs(number, trunk.format, country));
  // RFC 3261 §19.1.6: the user part is a telephone number.
  const uri = `sip:${written}@${hostOf(trunk)}${written.startsWith("+") ? ";user=phone" : ""}`;
  return { trunk: trunk.name, flow, uri, ...presented(trunk, caller, country) };
}

/**
 * Who calls, where the provider reads it. Names stay in the house: outside a number is what counts. Whoever does not want
 * to be named is anonymous in From, and the provider, who must know whom to bill, is asked to keep it to itself (RFC 3325 §7).
 */
function presented(trunk: Trunk, { party, hidden }: Caller, country: string): Pick<Way, "from" | "identity"> {
  const domain = formatHost(trunk.host);
  const own = trunk.number ?? (party.trunk === undefined ? party.number : trunk.user ?? "anonymous");
  const number = userOf(writtenAs(own, trunk.format, country));
  const named = `<sip:${number}@${domain}>`;
  const account = `<sip:${trunk.user ?? number}@${domain}>`;
  const identity: Header[] = [];
  if (trunk.presents === "pai") identity.push({ name: "P-Asserted-Identity", value: named });
  if (trunk.presents === "rpid") {
    const privacy = hidden ? "full" : "off";
    identity.push({ name: "Remote-Party-ID", value: `${named};party=calling;screen=yes;privacy=${privacy}` });
  }
  if (hidden) identity.push({ name: "Privacy", value: "id" });
  const plain = trunk.presents === "from" ? named : account;
  return { from: hidden ? '"Anonymous" <sip:anonymous@anonymous.invalid>' : plain, identity };
}
