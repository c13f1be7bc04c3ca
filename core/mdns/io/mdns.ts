import type { Log } from "../../base/mod.ts";
import { goesBefore, hostName, isTaken, type MdnsRecord, type MdnsService, nextLabel, recordsOf } from "../mod.ts";
import { Ear } from "./ear.ts";

/** One network on which the box is to be found. */
export interface MdnsNetwork {
  /** The box's IPv4 address there: who speaks from there is known by it. */
  readonly address: string;
  /** All of its addresses there, IPv6 too. */
  readonly addresses: readonly string[];
  readonly isHere: (address: string) => boolean;
}

export interface MdnsWorld {
  readonly log: Log;
  /** The networks as they are now. */
  readonly networks: () => readonly MdnsNetwork[];
  /** Every wait by so much: 1, but for tests. */
  readonly pace?: number;
}

/** What is told, and who is told what came of it. */
export interface MdnsHouse {
  readonly services: () => readonly MdnsService[];
  /** The box is called so from now on: `kontor.local` */
  readonly onName: (name: string) => void;
}

/** RFC 6762 §8.1: three questions, a quarter of a second apart. */
const PROBES = 3;
const PROBE_EVERY_MS = 250;
/** §8.3 */
const ANNOUNCEMENTS = 2;
const ANNOUNCE_EVERY_MS = 1_000;
/** §8.2: who loses waits so long; it may have been ourselves, heard on another way. */
const LOST_REST_MS = 1_000;
/** §8.1: after many conflicts in a row the network is not well, or somebody plays with us. */
const MANY_CONFLICTS = 15;
const LONG_REST_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/** Tells the box's networks that it is `kontor.local`, or `kontor-2.local` where another one is already. Never stops the box. */
export class Mdns {
  readonly #world: MdnsWorld;
  #house: MdnsHouse = { services: () => [], onName: () => {} };
  readonly #ears = new Map<string, { readonly network: MdnsNetwork; readonly ear: Ear }>();
  readonly #failed = new Set<string>();
  readonly #stopping = new AbortController();
  #label: string | false;
  /** The name is ours: we tell it. */
  #isOurs = false;
  #isLost = false;
  #conflicts = 0;
  #living: Promise<void> | undefined;
  #wake: () => void = () => {};

  /** @param label `kontor`; false: it is not to be found */
  constructor(label: string | false, world: MdnsWorld) {
    this.#label = label;
    this.#world = world;
  }

  /** `kontor.local`; the one that is tried while none is ours yet. Undefined: it is not to be found. */
  get name(): string | undefined {
    return this.#label === false ? undefined : hostName({ label: this.#label });
  }

  start(house: MdnsHouse): void {
    if (this.#label === false) return;
    this.#house = house;
    this.#living ??= this.#live();
  }

  /** Says good-bye (RFC 6762 §10.1) and closes. Twice is quiet. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#living;
    if (this.#isOurs) this.#each((ear, records) => ear.say(records.map((record) => ({ ...record, ttl: 0 }))));
    this.#isOurs = false;
    const all = [...this.#ears.values()];
    this.#ears.clear();
    await Promise.all(all.map(({ ear }) => ear.close()));
  }

  async #live(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const isNew = await this.#follow();
      if (this.#ears.size > 0 && (isNew || !this.#isOurs) && await this.#claim()) await this.#announce();
      if (this.#isOurs || this.#ears.size === 0) await this.#rest(LOOK_EVERY_MS);
    }
  }

  /** Opens an ear on each network that came, closes those of networks that went; tells whether any came. */
  async #follow(): Promise<boolean> {
    const networks = this.#world.networks();
    for (const [address, { network, ear }] of [...this.#ears]) {
      const now = networks.find((each) => each.address === address);
      if (now !== undefined && now.addresses.join() === network.addresses.join()) continue;
      this.#ears.delete(address);
      await ear.close();
    }
    let isNew = false;
    for (const network of networks.filter(({ address }) => !this.#ears.has(address))) {
      const ear = await this.#open(network);
      if (ear === undefined) continue;
      this.#ears.set(network.address, { network, ear });
      isNew = true;
    }
    return isNew;
  }

  async #open(network: MdnsNetwork): Promise<Ear | undefined> {
    const { address, isHere } = network;
    try {
      const ear = await Ear.open({
        address,
        isHere,
        log: this.#world.log,
        records: () => this.#isOurs ? this.#recordsOn(network) : [],
        onResponse: (heard) => this.#onResponse(heard),
        onProbe: (heard) => this.#onProbe(heard),
      });
      this.#failed.delete(address);
      return ear;
    } catch (error) {
      // Another program has the port for itself, or the machine lets nobody multicast: the box is found by its address.
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#failed.has(address)) {
        this.#world.log.write({
          level: "warn",
          text: "Cannot be found by mDNS on a network",
          facts: { address, reason },
        });
      }
      this.#failed.add(address);
      return undefined;
    }
  }

  /** Asks whether the name is free, until one is; false when the box is to stop, or has lost it meanwhile. */
  async #claim(): Promise<boolean> {
    this.#isOurs = false;
    this.#isLost = false;
    for (let asked = 0; asked < PROBES; asked++) {
      this.#each((ear, records) => ear.probe(records));
      await this.#rest(PROBE_EVERY_MS);
      if (this.#stopping.signal.aborted) return false;
      if (this.#isLost) {
        await this.#rest(this.#conflicts > MANY_CONFLICTS ? LONG_REST_MS : LOST_REST_MS);
        return false;
      }
    }
    return true;
  }

  async #announce(): Promise<void> {
    const { name } = this;
    if (name === undefined) return;
    this.#isOurs = true;
    this.#conflicts = 0;
    this.#world.log.write({ level: "info", text: "Found by mDNS", facts: { name } });
    this.#house.onName(name);
    for (let told = 0; told < ANNOUNCEMENTS && this.#isOurs && !this.#stopping.signal.aborted; told++) {
      if (told > 0) await this.#rest(ANNOUNCE_EVERY_MS);
      if (this.#isOurs) this.#each((ear, records) => ear.say(records));
    }
  }

  #onResponse(heard: readonly MdnsRecord[]): void {
    if (this.#label === false || !isTaken(heard, this.#allRecords())) return;
    this.#world.log.write({ level: "warn", text: "Somebody else has our name", facts: { name: this.name } });
    this.#lose();
    this.#label = nextLabel(this.#label);
  }

  /** RFC 6762 §8.2: while both of us ask, one goes before; a name that is ours is defended by the answer. */
  #onProbe(heard: readonly MdnsRecord[]): void {
    const { name } = this;
    if (!this.#isOurs && name !== undefined && goesBefore(heard, this.#allRecords(), name)) this.#lose();
  }

  #lose(): void {
    this.#isOurs = false;
    this.#isLost = true;
    this.#conflicts++;
    this.#wake();
  }

  #each(tell: (ear: Ear, records: readonly MdnsRecord[]) => void): void {
    for (const { ear, network } of this.#ears.values()) tell(ear, this.#recordsOn(network));
  }

  #recordsOn({ addresses }: MdnsNetwork): readonly MdnsRecord[] {
    return this.#label === false ? [] : recordsOf({ label: this.#label, addresses, services: this.#house.services() });
  }

  #allRecords(): readonly MdnsRecord[] {
    return [...this.#ears.values()].flatMap(({ network }) => this.#recordsOn(network));
  }

  /** Until the time is over, or something has happened. */
  async #rest(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms * (this.#world.pace ?? 1));
    await promise;
    clearTimeout(timer);
  }
}
