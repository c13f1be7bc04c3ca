import {
  type Address,
  type Chance,
  type Deadlines,
  type Flow,
  formatAddress,
  type Instant,
  isReliable,
} from "../base/mod.ts";
import {
  type Header,
  header,
  headers,
  MAGIC_COOKIE,
  parseCseq,
  parseVia,
  prepend,
  type SipRequest,
  type SipResponse,
  writeMessage,
} from "../sip/mod.ts";
import type { TransactionEvent } from "./event.ts";
import { ackRefusal, cancelRequest, outlineOf } from "./follow_up.ts";
import { type ClientEvent, type InviteClientEvent, startInviteClient, stepInviteClient } from "./invite_client.ts";
import { clientKey } from "./match.ts";
import { startNonInviteClient, stepNonInviteClient } from "./non_invite_client.ts";
import type { Moment, Timing } from "./timing.ts";
import {
  type ClientTransaction,
  dueAt,
  type InviteClient,
  type NonInviteClient,
  type Transaction,
} from "./transaction.ts";

const NO_HEADERS: readonly Header[] = [];

/** The requests that we have sent: gives each machine what happens, and carries out what it wants. */
export class Clients {
  readonly #chance: Chance;
  readonly #timing: Timing;
  readonly #deadlines: Deadlines<Transaction>;
  readonly #byKey = new Map<string, ClientTransaction>();

  constructor(world: { chance: Chance; timing: Timing; deadlines: Deadlines<Transaction> }) {
    this.#chance = world.chance;
    this.#timing = world.timing;
    this.#deadlines = world.deadlines;
  }

  get size(): number {
    return this.#byKey.size;
  }

  all(): Iterable<ClientTransaction> {
    return this.#byKey.values();
  }

  /** Starts a transaction for a request without a Via of ours. */
  request(request: SipRequest, flow: Flow, sentBy: Address, now: Instant, out: TransactionEvent[]): string {
    if (request.method === "ACK" || request.method === "CANCEL") {
      throw new Error(`Cannot start a transaction for "${request.method}": it follows another request`);
    }
    const { branch, signed } = this.sign(request, flow, sentBy);
    const key = clientKey(branch, request.method);
    const bytes = writeMessage(signed);
    if (request.method === "INVITE") {
      const [state] = startInviteClient(this.#moment(flow, now));
      const outline = outlineOf(signed);
      this.#add({ kind: "invite-client", key, flow, state, bytes, outline, cancelWith: NO_HEADERS });
    } else {
      const [state] = startNonInviteClient(this.#moment(flow, now));
      this.#add({ kind: "non-invite-client", key, flow, quiet: false, state, bytes });
    }
    out.push({ type: "send", flow, bytes });
    return key;
  }

  /** Puts a Via with a new branch on top (RFC 3261 §8.1.1.7), asking for `rport` (RFC 3581). */
  sign(request: SipRequest, flow: Flow, sentBy: Address): { readonly branch: string; readonly signed: SipRequest } {
    const branch = MAGIC_COOKIE + this.#chance.token();
    const via = `SIP/2.0/${flow.transport.toUpperCase()} ${formatAddress(sentBy)};branch=${branch};rport`;
    return { branch, signed: prepend(request, "Via", via) };
  }

  response(response: SipResponse, flow: Flow, now: Instant, out: TransactionEvent[]): void {
    // §8.1.3.3: with a second Via it was meant for somebody behind us, and nobody is.
    if (headers(response, "Via").length > 1) return;
    const via = parseVia(header(response, "Via") ?? "");
    const cseq = parseCseq(header(response, "CSeq") ?? "");
    if (!via.ok || !cseq.ok) return;
    const transaction = this.#byKey.get(clientKey(via.value.branch ?? "", cseq.value.method));
    if (transaction === undefined) {
      out.push({ type: "stray", response, flow });
      return;
    }
    this.#step(transaction, { type: "response", status: response.status }, now, out, response);
  }

  cancel(key: string, extra: readonly Header[], now: Instant, out: TransactionEvent[]): void {
    const transaction = this.#byKey.get(key);
    if (transaction?.kind !== "invite-client" || transaction.outline === undefined) return;
    transaction.cancelWith = extra;
    this.#stepInvite(transaction, { type: "cancel" }, now, out);
  }

  repeat(key: string, now: Instant, out: TransactionEvent[]): void {
    const transaction = this.#byKey.get(key);
    if (transaction?.kind === "invite-client") this.#stepInvite(transaction, { type: "repeat" }, now, out);
  }

  unreachable(transaction: ClientTransaction, now: Instant, out: TransactionEvent[]): void {
    this.#step(transaction, { type: "unreachable", mayReturn: transaction.flow.connection === undefined }, now, out);
  }

  expire(transaction: ClientTransaction, now: Instant, out: TransactionEvent[]): void {
    this.#step(transaction, { type: "deadline" }, now, out);
  }

  #step(
    transaction: ClientTransaction,
    event: ClientEvent,
    now: Instant,
    out: TransactionEvent[],
    response?: SipResponse,
  ): void {
    if (transaction.kind === "invite-client") this.#stepInvite(transaction, event, now, out, response);
    else this.#stepNonInvite(transaction, event, now, out, response);
  }

  #stepInvite(
    transaction: InviteClient,
    event: InviteClientEvent,
    now: Instant,
    out: TransactionEvent[],
    response?: SipResponse,
  ): void {
    const { key, flow } = transaction;
    const [state, ...acts] = stepInviteClient(transaction.state, event, this.#moment(flow, now));
    transaction.state = state;
    for (const act of acts) {
      switch (act) {
        case "ack":
          // Built once, when the refusal comes; its copies are answered with the same bytes.
          if (transaction.outline !== undefined) {
            transaction.bytes = writeMessage(ackRefusal(transaction.outline, response!));
            transaction.outline = undefined;
          }
          out.push({ type: "send", flow, bytes: transaction.bytes! });
          break;
        case "send":
          out.push({ type: "send", flow, bytes: transaction.bytes! });
          break;
        case "cancel":
          this.#sendCancel(transaction, now, out);
          break;
        case "pass":
          out.push({ type: "response", key, response: response! });
          break;
        case "timeout":
        case "unreachable":
        case "broken":
          out.push({ type: "failed", key, why: act });
          break;
      }
    }
    // An answered INVITE is neither sent again nor cancelled.
    if (state.at === "accepted") transaction.bytes = transaction.outline = undefined;
    this.#settle(transaction);
  }

  #stepNonInvite(
    transaction: NonInviteClient,
    event: ClientEvent,
    now: Instant,
    out: TransactionEvent[],
    response?: SipResponse,
  ): void {
    const { key, flow, quiet } = transaction;
    const [state, ...acts] = stepNonInviteClient(transaction.state, event, this.#moment(flow, now));
    transaction.state = state;
    for (const act of acts) {
      if (act === "send") out.push({ type: "send", flow, bytes: transaction.bytes! });
      else if (quiet) continue;
      else if (act === "pass") out.push({ type: "response", key, response: response! });
      else out.push({ type: "failed", key, why: act });
    }
    if (state.at === "completed") transaction.bytes = undefined;
    this.#settle(transaction);
  }

  /** A CANCEL is a transaction of its own that shares the INVITE's branch (§9.1). */
  #sendCancel(invite: InviteClient, now: Instant, out: TransactionEvent[]): void {
    const { flow } = invite;
    const bytes = writeMessage(cancelRequest(invite.outline!, invite.cancelWith));
    const key = clientKey(invite.key.slice(0, invite.key.indexOf(" ")), "CANCEL");
    const [state] = startNonInviteClient(this.#moment(flow, now));
    this.#add({ kind: "non-invite-client", key, flow, quiet: true, state, bytes });
    invite.cancelWith = NO_HEADERS;
    out.push({ type: "send", flow, bytes });
  }

  #add(transaction: ClientTransaction): void {
    this.#byKey.set(transaction.key, transaction);
    this.#settle(transaction);
  }

  #settle(transaction: ClientTransaction): void {
    const due = dueAt(transaction);
    if (due === undefined) this.#deadlines.clear(transaction);
    else this.#deadlines.set(transaction, due);
    if (transaction.state.at === "terminated") this.#byKey.delete(transaction.key);
  }

  #moment(flow: Flow, now: Instant): Moment {
    return { now, reliable: isReliable(flow.transport), timing: this.#timing };
  }
}
