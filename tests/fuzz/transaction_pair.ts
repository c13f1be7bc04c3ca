import { type Chance, Deadlines, type Flow, type Instant, later, SeededChance, START } from "../../core/base/mod.ts";
import { parseMessage, type SipRequest } from "../../core/sip/mod.ts";
import { type TransactionEvent, Transactions } from "../../core/transaction/mod.ts";

/** How badly the network between the two behaves. Over TCP only `delayMs` counts, and it is the same for all. */
export interface Weather {
  readonly transport: "udp" | "tcp";
  /** Of a thousand packets, how many are lost. */
  readonly lostOf1000: number;
  /** Of a thousand packets, how many come twice. */
  readonly doubledOf1000: number;
  /** The longest way; every packet takes a random time up to it, so that they overtake each other. */
  readonly delayMs: number;
}

/** One of the two, and the way to the other. */
export interface End {
  readonly name: "ana" | "bob";
  readonly transactions: Transactions;
  readonly flow: Flow;
}

/** What the user of an end must deal with. */
export type Happening = Exclude<TransactionEvent, { readonly type: "send" }>;

interface Packet {
  readonly to: End;
  readonly bytes: Uint8Array;
}

/** Two tables of transactions joined by a seeded network on a fake clock. */
export class Pair {
  readonly chance: Chance;
  readonly ana: End;
  readonly bob: End;
  now: Instant = START;
  readonly #weather: Weather;
  readonly #air = new Deadlines<Packet>();

  constructor(seed: number, weather: Weather) {
    this.chance = new SeededChance(seed);
    this.#weather = weather;
    const ana = { ip: "192.0.2.1", port: 5060 };
    const bob = { ip: "192.0.2.2", port: 5060 };
    const { transport } = weather;
    const { chance } = this;
    this.ana = {
      name: "ana",
      transactions: new Transactions({ chance }),
      flow: { transport, local: ana, remote: bob },
    };
    this.bob = {
      name: "bob",
      transactions: new Transactions({ chance }),
      flow: { transport, local: bob, remote: ana },
    };
  }

  /** How many packets are on their way. */
  get flying(): number {
    return this.#air.size;
  }

  /** Sends what is to be sent, and gives back the rest. */
  carry(from: End, events: readonly TransactionEvent[]): Happening[] {
    const rest: Happening[] = [];
    for (const event of events) {
      if (event.type === "send") this.#send(from === this.ana ? this.bob : this.ana, event.bytes);
      else rest.push(event);
    }
    return rest;
  }

  /** Goes to the next moment in which something is due, no later than `until`. Undefined when there is none. */
  step(until: Instant = Infinity as Instant): { readonly end: End; readonly happenings: Happening[] }[] | undefined {
    const due = [this.#air.next(), this.ana.transactions.next(), this.bob.transactions.next()];
    const next = Math.min(...due.map((at) => at ?? Infinity)) as Instant;
    if (next > until || next === Infinity) return undefined;
    if (next > this.now) this.now = next;
    const turns = [this.ana, this.bob].map((end) => ({
      end,
      happenings: this.carry(end, end.transactions.expire(this.now)),
    }));
    for (let packet = this.#air.take(this.now); packet !== undefined; packet = this.#air.take(this.now)) {
      turns.push({ end: packet.to, happenings: this.receive(packet.to, packet.bytes) });
    }
    return turns;
  }

  /** Lets `end` read `bytes` as if they had come from the other. */
  receive(end: End, bytes: Uint8Array): Happening[] {
    const message = parseMessage(bytes);
    if (!message.ok) return [];
    return this.carry(end, end.transactions.receive(message.value, end.flow, this.now));
  }

  #send(to: End, bytes: Uint8Array): void {
    const { transport, lostOf1000, doubledOf1000, delayMs } = this.#weather;
    if (transport === "tcp") return this.#air.set({ to, bytes }, later(this.now, delayMs));
    const copies = this.chance.below(1000) < doubledOf1000 ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (this.chance.below(1000) < lostOf1000) continue;
      this.#air.set({ to, bytes }, later(this.now, this.chance.below(delayMs + 1)));
    }
  }
}

/** A request from `from`, as a user agent writes it: without a Via. */
export function makeRequest(from: End, method: string, callId: string, cseq = 1): SipRequest {
  return {
    kind: "request",
    method,
    uri: "sip:bob@192.0.2.2",
    headers: [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `<sip:${from.name}@192.0.2.1>;tag=${callId}-tag` },
      { name: "To", value: "<sip:bob@192.0.2.2>" },
      { name: "Call-ID", value: callId },
      { name: "CSeq", value: `${cseq} ${method}` },
    ],
    body: new Uint8Array(0),
  };
}

/** The ACK that a user sends for a 2xx. */
export function makeAck(from: End, callId: string, to: string): SipRequest {
  const { headers, ...rest } = makeRequest(from, "ACK", callId);
  return { ...rest, headers: headers.map((field) => field.name === "To" ? { name: "To", value: to } : field) };
}
