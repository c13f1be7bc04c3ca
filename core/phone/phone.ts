import { type Address, type Chance, type Flow, formatHost, type Instant, later } from "../base/mod.ts";
import { DEFAULT_CODECS, type OfferedCodec } from "../sdp/mod.ts";
import {
  DigestMemory,
  header,
  headers,
  parseMessage,
  parseNameAddr,
  type SipRequest,
  type SipResponse,
  withHeader,
} from "../sip/mod.ts";
import { type TransactionEvent, Transactions } from "../transaction/mod.ts";
import { hangUp } from "./hang_up.ts";
import type { Line, PhoneCommand, PhoneEvent } from "./line.ts";
import { perform } from "./perform.ts";
import { requestIn } from "./request_in.ts";
import { lineResponse } from "./response_in.ts";
import { keepWatching, nextWatch, type Watch } from "./watch.ts";

export interface PhoneOptions {
  readonly number: string;
  readonly name?: string;
  readonly secret: string;
  /** Our socket, and the box. */
  readonly flow: Flow;
  /** Where we want RTP. */
  readonly media: Address;
  readonly chance: Chance;
  /** In order of preference. */
  readonly codecs?: readonly OfferedCodec[];
}

export type PhoneInput =
  | { readonly type: "wire"; readonly bytes: Uint8Array }
  | { readonly type: "tick" }
  | { readonly type: "unsent" }
  | { readonly type: "do"; readonly command: PhoneCommand };

export type PhoneEffect =
  | { readonly type: "send"; readonly flow: Flow; readonly bytes: Uint8Array }
  | { readonly type: "event"; readonly event: PhoneEvent };

/** A request of the phone itself that waits for its answer. */
interface Errand {
  readonly request: SipRequest;
  readonly tries: number;
  readonly done: (response: SipResponse | undefined) => void;
}

/**
 * A telephone without a handset: registers, calls, answers, holds and transfers by RFC 3261, as a pure machine. The
 * demo's two phones and the lab's fifty are this.
 */
export class Phone {
  readonly number: string;
  readonly flow: Flow;
  readonly media: Address;
  readonly chance: Chance;
  readonly codecs: readonly OfferedCodec[];
  readonly lines: Map<string, Line> = new Map();
  /** Its lamps, by the number that they watch. */
  readonly watches: Map<string, Watch> = new Map();
  readonly transactions: Transactions;
  readonly digest: DigestMemory;
  readonly #name: string | undefined;
  readonly #errands = new Map<string, Errand>();
  readonly #callId: string;
  #cseq = 1;
  #refreshAt: Instant | undefined;
  #expiresS = 3600;
  #out: PhoneEffect[] = [];
  #signals: TransactionEvent[] = [];
  now: Instant = 0 as Instant;

  constructor(options: PhoneOptions) {
    const { number, name, secret, flow, media, chance, codecs = DEFAULT_CODECS } = options;
    this.number = number;
    this.#name = name;
    this.flow = flow;
    this.media = media;
    this.chance = chance;
    this.codecs = codecs;
    this.transactions = new Transactions({ chance });
    this.digest = new DigestMemory(number, secret, chance);
    this.#callId = chance.token(128);
  }

  /** One turn. */
  handle(input: PhoneInput, now: Instant): readonly PhoneEffect[] {
    this.now = now;
    switch (input.type) {
      case "wire": {
        const message = parseMessage(input.bytes);
        if (message.ok) this.carry(this.transactions.receive(message.value, this.flow, now));
        break;
      }
      case "unsent":
        this.carry(this.transactions.undeliverable(this.flow, now));
        break;
      case "tick":
        this.carry(this.transactions.expire(now));
        if (this.#refreshAt !== undefined && this.#refreshAt <= now) this.register(this.#expiresS);
        keepWatching(this);
        break;
      case "do":
        perform(this, input.command);
    }
    for (let signal = this.#signals.shift(); signal !== undefined; signal = this.#signals.shift()) this.#look(signal);
    const out = this.#out;
    this.#out = [];
    return out;
  }

  /** When `tick` is next wanted. */
  next(): Instant | undefined {
    let earliest: Instant | undefined;
    for (const at of [this.transactions.next(), this.#refreshAt, nextWatch(this)]) {
      if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
    }
    return earliest;
  }

  /** Registers for so many seconds, and again at half of them; 0 takes the phone away. */
  register(expiresS: number): void {
    this.#expiresS = expiresS;
    this.#refreshAt = undefined;
    const uri = `sip:${this.host}`;
    const request: SipRequest = {
      kind: "request",
      method: "REGISTER",
      uri,
      headers: [
        { name: "Max-Forwards", value: "70" },
        { name: "From", value: `${this.self};tag=${this.chance.token()}` },
        { name: "To", value: this.self },
        { name: "Call-ID", value: this.#callId },
        { name: "CSeq", value: `${this.#cseq++} REGISTER` },
        { name: "Contact", value: this.contact },
        { name: "Expires", value: String(expiresS) },
      ],
      body: new Uint8Array(0),
    };
    this.errand(request, (response) => {
      if (response === undefined || response.status >= 300) {
        return this.show({ type: "register-failed", status: response?.status ?? 408 });
      }
      const granted = this.#grantedS(response) ?? expiresS;
      if (expiresS > 0) this.#refreshAt = later(this.now, granted * 500);
      this.show({ type: "registered", expiresS: expiresS > 0 ? granted : 0 });
    });
  }

  /** Sends a request outside any dialog, once more with credentials when it is asked for them. */
  errand(request: SipRequest, done: Errand["done"], tries = 0): string {
    const started = this.transactions.request(this.digest.sign(request), this.flow, this.flow.local, this.now);
    this.#errands.set(started.key, { request, tries, done });
    this.carry(started.events);
    return started.key;
  }

  carry(events: readonly TransactionEvent[]): void {
    for (const event of events) {
      if (event.type === "send") this.#out.push(event);
      else this.#signals.push(event);
    }
  }

  show(event: PhoneEvent): void {
    this.#out.push({ type: "event", event });
  }

  /** The box's name in URIs. */
  get host(): string {
    const { ip, port } = this.flow.remote;
    return port === 5060 ? formatHost(ip) : `${formatHost(ip)}:${port}`;
  }

  get self(): string {
    const name = this.#name === undefined ? "" : `"${this.#name}" `;
    return `${name}<sip:${this.number}@${this.host}>`;
  }

  get contact(): string {
    const { ip, port } = this.flow.local;
    const transport = this.flow.transport === "udp" ? "" : `;transport=${this.flow.transport}`;
    return `<sip:${this.number}@${formatHost(ip)}:${port}${transport}>`;
  }

  #look(signal: TransactionEvent): void {
    switch (signal.type) {
      case "request":
      case "ack":
      case "cancelled":
        return requestIn(this, signal);
      case "response":
        return this.#response(signal.key, signal.response);
      case "failed":
        return this.#response(signal.key, undefined);
      case "unconfirmed":
        return this.#unconfirmed(signal.key);
      case "stray":
      case "send":
        return;
    }
  }

  /** RFC 3261 §13.3.1.4: a 2xx that nobody acknowledged is followed by a BYE. */
  #unconfirmed(key: string): void {
    for (const line of this.lines.values()) {
      if (line.state.at === "answered" && line.state.key === key) hangUp(this, line);
    }
  }

  #response(key: string, response: SipResponse | undefined): void {
    const errand = this.#errands.get(key);
    if (errand === undefined) return lineResponse(this, key, response);
    if (response !== undefined && response.status < 200) return errand.done(response);
    const isInvite = errand.request.method === "INVITE";
    // An INVITE's 2xx may come again, and be acknowledged again: its line knows it by the key.
    this.#errands.delete(key);
    const line = [...this.lines.values()].find(({ state }) => state.at === "dialling" && state.key === key);
    const isWanted = line?.state.at !== "dialling" || !line.state.givenUp;
    if (isWanted && response?.status === 401 && errand.tries < 2 && this.digest.learn(response)) {
      const number = Number(header(errand.request, "CSeq")!.split(" ")[0]) + 1;
      const again = withHeader(errand.request, "CSeq", `${number} ${errand.request.method}`);
      if (!isInvite) this.#cseq = Math.max(this.#cseq, number + 1);
      const fresh = this.errand(again, errand.done, errand.tries + 1);
      if (line?.state.at === "dialling") line.state = { ...line.state, key: fresh, invite: again };
      return;
    }
    errand.done(response);
  }

  #grantedS(response: SipResponse): number | undefined {
    for (const value of headers(response, "Contact")) {
      const contact = parseNameAddr(value);
      if (contact.ok && this.contact.includes(contact.value.uri)) {
        return Number(contact.value.parameters.get("expires"));
      }
    }
    return undefined;
  }
}
