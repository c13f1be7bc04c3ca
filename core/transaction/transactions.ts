import { type Address, type Chance, Deadlines, type Flow, type Instant } from "../base/mod.ts";
import { type Header, type SipMessage, type SipRequest, type SipResponse, writeMessage } from "../sip/mod.ts";
import { Clients } from "./clients.ts";
import type { TransactionEvent } from "./event.ts";
import { Servers } from "./servers.ts";
import type { Timing } from "./timing.ts";
import type { Transaction } from "./transaction.ts";

export interface TransactionsOptions {
  readonly chance: Chance;
  /** RFC 3261 §17.1.1.1, in milliseconds. Default 500. */
  readonly t1Ms?: number;
  /** Default 4000. */
  readonly t2Ms?: number;
  /** Default 5000. */
  readonly t4Ms?: number;
  /** Timer C (§16.6) in milliseconds, after which our INVITE without news is cancelled. Default: the user counts. */
  readonly timerCMs?: number;
  /**
   * How many server transactions may live, with 2 KiB of keys and answers each on the average. Beyond it what was
   * answered T2 ago gives way; where nothing can, a new request gets 503 with Retry-After and leaves no trace; one inside a
   * dialog may use a quarter more. Default 65,536.
   */
  readonly limit?: number;
  /** Which requests may use that quarter too: emergency calls. Pure. Default: none. */
  readonly isUrgent?: (request: SipRequest) => boolean;
}

/** How many transactions live, and how many deadlines they have. All zero when nothing goes on. */
export interface TransactionSizes {
  readonly client: number;
  readonly server: number;
  readonly deadlines: number;
}

/**
 * All transactions of the box (RFC 3261 §17 as amended by RFC 6026). Every method is one turn: it takes what happened and
 * returns what is to be done.
 */
export class Transactions {
  readonly #deadlines = new Deadlines<Transaction>();
  readonly #clients: Clients;
  readonly #servers: Servers;

  constructor(options: TransactionsOptions) {
    const { chance, t1Ms = 500, t2Ms = 4000, t4Ms = 5000, timerCMs, limit = 65_536, isUrgent = () => false } = options;
    for (const [name, ms] of Object.entries({ t1Ms, t2Ms, t4Ms })) {
      if (!(ms > 0)) throw new RangeError(`Cannot time transactions with ${name} "${ms}": expected more than 0`);
    }
    const timing: Timing = { t1Ms, t2Ms, t4Ms, timerCMs };
    const deadlines = this.#deadlines;
    this.#clients = new Clients({ chance, timing, deadlines });
    this.#servers = new Servers({ tag: chance.token(), timing, limit, isUrgent, deadlines });
  }

  get sizes(): TransactionSizes {
    return { client: this.#clients.size, server: this.#servers.size, deadlines: this.#deadlines.size };
  }

  /** What the server transactions keep of strangers' words, keys and answers together, in bytes; zero in the end too. */
  get serverBytes(): number {
    return this.#servers.weight;
  }

  /** A parsed message from the network. */
  receive(message: SipMessage, flow: Flow, now: Instant): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    if (message.kind === "request") this.#servers.request(message, flow, now, out);
    else this.#clients.response(message, flow, now, out);
    return out;
  }

  /**
   * Sends a request in a transaction of its own, under a Via with `sentBy`: our address as the peer shall see it. The ACK
   * for a 2xx is no such request: see {@link acknowledge}.
   */
  request(
    request: SipRequest,
    flow: Flow,
    sentBy: Address,
    now: Instant,
  ): { readonly key: string; readonly events: readonly TransactionEvent[] } {
    const events: TransactionEvent[] = [];
    return { key: this.#clients.request(request, flow, sentBy, now, events), events };
  }

  /**
   * Cancels our INVITE (§9.1): CANCEL goes, with the `extra` headers, as soon as a provisional response has come; when
   * 64*T1 later there is no final response, the INVITE has failed. Quiet when it is answered or over already.
   */
  cancel(key: string, extra: readonly Header[], now: Instant): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    this.#clients.cancel(key, extra, now, out);
    return out;
  }

  /**
   * Sends our INVITE once more though a provisional response has come. §17.1.1.2 would rather have it rest, but nothing else
   * tells whether who said it is still there: whoever is must say it again (§17.2.1). Quiet where it is answered or cancelled,
   * and over a reliable transport, where the connection tells.
   */
  repeat(key: string, now: Instant): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    this.#clients.repeat(key, now, out);
    return out;
  }

  /**
   * Sends a response to the request `key`; quiet when that has had its final response or is over. With `repeat`, a
   * reliable provisional response (RFC 3262 §3) or a 2xx to INVITE (RFC 3261 §13.3.1.4) is sent again and again until
   * {@link confirm}, and after 64*T1 it is `unconfirmed`.
   */
  respond(
    key: string,
    response: SipResponse,
    now: Instant,
    options: { readonly repeat?: boolean } = {},
  ): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    this.#servers.respond(key, response, options.repeat ?? false, now, out);
    return out;
  }

  /** The PRACK or the ACK for the repeated response of `key` has come. */
  confirm(key: string): void {
    this.#servers.confirm(key);
  }

  /**
   * Bytes could not be sent to this peer, or the connection is gone: what we asked there and has no answer yet fails
   * (§8.1.3.1, §17.1.4). An INVITE that rings there is cancelled besides, where the way may be opened anew.
   */
  undeliverable(flow: Flow, now: Instant): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    for (const transaction of [...this.#clients.all()]) {
      if (reachesSame(transaction.flow, flow)) this.#clients.unreachable(transaction, now, out);
    }
    return out;
  }

  /** Carries out all deadlines up to `now`. */
  expire(now: Instant): readonly TransactionEvent[] {
    const out: TransactionEvent[] = [];
    for (let due = this.#deadlines.take(now); due !== undefined; due = this.#deadlines.take(now)) {
      if (due.kind === "invite-client" || due.kind === "non-invite-client") this.#clients.expire(due, now, out);
      else this.#servers.expire(due, now, out);
    }
    return out;
  }

  /** When {@link expire} is to be called next. */
  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  /**
   * Sends the ACK for a 2xx, which has a branch and no transaction (§13.2.2.4). Keep the bytes: every copy of the 2xx is
   * answered with them.
   */
  acknowledge(ack: SipRequest, flow: Flow, sentBy: Address): readonly TransactionEvent[] {
    return this.mention(ack, flow, sentBy);
  }

  /** Sends a request once, in no transaction: nobody waits for its answer, which will be stray. */
  mention(request: SipRequest, flow: Flow, sentBy: Address): readonly TransactionEvent[] {
    return [{ type: "send", flow, bytes: writeMessage(this.#clients.sign(request, flow, sentBy).signed) }];
  }

  /** One line per transaction, for the support ticket. */
  describe(now: Instant): readonly string[] {
    return [...this.#clients.all(), ...this.#servers.all()].map((transaction) => {
      const due = this.#deadlines.of(transaction);
      const wait = due === undefined ? "waits for its user" : `wakes in ${due - now} ms`;
      return `${transaction.kind} ${transaction.key} ${transaction.state.at}, ${wait}`;
    });
  }
}

/** Whether both flows lead to one peer; one without a connection stands for any connection to that address. */
function reachesSame(a: Flow, b: Flow): boolean {
  return a.remote.port === b.remote.port && a.remote.ip === b.remote.ip && a.transport === b.transport &&
    (a.connection === undefined || b.connection === undefined || a.connection === b.connection);
}
