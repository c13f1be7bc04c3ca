/**
 * What lamps cost the switchboard: a thousand phones that watch ten extensions each, and a change that 200 of them see.
 *
 * @module
 */
import {
  elapsed,
  type Flow,
  formatAddress,
  type Instant,
  later,
  SeededChance,
  START,
  toBytes,
  toText,
} from "../../core/base/mod.ts";
import { Phone, type PhoneCommand } from "../../core/phone/mod.ts";
import {
  DigestMemory,
  header,
  parseMessage,
  prepend,
  respondTo,
  type SipRequest,
  tagOf,
  writeMessage,
} from "../../core/sip/mod.ts";
import { type Input, Switchboard } from "../../core/switchboard/mod.ts";
import { SCRIPTS } from "../../features/table/mod.ts";
import { officeOf } from "../lab/office.ts";
import { LabMedia } from "../lab/lab_media.ts";
import type { Figure } from "./figure.ts";

const PHONES = 1_000;
const LAMPS_EACH = 10;
const WATCHERS = 200;
const CHANGES = 50;
const HOUR_MS = 3_600_000;
const TAG_CHARS = 16;
const BOX = { ip: "10.0.0.1", port: 5060 };

export function benchLamps(): readonly Figure[] {
  const office = new Office();
  office.wait(600_000);
  const before = office.heapBytes();
  for (let phone = 0; phone < PHONES; phone++) {
    for (let lamp = 1; lamp <= LAMPS_EACH; lamp++) office.watch(phone, numberOf((phone + lamp) % PHONES));
    office.wait(1_000);
  }
  office.expect(PHONES * LAMPS_EACH);
  // Nonces and transactions are forgotten by then; the subscriptions are not.
  office.wait(1_200_000);
  const subscriptionKb = (office.heapBytes() - before) / (PHONES * LAMPS_EACH) / 1024;
  const idleShare = office.hour();
  office.expect(PHONES * LAMPS_EACH);
  for (let phone = 0; phone < WATCHERS - LAMPS_EACH; phone++) office.watch(phone, numberOf(PHONES - 1));
  office.wait(1_000);
  const { changeMs, turnMs, toldMs } = office.changes(numberOf(0), numberOf(PHONES - 1));
  return [
    { figure: "memory of one lamp (subscription)", value: subscriptionKb, unit: "KB", goal: "<= 1.5" },
    { figure: "CPU of 10,000 idle lamps, refreshed hourly", value: 100 * idleShare, unit: "%", goal: "<= 0.5" },
    { figure: "CPU of one change that 200 lamps show", value: changeMs, unit: "ms" },
    { figure: "from a change to the notice of it, 200 watchers, p99", value: toldMs, unit: "ms", goal: "<= 200" },
    { figure: "turn of the switchboard in such changes, p99.9", value: turnMs, unit: "ms", goal: "<= 5" },
  ];
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]!;

const numberOf = (place: number): string => String(2_000 + place);

/** The switchboard, and phones that only subscribe, but for two that call. Time is counted inside the switchboard. */
class Office {
  readonly #chance = new SeededChance(1);
  readonly #media = new LabMedia();
  readonly #switchboard: Switchboard;
  readonly #digests: readonly DigestMemory[];
  readonly #talkers = new Map<string, Phone>();
  readonly #inside: Input[] = [];
  /** Per subscription, in the order of their Call-IDs: the box's tag, and whom it watches. Made ahead, to weigh nothing. */
  readonly #tags = new Uint8Array(TAG_CHARS * (PHONES * LAMPS_EACH + WATCHERS));
  readonly #watched = new Uint16Array(PHONES * LAMPS_EACH + WATCHERS);
  #count = 0;
  #cseq = 0;
  #now: Instant = START;
  #spentMs = 0;
  #turnsMs: number[] = [];
  /** Whose lamps change, when something was last done at a phone, what the switchboard has worked since, and how late each notice came. */
  #changing = 0;
  #changedAt: Instant = START;
  #workedMs = 0;
  #toldMs: number[] = [];

  constructor() {
    const numbers = Array.from({ length: PHONES }, (_, place) => numberOf(place));
    this.#switchboard = new Switchboard({ chance: this.#chance, directory: officeOf(numbers), scripts: SCRIPTS });
    this.#digests = numbers.map((number) => new DigestMemory(number, `secret-${number}`, this.#chance));
    this.#take({ type: "media", event: { type: "leased", leases: this.#media.ahead(100) } });
  }

  /** A phone subscribes; it answers every NOTIFY. */
  watch(phone: number, number: string): void {
    const call = this.#count++;
    this.#watched[call] = Number(number);
    this.#subscribe(phone, call);
  }

  wait(ms: number): void {
    const end = later(this.#now, ms);
    for (;;) {
      const due = this.#switchboard.nextDeadline();
      if (due === undefined || due > end) break;
      if (due > this.#now) this.#now = due;
      this.#take({ type: "tick" });
    }
    this.#now = end;
  }

  /** An hour in which every subscription is refreshed once; the part of a core that it took. */
  hour(): number {
    this.#spentMs = 0;
    for (let phone = 0, call = 0; phone < PHONES; phone++) {
      for (let lamp = 0; lamp < LAMPS_EACH; lamp++, call++) {
        const tag = this.#tags.subarray(call * TAG_CHARS, (call + 1) * TAG_CHARS);
        this.#subscribe(phone, call, `;tag=${toText(tag)}`);
      }
      this.wait(HOUR_MS / 2 / PHONES);
    }
    // Just short of the hour, at which the first ones run out.
    this.wait(HOUR_MS / 2 - 10_000);
    return this.#spentMs / HOUR_MS;
  }

  /** Rings, talks and is free again; the mean of a change, less what the same calls take unseen. */
  changes(caller: string, watched: string): { changeMs: number; turnMs: number; toldMs: number } {
    const unseen = this.#calls(caller, numberOf(PHONES / 2), 0);
    this.#turnsMs = [];
    this.#changing = Number(watched);
    const seen = this.#calls(caller, watched, WATCHERS);
    return {
      changeMs: (seen - unseen) / CHANGES / 3,
      turnMs: quantile(this.#turnsMs, 0.999),
      toldMs: quantile(this.#toldMs, 0.99),
    };
  }

  expect(subscriptions: number): void {
    const figures = this.#figures();
    if (figures["lamp_subscriptions"] !== subscriptions || figures["lamp_notices_under_way"] !== 0) {
      throw new Error(`Cannot measure lamps: expected ${subscriptions} subscriptions in ${JSON.stringify(figures)}`);
    }
  }

  heapBytes(): number {
    const { gc } = globalThis as { gc?: () => void };
    if (gc === undefined) throw new Error("Cannot measure the heap: expected --v8-flags=--expose-gc");
    gc();
    gc();
    return Deno.memoryUsage().heapUsed;
  }

  #calls(from: string, to: string, watchers: number): number {
    const [caller, called] = [this.#talker(from), this.#talker(to)];
    this.#spentMs = 0;
    for (let count = 0; count < CHANGES; count++) {
      this.#do(caller, { do: "dial", line: "a", number: to });
      const line = [...called.lines.keys()].at(-1)!;
      for (const step of ["ring", "answer"] as const) {
        this.wait(1_000);
        this.#do(called, { do: step, line });
      }
      this.wait(1_000);
      this.#do(caller, { do: "hang-up", line: "a" });
      this.wait(1_000);
    }
    const { calls_reached_total: reached = 0, lamp_subscriptions: lit = 0 } = this.#figures();
    if (reached === 0 || lit < watchers) throw new Error(`Cannot measure changes: ${reached} calls, ${lit} lamps`);
    return this.#spentMs;
  }

  #talker(number: string): Phone {
    const flow: Flow = { transport: "udp", local: { ip: "10.2.0.1", port: Number(number) }, remote: BOX };
    const known = this.#talkers.get(formatAddress(flow.local));
    if (known !== undefined) return known;
    const media = { ip: "10.2.0.1", port: 30_000 };
    const phone = new Phone({ number, secret: `secret-${number}`, flow, media, chance: this.#chance });
    this.#talkers.set(formatAddress(flow.local), phone);
    this.#do(phone, { do: "register" });
    return phone;
  }

  #do(phone: Phone, command: PhoneCommand): void {
    this.#changedAt = this.#now;
    this.#workedMs = 0;
    this.#tell(phone, { type: "do", command });
    this.#turns();
  }

  #tell(phone: Phone, input: Parameters<Phone["handle"]>[0]): void {
    for (const effect of phone.handle(input, this.#now)) {
      if (effect.type === "send") {
        this.#inside.push({ type: "wire", flow: atBox(phone.flow.local), bytes: effect.bytes });
      }
    }
  }

  #subscribe(phone: number, call: number, toTag = ""): void {
    const number = this.#watched[call]!;
    const local = addressOf(phone);
    const request: SipRequest = {
      kind: "request",
      method: "SUBSCRIBE",
      uri: `sip:${number}@office.example`,
      headers: [
        { name: "Max-Forwards", value: "70" },
        { name: "From", value: `"Person ${numberOf(phone)}" <sip:${numberOf(phone)}@office.example>;tag=from-${call}` },
        { name: "To", value: `<sip:${number}@office.example>${toTag}` },
        { name: "Call-ID", value: `${call}-5f0c5ae1b0d4416f8d3a@${local.ip}` },
        { name: "CSeq", value: `${++this.#cseq} SUBSCRIBE` },
        { name: "Contact", value: `<sip:${numberOf(phone)}@${formatAddress(local)}>` },
        { name: "Event", value: "dialog" },
        { name: "Accept", value: "application/dialog-info+xml" },
        { name: "Expires", value: "3600" },
        { name: "User-Agent", value: "A phone on somebody's desk, 1.2.3.4" },
      ],
      body: new Uint8Array(0),
    };
    this.#send(phone, request);
    this.#turns();
  }

  #send(phone: number, request: SipRequest): void {
    const local = addressOf(phone);
    const branch = `z9hG4bK${this.#chance.token()}`;
    const via = `SIP/2.0/UDP ${formatAddress(local)};branch=${branch};rport`;
    const signed = prepend(this.#digests[phone]!.sign(request), "Via", via);
    this.#inside.push({ type: "wire", flow: atBox(local), bytes: writeMessage(signed) });
  }

  #turns(): void {
    for (let next = this.#inside.shift(); next !== undefined; next = this.#inside.shift()) this.#take(next);
  }

  #take(input: Input): void {
    const began = performance.now();
    const effects = this.#switchboard.handle(input, this.#now);
    const spent = performance.now() - began;
    this.#spentMs += spent;
    this.#workedMs += spent;
    this.#turnsMs.push(spent);
    for (const effect of effects) {
      if (effect.type === "send") this.#deliver(effect.flow.remote, effect.bytes);
      else if (effect.type === "media") this.#media.take(effect.command, this.#now);
    }
    for (const event of this.#media.due(this.#now)) this.#inside.push({ type: "media", event });
    if (input.type === "tick") this.#turns();
  }

  #deliver(to: Flow["remote"], bytes: Uint8Array): void {
    const talker = this.#talkers.get(formatAddress(to));
    if (talker !== undefined) return this.#tell(talker, { type: "wire", bytes });
    const message = parseMessage(bytes);
    if (!message.ok) throw new Error(message.fault.text);
    const phone = placeOf(to);
    if (message.value.kind === "request") {
      // Others' lamps run out meanwhile, and are told so.
      if (this.#watched[Number.parseInt(header(message.value, "Call-ID")!)] === this.#changing) {
        this.#toldMs.push(elapsed(this.#changedAt, this.#now) + this.#workedMs);
      }
      const response = respondTo(message.value, 200);
      this.#inside.push({ type: "wire", flow: atBox(to), bytes: writeMessage(response) });
      return;
    }
    const response = message.value;
    const call = Number.parseInt(header(response, "Call-ID")!);
    if (response.status === 200) this.#tags.set(toBytes(tagOf(header(response, "To")!)!), call * TAG_CHARS);
    else if (response.status !== 401) throw new Error(`Cannot subscribe: ${response.status} ${response.reason}`);
    else if (this.#digests[phone]!.learn(response)) this.#subscribe(phone, call);
  }

  #figures(): Readonly<Record<string, number>> {
    const id = "figures";
    for (const effect of this.#switchboard.handle({ type: "desk", id, command: { type: "figures" } }, this.#now)) {
      if (effect.type === "desk" && effect.answer.type === "figures") return effect.answer.figures;
    }
    throw new Error("Cannot read the figures");
  }
}

const addressOf = (phone: number): Flow["remote"] => ({ ip: `10.1.${phone >> 8}.${phone & 255}`, port: 5060 });

function placeOf({ ip }: Flow["remote"]): number {
  const [, , high = 0, low = 0] = ip.split(".").map(Number);
  return high * 256 + low;
}

function atBox(remote: Flow["remote"]): Flow {
  return { transport: "udp", local: BOX, remote };
}
