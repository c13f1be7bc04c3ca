import { type Deadlines, elapsed, type Flow, type Instant, isReliable, START } from "../base/mod.ts";
import {
  header,
  markReceived,
  parseVia,
  respondTo,
  type SipRequest,
  type SipResponse,
  tagOf,
  type Via,
  writeMessage,
} from "../sip/mod.ts";
import type { TransactionEvent } from "./event.ts";
import {
  INVITE_SERVER_START,
  type InviteServerAct,
  type InviteServerEvent,
  stepInviteServer,
} from "./invite_server.ts";
import { belongsToAnswer, originKey, serverKey } from "./match.ts";
import { NON_INVITE_SERVER_START, stepNonInviteServer } from "./non_invite_server.ts";
import { type Moment, TERMINATED, type Timing } from "./timing.ts";
import {
  dueAt,
  type InviteServer,
  type NonInviteServer,
  type ServerTransaction,
  type Transaction,
  weightOf,
} from "./transaction.ts";
import { wayBack } from "./way_back.ts";

/** Seconds after which one may ask again when all places are taken: about the time a transaction lingers. */
const RETRY_AFTER_S = 32;

/** Bytes that a place stands for: more than a usual answer, far less than the 64 KiB that a hostile request may echo. */
const BYTES_PER_PLACE = 2048;

/** The requests that were sent to us: gives each machine what happens, and carries out what it wants. */
export class Servers {
  readonly #timing: Timing;
  readonly #limit: number;
  readonly #isUrgent: (request: SipRequest) => boolean;
  readonly #deadlines: Deadlines<Transaction>;
  readonly #tag: string;
  readonly #byKey = new Map<string, ServerTransaction>();
  readonly #byOrigin = new Map<string, ServerTransaction>();
  /** Those that only wait for copies of their request, in the order in which they were answered. */
  readonly #answered = new Set<NonInviteServer>();
  /** Of all transactions, in bytes. */
  #weight = 0;

  /** `tag` is the To tag of all answers that leave no transaction behind, by which their ACKs are known. */
  constructor(
    world: {
      tag: string;
      timing: Timing;
      limit: number;
      isUrgent: (request: SipRequest) => boolean;
      deadlines: Deadlines<Transaction>;
    },
  ) {
    this.#tag = world.tag;
    this.#timing = world.timing;
    this.#limit = world.limit;
    this.#isUrgent = world.isUrgent;
    this.#deadlines = world.deadlines;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Bytes that strangers make us keep. */
  get weight(): number {
    return this.#weight;
  }

  all(): Iterable<ServerTransaction> {
    return this.#byKey.values();
  }

  request(raw: SipRequest, flow: Flow, now: Instant, out: TransactionEvent[]): void {
    const top = parseVia(header(raw, "Via") ?? "");
    if (!top.ok) return; // there is no way back
    const via = top.value;
    if (raw.method === "ACK") return this.#ack(raw, via, flow, now, out);
    const key = serverKey(raw, via, raw.method);
    const known = this.#byKey.get(key);
    if (known !== undefined) return this.#again(known, now, out);
    const request = markReceived(raw, flow);
    const back = wayBack(via, flow);
    if (request.method === "CANCEL" && this.#cancel(request, key, via, back, now, out)) return;
    const origin = originKey(request);
    const refusal = this.#refusal(request, origin, now);
    if (refusal !== undefined) {
      out.push({ type: "send", flow: back, bytes: writeMessage(refusal) });
      return;
    }
    this.#add(key, request.method, back, origin);
    out.push({ type: "request", key, request, flow });
  }

  respond(key: string, response: SipResponse, repeat: boolean, now: Instant, out: TransactionEvent[]): void {
    const transaction = this.#byKey.get(key);
    if (transaction === undefined) return;
    const event = { type: "respond", status: response.status, repeat } as const;
    if (transaction.kind === "invite-server") return void this.#stepInvite(transaction, event, now, out, response);
    const { flow } = transaction;
    const [state, ...acts] = stepNonInviteServer(transaction.state, event, this.#moment(flow, now));
    transaction.state = state;
    if (acts.length > 0) {
      transaction.last = writeMessage(response);
      out.push({ type: "send", flow, bytes: transaction.last });
    }
    this.#settle(transaction);
  }

  confirm(key: string): void {
    const transaction = this.#byKey.get(key);
    if (transaction?.kind !== "invite-server") return;
    // Confirming only ends something, so that the moment does not matter.
    this.#stepInvite(transaction, { type: "confirm" }, START, []);
  }

  expire(transaction: ServerTransaction, now: Instant, out: TransactionEvent[]): void {
    if (transaction.kind === "invite-server") return void this.#stepInvite(transaction, { type: "deadline" }, now, out);
    const [state] = stepNonInviteServer(transaction.state, { type: "deadline" }, this.#moment(transaction.flow, now));
    transaction.state = state;
    this.#settle(transaction);
  }

  #ack(ack: SipRequest, via: Via, flow: Flow, now: Instant, out: TransactionEvent[]): void {
    const transaction = this.#byKey.get(serverKey(ack, via, "INVITE"));
    if (transaction?.kind === "invite-server" && belongsToAnswer(ack, via, transaction.toTag)) {
      const acts = this.#stepInvite(transaction, { type: "ack" }, now, out);
      if (!acts.includes("ack")) return;
    }
    if (tagOf(header(ack, "To") ?? "") === this.#tag) return;
    out.push({ type: "ack", request: ack, flow });
  }

  /** The request once more: the last response once more. */
  #again(transaction: ServerTransaction, now: Instant, out: TransactionEvent[]): void {
    if (transaction.kind === "invite-server") return void this.#stepInvite(transaction, { type: "request" }, now, out);
    const { flow, last } = transaction;
    const [, ...acts] = stepNonInviteServer(transaction.state, { type: "request" }, this.#moment(flow, now));
    if (acts.length > 0 && last !== undefined) out.push({ type: "send", flow, bytes: last });
  }

  /** RFC 3261 §9.2. Says whether there is something that this CANCEL cancels. */
  #cancel(
    cancel: SipRequest,
    key: string,
    via: Via,
    back: Flow,
    now: Instant,
    out: TransactionEvent[],
  ): boolean {
    const invite = this.#byKey.get(serverKey(cancel, via, "INVITE"));
    if (invite?.kind !== "invite-server") return false;
    this.#add(key, "CANCEL", back, undefined);
    this.respond(key, respondTo(cancel, 200, { toTag: invite.toTag ?? this.#tag }), false, now, out);
    if (invite.state.at === "proceeding") out.push({ type: "cancelled", key: invite.key, request: cancel });
    return true;
  }

  /** The answer to a request that gets no transaction, if it is one. */
  #refusal(request: SipRequest, origin: string | undefined, now: Instant): SipResponse | undefined {
    if (origin !== undefined && this.#byOrigin.has(origin)) {
      return respondTo(request, 482, { reason: "Merged Request", toTag: this.#tag });
    }
    // What belongs to a dialog may use a reserve: a BYE makes room, and must not wait for it. Nor must a call for help.
    const mayPass = tagOf(header(request, "To") ?? "") !== undefined || this.#isUrgent(request);
    const places = (mayPass ? 1.25 : 1) * this.#limit;
    if (this.#hasRoom(places) || this.#makeRoom(places, now)) return undefined;
    const headers = [{ name: "Retry-After", value: String(RETRY_AFTER_S) }];
    return respondTo(request, 503, { toTag: this.#tag, headers });
  }

  #hasRoom(places: number): boolean {
    return this.#byKey.size < places && this.#weight < places * BYTES_PER_PLACE;
  }

  /**
   * Lets answered requests go before timer J where all places are taken: a few thousand refusals a second, each kept for
   * 32 s, would else close the box to everybody. What was answered T2 ago has had three chances to be asked again; a copy
   * that comes later still is taken for a new request, which its user must bear from a peer that restarted, too.
   */
  #makeRoom(places: number, now: Instant): boolean {
    const { t1Ms, t2Ms } = this.#timing;
    for (const transaction of this.#answered) {
      const { state } = transaction;
      if (state.at !== "completed" || elapsed(now, state.endAt) > 64 * t1Ms - t2Ms) return false;
      transaction.state = TERMINATED;
      this.#settle(transaction);
      if (this.#hasRoom(places)) return true;
    }
    return false;
  }

  #stepInvite(
    transaction: InviteServer,
    event: InviteServerEvent,
    now: Instant,
    out: TransactionEvent[],
    response?: SipResponse,
  ): readonly InviteServerAct[] {
    const { key, flow } = transaction;
    const [state, ...acts] = stepInviteServer(transaction.state, event, this.#moment(flow, now));
    transaction.state = state;
    for (const act of acts) {
      switch (act) {
        case "send": {
          const bytes = writeMessage(response!);
          transaction.last = bytes;
          transaction.toTag = tagOf(header(response!, "To") ?? "") ?? transaction.toTag;
          if (event.type === "respond" && event.repeat) transaction.repeated = bytes;
          out.push({ type: "send", flow, bytes });
          break;
        }
        case "resend":
          if (transaction.last !== undefined) out.push({ type: "send", flow, bytes: transaction.last });
          break;
        case "repeat":
          out.push({ type: "send", flow, bytes: transaction.repeated! });
          break;
        case "unconfirmed":
          out.push({ type: "unconfirmed", key });
          break;
      }
    }
    if (!("repeat" in state) || state.repeat === undefined) transaction.repeated = undefined;
    // RFC 6026 §7.1: nothing is sent again for a copy of the INVITE; nor is it for an ACK.
    if (state.at === "accepted" || state.at === "confirmed") transaction.last = undefined;
    this.#settle(transaction);
    return acts;
  }

  #add(key: string, method: string, flow: Flow, origin: string | undefined): void {
    const rest = { key, flow, origin, weight: 0, last: undefined };
    const transaction: ServerTransaction = method === "INVITE"
      ? { kind: "invite-server", ...rest, state: INVITE_SERVER_START, repeated: undefined, toTag: undefined }
      : { kind: "non-invite-server", ...rest, state: NON_INVITE_SERVER_START };
    this.#byKey.set(key, transaction);
    if (origin !== undefined) this.#byOrigin.set(origin, transaction);
    this.#weigh(transaction);
  }

  #settle(transaction: ServerTransaction): void {
    const due = dueAt(transaction);
    if (due === undefined) this.#deadlines.clear(transaction);
    else this.#deadlines.set(transaction, due);
    this.#weigh(transaction);
    if (transaction.kind === "non-invite-server" && transaction.state.at === "completed") {
      this.#answered.add(transaction);
    }
    if (transaction.state.at !== "terminated") return;
    if (transaction.kind === "non-invite-server") this.#answered.delete(transaction);
    this.#byKey.delete(transaction.key);
    if (transaction.origin !== undefined) this.#byOrigin.delete(transaction.origin);
  }

  #weigh(transaction: ServerTransaction): void {
    const weight = weightOf(transaction);
    this.#weight += weight - transaction.weight;
    transaction.weight = weight;
  }

  #moment(flow: Flow, now: Instant): Moment {
    return { now, reliable: isReliable(flow.transport), timing: this.#timing };
  }
}
