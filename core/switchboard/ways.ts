import { formatFlow } from "../base/mod.ts";
import { type Caller, type Exchange, type Leg, lose, type Outside, userOf, type Way } from "../call/mod.ts";
import type { Trunk } from "../directory/mod.ts";
import { writtenAs } from "../routing/mod.ts";
import { hostOf, routeThrough, type Trunks, type TrunkWay } from "../trunk/mod.ts";
import { passedField } from "./passed.ts";
import { type Office, presented } from "./presented.ts";

/** A number outside that somebody is to be called at. */
export interface OutsideCall {
  /** In E.164 where it is a number of the world; an emergency number as it is. */
  readonly number: string;
  readonly caller: Caller;
  /** Through which, in the order in which they are tried; for help all of them. */
  readonly trunks: Iterable<string>;
  readonly isEmergency: boolean;
  /** Through which boxes it has come: `CallFile.passed`. */
  readonly passed?: readonly string[] | undefined;
}

interface World {
  readonly exchange: Exchange;
  readonly trunks: Trunks;
}

/**
 * The first way to a number outside, and what comes after it; undefined when every trunk is full, has fallen silent, or
 * there is none. A silent one is asked, so that the next call finds it if it is back; help is sought there all the same.
 */
export function waysTo(world: World, call: OutsideCall): Outside | undefined {
  const { exchange, trunks } = world;
  const names = [...call.trunks];
  for (const name of names) if (trunks.isDead(name)) exchange.providers.probe(name, 0);
  const waiting = trunks.waysThrough(names.filter((name) => call.isEmergency || !trunks.isDead(name)))
    .filter(({ trunk }) => !isBackToSite(world, call, trunk));
  // A trunk may count the call that we just dropped for a moment longer, and help is worth a second try.
  if (call.isEmergency) waiting.push(...waiting);
  const next = (from: Way | undefined): Way | undefined => {
    const taken = call.isEmergency ? takeForHelp(world, waiting, from) : takeAny(world, waiting, from);
    const { office, extensions } = exchange.directory;
    return taken && wayAlong(taken, call, { country: taken.trunk.country ?? office.country, extensions });
  };
  const way = next(undefined);
  const hasOther = (than: Way): boolean =>
    waiting.some(({ trunk, flow }) => trunk.name !== than.trunk || formatFlow(flow) !== formatFlow(than.flow));
  return way && { way, next, hasOther, isForHelp: call.isEmergency };
}

/** An office that seeks help through ours has none of its own: it is not sent there, nor to a third one. */
function isBackToSite({ exchange }: World, { isEmergency, caller }: OutsideCall, trunk: Trunk): boolean {
  const from = caller.party.trunk === undefined ? undefined : exchange.directory.trunks.get(caller.party.trunk);
  return isEmergency && trunk.kind === "site" && from?.kind === "site";
}

/** What has turned down since the call began comes last. */
function takeAny(world: World, waiting: TrunkWay[], from: Way | undefined): TrunkWay | undefined {
  return takeFree(world, waiting, from, true) ?? takeFree(world, waiting, from);
}

/** The next trunk with a channel left. A call that leaves a trunk for another of its addresses makes room for itself. */
function takeFree(
  { exchange, trunks }: World,
  waiting: TrunkWay[],
  from: Way | undefined,
  isUpOnly = false,
): TrunkWay | undefined {
  const at = waiting.findIndex(({ trunk: { name, channels } }) => {
    const calls = exchange.legs.ofTrunk(name).length - (from?.trunk === name ? 1 : 0);
    return calls < channels && (!isUpOnly || trunks.isUp(name));
  });
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

/** A trunk that works, even if a call must go for it, comes before one that may not. */
function takeForHelp(world: World, waiting: TrunkWay[], from: Way | undefined): TrunkWay | undefined {
  return takeFree(world, waiting, from, true) ?? takeFrom(world, waiting, true) ??
    takeFree(world, waiting, from) ?? takeFrom(world, waiting, false);
}

/** For help the youngest ordinary call gives its channel, the one that has cost its callers the least. */
function takeFrom({ exchange, trunks }: World, waiting: TrunkWay[], isUpOnly: boolean): TrunkWay | undefined {
  for (const [at, way] of waiting.entries()) {
    const victim = exchange.legs.ofTrunk(way.trunk.name).findLast((leg) => !isForHelp(exchange, leg));
    if (victim === undefined || (isUpOnly && !trunks.isUp(way.trunk.name))) continue;
    const facts = { call: victim.call, trunk: way.trunk.name };
    exchange.log("warn", "Dropped a call to make room for an emergency call", facts);
    lose(exchange, victim.session, "pre-empted");
    waiting.splice(at, 1);
    return way;
  }
  return undefined;
}

function isForHelp({ legs }: Exchange, { call }: Leg): boolean {
  return legs.ofCall(call).some(({ session }) => session.outside?.isForHelp === true);
}

function wayAlong({ trunk, flow }: TrunkWay, call: OutsideCall, { country, extensions }: Office): Way {
  const { number, caller, isEmergency, passed = [] } = call;
  const written = userOf(writtenAs(number, trunk.format, country));
  // RFC 3261 §19.1.6: the user part is a telephone number.
  const uri = `sip:${written}@${hostOf(trunk)}${written.startsWith("+") ? ";user=phone" : ""}`;
  // Whoever calls for help is to be called back, whatever he wishes to show otherwise.
  const shown = isEmergency ? { ...caller, hidden: false } : caller;
  const { from, identity } = presented(trunk, shown, { country, extensions });
  const way = { trunk: trunk.name, flow, uri, route: routeThrough(trunk), from };
  return { ...way, identity: trunk.kind === "site" ? [...identity, ...passedField(passed)] : identity };
}
