import { type Chance, type Flow, formatAddress, type Instant } from "../base/mod.ts";
import type { Trunk } from "../directory/mod.ts";
import { parseUri, type SipRequest, type SipResponse } from "../sip/mod.ts";
import type { Errand, TrunkState, TrunkTrouble } from "./errand.ts";
import { TrunkKeeper } from "./keeper.ts";

/** One trunk, as people see it. */
export interface TrunkStanding {
  readonly name: string;
  readonly kind: Trunk["kind"];
  readonly state: TrunkState;
  readonly since: Instant;
  /** Why it is down; empty while it is not. */
  readonly why: TrunkTrouble | "";
  /** Where it is: `192.0.2.7:5060`. */
  readonly address: string;
}

/** A way through a trunk: one of its addresses. */
export interface TrunkWay {
  readonly trunk: Trunk;
  readonly flow: Flow;
}

/** The best first. */
const RANK: Readonly<Record<TrunkState, number>> = { up: 0, starting: 1, down: 2 };

/**
 * Every trunk of the office, each kept up by its keeper. What is due is taken out by {@link Trunks.take}, carried out by
 * whoever asked, and what came of it told back.
 */
export class Trunks {
  readonly #chance: Chance;
  readonly #contactFor: (flow: Flow, user: string) => string;
  readonly #keepers = new Map<string, TrunkKeeper>();
  /** Who waits for which transaction. */
  readonly #asked = new Map<string, TrunkKeeper>();
  #farewells: Errand[] = [];

  /** @param contactFor our Contact towards a peer, under a user name */
  constructor(world: { readonly chance: Chance; readonly contactFor: (flow: Flow, user: string) => string }) {
    this.#chance = world.chance;
    this.#contactFor = world.contactFor;
  }

  get sizes(): { readonly trunks: number; readonly up: number; readonly underWay: number } {
    const all = [...this.#keepers.values()];
    return { trunks: all.length, up: all.filter(({ state }) => state === "up").length, underWay: this.#asked.size };
  }

  /** The office has changed: a trunk that is reached as before goes on, any other begins anew. */
  configure(trunks: ReadonlyMap<string, Trunk>, now: Instant): void {
    for (const [name, keeper] of this.#keepers) {
      const wanted = trunks.get(name);
      if (wanted !== undefined && isReachedAlike(wanted, keeper.trunk)) {
        keeper.trunk = wanted;
        continue;
      }
      const farewell = keeper.farewell(this.#contactFor);
      if (farewell !== undefined) this.#farewells.push(farewell);
      this.#keepers.delete(name);
      for (const [key, each] of this.#asked) if (each === keeper) this.#asked.delete(key);
    }
    for (const [name, trunk] of trunks) {
      if (!this.#keepers.has(name)) this.#keepers.set(name, new TrunkKeeper(trunk, this.#chance, now));
    }
  }

  /** When {@link take} is next wanted. */
  next(now: Instant): Instant | undefined {
    if (this.#farewells.length > 0) return now;
    let earliest: Instant | undefined;
    for (const { next } of this.#keepers.values()) if (earliest === undefined || next < earliest) earliest = next;
    return earliest;
  }

  /** One thing that is due now. */
  take(now: Instant): Errand | undefined {
    const farewell = this.#farewells.shift();
    if (farewell !== undefined) return farewell;
    for (const keeper of this.#keepers.values()) {
      const errand = keeper.next <= now ? keeper.take(now, this.#contactFor) : undefined;
      if (errand !== undefined) return errand;
    }
    return undefined;
  }

  /** What was to be asked is under way as this transaction. */
  sent({ trunk, request }: Extract<Errand, { type: "ask" }>, key: string): void {
    const keeper = this.#keepers.get(trunk);
    if (keeper === undefined) return;
    this.#asked.set(key, keeper);
    keeper.sent(key, request);
  }

  /** Whether the answer was for one of the trunks. */
  answered(key: string, response: SipResponse, now: Instant): boolean {
    const keeper = this.#asked.get(key);
    if (keeper === undefined) return false;
    if (response.status >= 200) this.#asked.delete(key);
    keeper.answered(key, response, now);
    return true;
  }

  unanswered(key: string, why: "timeout" | "unreachable", now: Instant): boolean {
    const keeper = this.#asked.get(key);
    if (keeper === undefined) return false;
    this.#asked.delete(key);
    keeper.unanswered(key, why, now);
    return true;
  }

  resolved(trunk: string, flows: readonly Flow[], now: Instant): void {
    this.#keepers.get(trunk)?.resolved(flows, now);
  }

  /** The box's own addresses have changed: every trunk is to know. */
  addressesChanged(now: Instant): void {
    for (const keeper of this.#keepers.values()) keeper.look(now);
  }

  /** A connection is gone; a registrar that had one could not call us any more. */
  flowClosed(flow: Flow, now: Instant): void {
    for (const keeper of this.#keepers.values()) {
      if (
        keeper.ways.some(({ transport, remote }) => transport === flow.transport && isSameAddress(remote, flow.remote))
      ) {
        keeper.look(now, 1_000 + this.#chance.below(4_000));
      }
    }
  }

  /** A call found nobody there. */
  doubt(trunk: string, flow: Flow, now: Instant): void {
    this.#keepers.get(trunk)?.doubt(flow, now);
  }

  /**
   * A call waits for what it says: whether it is there is asked now, unless it said so within the last `withinMs`.
   *
   * @returns whether silence would be news: false for one that has never answered such a question
   */
  probe(trunk: string, withinMs: number, now: Instant): boolean {
    return this.#keepers.get(trunk)?.probe(now, withinMs) ?? false;
  }

  /** The ways that were found to be dead since this was last asked: what is under way there is to go another. */
  takeLost(): readonly { readonly trunk: string; readonly flow: Flow }[] {
    return [...this.#keepers].flatMap(([trunk, keeper]) => keeper.takeLost().map((flow) => ({ trunk, flow })));
  }

  /** Whether the trunk works, as far as is known. */
  isUp(trunk: string): boolean {
    return this.#keepers.get(trunk)?.state === "up";
  }

  /** Whether it has fallen silent, so that a call there would wait in vain. */
  isDead(trunk: string): boolean {
    return this.#keepers.get(trunk)?.isDead === true;
  }

  /**
   * Whose request it is: by the address that it came from, and where several trunks share one, by the Contact that it was sent
   * to (the trunk's name). Undefined for everybody else.
   */
  senderOf(request: SipRequest, flow: Flow): Trunk | undefined {
    const { ip } = flow.remote;
    const here = [...this.#keepers.values()].filter(({ trunk, ways }) =>
      trunk.sources.includes(ip) || ways.some(({ remote }) => remote.ip === ip)
    );
    const uri = here.length > 1 ? parseUri(request.uri) : undefined;
    const named = uri?.ok === true ? here.find(({ trunk }) => trunk.name === uri.value.user) : undefined;
    return (named ?? here[0])?.trunk;
  }

  /** It called us: if it was thought to be down, it is not. */
  heard({ name }: Trunk, now: Instant): void {
    const keeper = this.#keepers.get(name);
    if (keeper?.state === "down") keeper.look(now);
  }

  /** The ways through these trunks in the order in which a call tries them: what is down comes last. */
  waysThrough(names: Iterable<string>): readonly TrunkWay[] {
    const keepers = [...names].flatMap((name) => this.#keepers.get(name) ?? []);
    return keepers.toSorted((a, b) => RANK[a.state] - RANK[b.state])
      .flatMap(({ trunk, ways }) => ways.map((flow) => ({ trunk, flow })));
  }

  /** With credentials, where the trunk has asked for them before. */
  sign(trunk: string, request: SipRequest): SipRequest {
    return this.#keepers.get(trunk)?.sign(request) ?? request;
  }

  /** Learns from a 401 or 407; false when it cannot be answered. */
  learn(trunk: string, response: SipResponse): boolean {
    return this.#keepers.get(trunk)?.learn(response) ?? false;
  }

  standings(): readonly TrunkStanding[] {
    return [...this.#keepers.values()].map(({ trunk, state, since, why, flow }) => ({
      name: trunk.name,
      kind: trunk.kind,
      state,
      since,
      why,
      address: flow === undefined ? trunk.host : formatAddress(flow.remote),
    }));
  }
}

function isReachedAlike(one: Trunk, other: Trunk): boolean {
  return (["kind", "host", "port", "transport", "user", "secret"] as const).every((key) => one[key] === other[key]) &&
    one.proxy?.host === other.proxy?.host && one.proxy?.port === other.proxy?.port;
}

function isSameAddress(one: Flow["remote"], other: Flow["remote"]): boolean {
  return one.ip === other.ip && one.port === other.port;
}
