import {
  type Flow,
  formatAddress,
  type Instant,
  later,
  SeededChance,
  START,
  type WallTime,
} from "../../core/base/mod.ts";
import { buildDirectory } from "../../core/directory/mod.ts";
import { Phone, type PhoneCommand, type PhoneEvent } from "../../core/phone/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { type DeskAnswer, type DeskCommand, type Effect, type Input, Switchboard } from "../../core/switchboard/mod.ts";
import { codes, scripts } from "./features.ts";
import { LabMedia } from "./lab_media.ts";
import { Network, type Weather } from "./network.ts";

export interface LabOptions {
  readonly seed?: number;
  /** How the network behaves; calm when left out. */
  readonly weather?: Weather;
  /** One phone each, unless {@link Lab.plug} adds more. */
  readonly numbers?: readonly string[];
  readonly callLimit?: number;
}

/** A phone on the lab's bench, and what it has shown its user. */
export class BenchPhone {
  readonly phone: Phone;
  readonly shown: PhoneEvent[] = [];
  readonly #lab: Lab;

  constructor(lab: Lab, phone: Phone) {
    this.#lab = lab;
    this.phone = phone;
  }

  do(command: PhoneCommand): void {
    this.#lab.tell(this, { type: "do", command });
  }

  /** The lines on which somebody calls. */
  get incoming(): readonly string[] {
    return [...this.phone.lines.values()].filter(({ state }) => state.at === "incoming").map(({ id }) => id);
  }

  saw(type: PhoneEvent["type"]): boolean {
    return this.shown.some((event) => event.type === type);
  }

  last<T extends PhoneEvent["type"]>(type: T): Extract<PhoneEvent, { type: T }> | undefined {
    return this.shown.findLast((event): event is Extract<PhoneEvent, { type: T }> => event.type === type);
  }
}

/**
 * A whole office in a test: the real switchboard, phones, a network with weather and one fake clock. A working day
 * passes in seconds, and the same seed gives the same day.
 */
export class Lab {
  readonly switchboard: Switchboard;
  readonly media: LabMedia = new LabMedia();
  readonly events: CallEvent[] = [];
  readonly log: string[] = [];
  readonly phones: BenchPhone[] = [];
  now: Instant = START;
  readonly #chance: SeededChance;
  readonly #network: Network;
  readonly #byAddress = new Map<string, BenchPhone>();
  readonly #answers = new Map<string, DeskAnswer>();
  /** Called for everything a phone shows: a lab's user with fingers. */
  onShown: (phone: BenchPhone, event: PhoneEvent) => void = () => {};

  constructor(options: LabOptions = {}) {
    const { seed = 1, weather = {}, numbers = ["101", "102", "103"], callLimit = 4 } = options;
    this.#chance = new SeededChance(seed);
    this.#network = new Network(this.#chance, weather);
    const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
    const extensions = numbers.map((number) => ({
      number,
      name: `Person ${number}`,
      secret: `secret-${number}`,
      ringForS: 25,
      callLimit,
      phones: 5,
    }));
    this.switchboard = new Switchboard({
      chance: this.#chance,
      directory: buildDirectory({ office, extensions }, { revision: 1, realm: "kontor" }),
      scripts,
      codes: codes,
    });
    this.input({ type: "wall-clock", wall: 1_700_000_000_000 as WallTime });
    this.input({ type: "media", event: { type: "leased", leases: this.media.ahead(2_000) } });
    for (const number of numbers) this.plug(number);
  }

  /** Puts a phone on the network for a number. */
  plug(number: string, transport: Flow["transport"] = "udp"): BenchPhone {
    const port = 20_000 + this.phones.length;
    const flow: Flow = {
      transport,
      local: { ip: "10.0.0.9", port },
      remote: { ip: "10.0.0.1", port: 5060 },
      ...(transport === "udp" ? {} : { connection: port }),
    };
    const media = { ip: "10.0.0.9", port: 30_000 + 2 * this.phones.length };
    const phone = new Phone({ number, secret: `secret-${number}`, flow, media, chance: this.#chance });
    const bench = new BenchPhone(this, phone);
    this.phones.push(bench);
    this.#byAddress.set(formatAddress(flow.local), bench);
    return bench;
  }

  phone(number: string): BenchPhone {
    const found = this.phones.find(({ phone }) => phone.number === number);
    if (found === undefined) throw new Error(`Cannot find a phone for "${number}"`);
    return found;
  }

  /** Registers every phone, and waits for it. */
  open(): this {
    for (const phone of this.phones) phone.do({ do: "register" });
    this.run(2_000);
    return this;
  }

  /** Lets time pass. */
  run(ms: number): void {
    const end = later(this.now, ms);
    for (let at = this.#nextMoment(); at !== undefined && at <= end; at = this.#nextMoment()) {
      this.now = at > this.now ? at : this.now;
      this.#moment();
    }
    this.now = end;
  }

  ask(command: DeskCommand): DeskAnswer {
    const id = this.#chance.token();
    this.input({ type: "desk", id, command });
    return this.#answers.get(id)!;
  }

  figures(): Readonly<Record<string, number>> {
    const answer = this.ask({ type: "figures" });
    if (answer.type !== "figures") throw new Error("Cannot read the figures");
    return answer.figures;
  }

  input(input: Input): void {
    for (const effect of this.switchboard.handle(input, this.now)) this.#carryOut(effect);
  }

  tell(bench: BenchPhone, input: Parameters<Phone["handle"]>[0]): void {
    for (const effect of bench.phone.handle(input, this.now)) {
      if (effect.type === "send") {
        this.#network.send(this.now, { to: "box", from: bench.phone.flow, bytes: effect.bytes });
      } else {
        bench.shown.push(effect.event);
        this.onShown(bench, effect.event);
      }
    }
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case "send":
        return this.#network.send(this.now, {
          to: formatAddress(effect.flow.remote),
          from: effect.flow,
          bytes: effect.bytes,
        });
      case "media":
        return this.media.take(effect.command, this.now);
      case "event":
        this.events.push(effect.event);
        return;
      case "desk":
        this.#answers.set(effect.id, effect.answer);
        return;
      case "log":
        this.log.push(`${effect.line.level} ${effect.line.text} ${JSON.stringify(effect.line.facts ?? {})}`);
        return;
      case "bind":
      case "unbind":
        return;
    }
  }

  #nextMoment(): Instant | undefined {
    let earliest: Instant | undefined;
    const consider = (at: Instant | undefined) => {
      if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
    };
    consider(this.#network.next());
    consider(this.switchboard.nextDeadline());
    consider(this.media.next());
    for (const { phone } of this.phones) consider(phone.next());
    return earliest;
  }

  #moment(): void {
    for (let packet = this.#network.take(this.now); packet !== undefined; packet = this.#network.take(this.now)) {
      if (packet.to === "box") {
        const { transport, local, remote, connection } = packet.from;
        const flow: Flow = {
          transport,
          local: remote,
          remote: local,
          ...(connection === undefined ? {} : { connection }),
        };
        this.input({ type: "wire", flow, bytes: packet.bytes });
      } else {
        const bench = this.#byAddress.get(packet.to);
        if (bench !== undefined) this.tell(bench, { type: "wire", bytes: packet.bytes });
      }
    }
    const due = this.switchboard.nextDeadline();
    if (due !== undefined && due <= this.now) this.input({ type: "tick" });
    for (const event of this.media.due(this.now)) this.input({ type: "media", event });
    for (const bench of this.phones) {
      const at = bench.phone.next();
      if (at !== undefined && at <= this.now) this.tell(bench, { type: "tick" });
    }
  }
}
