import {
  Deadlines,
  type Flow,
  formatAddress,
  type Instant,
  later,
  SeededChance,
  START,
  type WallTime,
} from "../../core/base/mod.ts";
import type { DnsRecord } from "../../core/routing/mod.ts";
import { Phone, type PhoneEvent } from "../../core/phone/mod.ts";
import type { Page } from "../../core/notebook/mod.ts";
import type { Hook, HookAddress, KeptReceipt, MailOutcome } from "../../core/mail/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import {
  type DeskAnswer,
  type DeskCommand,
  type Effect,
  type Input,
  Switchboard,
  type SwitchboardOptions,
} from "../../core/switchboard/mod.ts";
import { BenchPhone } from "./bench_phone.ts";
import type { ScriptTable } from "../../core/script/mod.ts";
import { PLACES, QUEUE_DESK, SCRIPTS } from "../../features/table/mod.ts";
import { HandPhone } from "./hand_phone.ts";
import { flowsIn } from "./lab_dns.ts";
import { LabMail } from "./lab_mail.ts";
import { LabMedia } from "./lab_media.ts";
import { SteadyLine } from "./steady_line.ts";
import { Network, type Weather } from "./network.ts";
import { officeOf, type OfficeSettings } from "./office.ts";
import { HandTrunk } from "./hand_trunk.ts";

export interface LabOptions extends OfficeSettings {
  readonly seed?: number;
  /** How the network behaves; calm when left out. */
  readonly weather?: Weather;
  /** Phones by hand say again what was lost, as phones do. */
  readonly steady?: boolean;
  /** One phone each, unless {@link Lab.plug} adds more. */
  readonly numbers?: readonly string[];
  readonly callLimit?: number;
  /** Port pairs that the media engine has bound; 2,000. */
  readonly leases?: number;
  readonly limits?: SwitchboardOptions["limits"];
  /** In place of the real features, by their kind. */
  readonly features?: ScriptTable;
  /** The DNS of the lab: where hosts are, besides those that are addresses. */
  readonly zone?: Readonly<Record<string, readonly DnsRecord[]>>;
}

const WALL_AT_START = 1_700_000_000_000 as WallTime;
/** How long the mail server takes to answer. */
const MAIL_MS = 300;
const BOX = { ip: "10.0.0.1", port: 5060 };

/**
 * A whole office in a test: the real switchboard, phones, a network with weather and one fake clock. A working day
 * passes in seconds, and the same seed gives the same day.
 */
export class Lab {
  readonly switchboard: Switchboard;
  readonly media: LabMedia = new LabMedia();
  readonly mail: LabMail = new LabMail();
  /** What programs elsewhere were told, and what they say to it. */
  readonly hooks: Hook[] = [];
  /** Where each of them went, and what it was signed with. */
  readonly hooksTo: HookAddress[] = [];
  hooksCome: MailOutcome = { came: "sent" };
  hookComes: (hook: Hook) => MailOutcome = () => this.hooksCome;
  /** What became of mails and hooks whose writers want to know. */
  readonly receipts: KeptReceipt[] = [];
  readonly events: CallEvent[] = [];
  /** What it says of people, which belongs to no call. */
  readonly presences: Extract<CallEvent, { type: "presence.changed" }>[] = [];
  /** What the box wants kept over a restart, oldest first. */
  readonly kept: Page[] = [];
  readonly log: string[] = [];
  readonly phones: BenchPhone[] = [];
  now: Instant = START;
  readonly hands: HandPhone[] = [];
  readonly leases: number;
  readonly #chance: SeededChance;
  readonly #network: Network;
  readonly #stations = new Map<string, (bytes: Uint8Array) => void>();
  /** When each phone wants to be woken, and what the lab's users are about to do. */
  readonly #alarms = new Deadlines<BenchPhone>();
  readonly #plans = new Deadlines<() => void>();
  readonly #options: LabOptions;
  /** Where hosts are; a host that is not there is not found. */
  readonly zone: Map<string, readonly DnsRecord[]>;
  readonly #lastFlows = new Map<string, Flow>();
  #nextPort = 20_000;
  readonly #answers = new Map<string, DeskAnswer>();
  /** Called for everything a phone shows: a lab's user with fingers. */
  onShown: (phone: BenchPhone, event: PhoneEvent) => void = () => {};

  constructor(options: LabOptions = {}) {
    const { seed = 1, weather = {}, numbers = ["101", "102", "103"], leases = 2_000, limits = {} } = options;
    this.#options = options;
    this.zone = new Map(Object.entries(options.zone ?? {}));
    this.leases = leases;
    this.#chance = new SeededChance(seed);
    this.#network = new Network(this.#chance, weather);
    this.switchboard = new Switchboard({
      chance: this.#chance,
      directory: officeOf(numbers, options.callLimit, 1, options),
      scripts: { ...SCRIPTS, ...options.features },
      places: PLACES,
      queueDesk: QUEUE_DESK,
      limits,
      sendsMail: true,
    });
    // As the real one is: the monotonic clock does not tick with it.
    this.input({ type: "wall-clock", wall: WALL_AT_START + 0.625 as WallTime });
    this.input({ type: "media", event: { type: "leased", leases: this.media.ahead(leases) } });
    for (const number of numbers) this.plug(number);
  }

  /** Puts a phone on the network for a number. */
  plug(number: string, transport: Flow["transport"] = "udp"): BenchPhone {
    const flow = this.#newFlow(transport);
    const media = { ip: flow.local.ip, port: 30_000 + 2 * this.phones.length };
    const phone = new Phone({ number, secret: `secret-${number}`, flow, media, chance: this.#chance });
    const bench = new BenchPhone(phone, this.tell.bind(this));
    this.phones.push(bench);
    this.replug(bench);
    return bench;
  }

  /** Puts a phone on the network that is worked by hand, message by message. */
  hand(number: string, transport: Flow["transport"] = "udp"): HandPhone {
    const flow = this.#newFlow(transport);
    const line = this.#line(() => hand.flow, (bytes) => hand.take(bytes));
    const hand = new HandPhone({
      number,
      secret: `secret-${number}`,
      flow,
      chance: this.#chance,
      post: (bytes) => line.post(bytes),
    });
    this.hands.push(hand);
    this.#stations.set(formatAddress(flow.local), (bytes) => line.take(bytes));
    return hand;
  }

  /** What is between a station that is worked by hand and the network. */
  #line(flow: () => Flow, deliver: (bytes: Uint8Array) => void): Pick<SteadyLine, "post" | "take"> {
    const send = (bytes: Uint8Array) => this.#network.send(this.now, { to: "box", from: flow(), bytes });
    return this.#options.steady === true
      ? new SteadyLine({ send, deliver, after: (ms, act) => this.after(ms, act) })
      : { post: send, take: deliver };
  }

  /** The weather on the network turns. */
  turn(weather: Weather): void {
    this.#network.turn(weather);
  }

  /** Puts a provider on the network that is worked by hand; it answers what needs no thought. */
  provider(
    ip: string,
    account?: { readonly user: string; readonly secret: string },
    transport: "udp" | "tcp" = "udp",
    port = 5060,
  ): HandTrunk {
    const connection = transport === "udp" ? {} : { connection: this.#nextPort++ };
    const flow: Flow = { transport, local: { ip, port }, remote: BOX, ...connection };
    const line = this.#line(() => flow, (bytes) => trunk.take(bytes));
    const trunk = new HandTrunk({ flow, chance: this.#chance, post: (bytes) => line.post(bytes), account });
    this.hands.push(trunk.phone);
    this.#stations.set(formatAddress(flow.local), (bytes) => line.take(bytes));
    return trunk;
  }

  /** The provider's cable is plugged in. */
  connect({ phone, take }: HandTrunk): void {
    this.#stations.set(formatAddress(phone.flow.local), take);
  }

  /** The office changes: other trunks, routes, numbers. */
  reconfigure(sections: OfficeSettings["sections"]): void {
    const { numbers = ["101", "102", "103"], callLimit } = this.#options;
    const directory = officeOf(numbers, callLimit, 2, { ...this.#options, sections });
    this.input({ type: "directory", directory });
  }

  /** A station leaves the network without a word: nothing reaches it any more. */
  unplug(flow: Flow): void {
    this.#stations.delete(formatAddress(flow.local));
  }

  /** A phone that left is back on the network. */
  replug(bench: BenchPhone): void {
    this.#stations.set(formatAddress(bench.phone.flow.local), (bytes) => this.tell(bench, { type: "wire", bytes }));
  }

  /** The station's connection breaks; the box sees it close. */
  breakOff(flow: Flow): void {
    this.unplug(flow);
    this.input({ type: "flow-closed", flow: atBox(flow) });
  }

  /** The way that the box last took to a station. */
  lastFlowTo({ flow }: HandPhone): Flow | undefined {
    return this.#lastFlows.get(formatAddress(flow.local));
  }

  /** The media engine dies. */
  loseMedia(): void {
    this.media.lose();
    this.input({ type: "media", event: { type: "lost", text: "The worker is gone" } });
  }

  /** A new media engine comes up. */
  renewMedia(): void {
    this.input({ type: "media", event: { type: "leased", leases: this.media.ahead(this.leases) } });
  }

  #newFlow(transport: Flow["transport"]): Flow {
    const port = this.#nextPort++;
    return {
      transport,
      local: { ip: "10.0.0.9", port },
      remote: BOX,
      ...(transport === "udp" ? {} : { connection: port }),
    };
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

  /** Does something when `ms` have passed. */
  after(ms: number, act: () => void): void {
    this.#plans.set(act, later(this.now, ms));
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
    const next = bench.phone.next();
    if (next === undefined) this.#alarms.clear(bench);
    else this.#alarms.set(bench, next);
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case "send":
        this.#lastFlows.set(formatAddress(effect.flow.remote), effect.flow);
        return this.#network.send(this.now, {
          to: formatAddress(effect.flow.remote),
          from: effect.flow,
          bytes: effect.bytes,
        });
      case "media":
        return this.media.take(effect.command, this.now);
      case "event":
        if (effect.event.type === "presence.changed") this.presences.push(effect.event);
        else this.events.push(effect.event);
        return;
      case "desk":
        this.#answers.set(effect.id, effect.answer);
        return;
      case "log":
        this.log.push(`${effect.line.level} ${effect.line.text} ${JSON.stringify(effect.line.facts ?? {})}`);
        return;
      case "remember":
        this.kept.push(effect.page);
        return;
      case "mail":
        return this.mail.take(effect.mail, (id, outcome) => {
          this.after(MAIL_MS, () => this.input({ type: "mailed", id, outcome }));
        });
      case "hook": {
        const { hook } = effect;
        this.hooks.push(hook);
        this.hooksTo.push(effect.to);
        return this.after(MAIL_MS, () => this.input({ type: "hooked", id: hook.id, outcome: this.hookComes(hook) }));
      }
      case "receipt":
        this.receipts.push(effect.receipt);
        return;
      case "erase":
        this.media.files.delete(effect.path);
        return;
      case "resolve": {
        const { trunk, uri } = effect;
        const flows = flowsIn(this.zone, uri, { local: BOX, chance: this.#chance });
        return this.after(20, () => this.input({ type: "resolved", trunk, flows }));
      }
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
    consider(this.#alarms.next());
    consider(this.#plans.next());
    return earliest;
  }

  #moment(): void {
    for (let packet = this.#network.take(this.now); packet !== undefined; packet = this.#network.take(this.now)) {
      if (packet.to === "box") this.input({ type: "wire", flow: atBox(packet.from), bytes: packet.bytes });
      else this.#stations.get(packet.to)?.(packet.bytes);
    }
    const due = this.switchboard.nextDeadline();
    if (due !== undefined && due <= this.now) this.input({ type: "tick" });
    for (const event of this.media.due(this.now)) this.input({ type: "media", event });
    for (let bench = this.#alarms.take(this.now); bench !== undefined; bench = this.#alarms.take(this.now)) {
      this.tell(bench, { type: "tick" });
    }
    for (let act = this.#plans.take(this.now); act !== undefined; act = this.#plans.take(this.now)) act();
  }
}

/** A station's flow from the box's end. */
function atBox({ transport, local, remote, connection }: Flow): Flow {
  return { transport, local: remote, remote: local, ...(connection === undefined ? {} : { connection }) };
}
