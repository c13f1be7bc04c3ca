import { toText } from "../../core/base/mod.ts";
import { header, headers, parseMessage, parseVia, type SipMessage, type SipRequest } from "../../core/sip/mod.ts";

/** RFC 3261 §17.1.1.1: T1 as phones within one office may have it, T2, and 64 x 500 ms, after which a phone gives up. */
const [T1_MS, T2_MS, GIVE_UP_MS] = [100, 4_000, 32_000];

interface Ends {
  /** To the network. */
  send(bytes: Uint8Array): void;
  /** To the phone. */
  deliver(bytes: Uint8Array): void;
  after(ms: number, act: () => void): void;
}

/**
 * What a phone by hand does by itself on a network that loses, doubles and reorders (RFC 3261 §17): says again what nobody
 * has answered, answers copies as it answered first, keeps copies from its user, and asks the next thing in a call once the
 * one before is answered.
 */
export class SteadyLine {
  readonly #ends: Ends;
  /** Requests without a final answer, by branch and method. */
  readonly #open = new Map<string, SipRequest>();
  /** Requests that wait for the one before in their call. */
  readonly #waiting = new Map<string, { readonly request: SipRequest; readonly bytes: Uint8Array }[]>();
  /** Requests that have a provisional answer. */
  readonly #proceeding = new Set<string>();
  /** The ACK of each of our INVITEs. */
  readonly #acks = new Map<string, Uint8Array>();
  /** The INVITEs whose final answer was acknowledged. */
  readonly #acked = new Set<string>();
  /** What was asked of us, with our last answer to it. */
  readonly #asked = new Map<string, Uint8Array | undefined>();
  readonly #provisional = new Set<string>();

  constructor(ends: Ends) {
    this.#ends = ends;
  }

  /** Something that the phone says. */
  post(bytes: Uint8Array): void {
    const message = read(bytes);
    if (message === undefined) return this.#ends.send(bytes);
    if (message.kind === "request") this.#ask(message, bytes);
    else this.#answer(message, bytes);
  }

  /** Something that the network brings. */
  take(bytes: Uint8Array): void {
    const message = read(bytes);
    if (message === undefined) return this.#ends.deliver(bytes);
    const key = keyOf(message);
    if (message.kind === "response") {
      if (!this.#open.has(key)) return this.#acknowledgeAgain(message);
      if (message.status >= 200) this.#close(key);
      else {
        this.#proceeding.add(key);
        if (this.#provisional.has(toText(bytes))) return;
        this.#provisional.add(toText(bytes));
      }
      return this.#ends.deliver(bytes);
    }
    if (message.method === "ACK") this.#acked.add(exchangeOf(message));
    if (this.#asked.has(key)) {
      const said = this.#asked.get(key);
      return said === undefined ? undefined : this.#ends.send(said);
    }
    this.#asked.set(key, undefined);
    this.#ends.deliver(bytes);
  }

  #ask(request: SipRequest, bytes: Uint8Array): void {
    if (request.method === "ACK") {
      this.#acks.set(exchangeOf(request), bytes);
      return this.#ends.send(bytes);
    }
    const call = header(request, "Call-ID")!;
    const waiting = this.#waiting.get(call);
    // A CANCEL overtakes, and what is asked while somebody rings does not wait for him.
    if (request.method === "CANCEL" || request.method === "INVITE" && waiting === undefined) {
      return this.#begin(request, bytes);
    }
    if (waiting !== undefined) waiting.push({ request, bytes });
    else {
      this.#waiting.set(call, []);
      this.#begin(request, bytes);
    }
  }

  #begin(request: SipRequest, bytes: Uint8Array): void {
    const key = keyOf(request);
    this.#open.set(key, request);
    this.#repeat(bytes, () => this.#open.has(key) && !(request.method === "INVITE" && this.#proceeding.has(key)));
  }

  #close(key: string): void {
    const request = this.#open.get(key)!;
    this.#open.delete(key);
    if (request.method === "CANCEL" || request.method === "INVITE") return;
    const call = header(request, "Call-ID")!;
    const next = this.#waiting.get(call)?.shift();
    if (next === undefined) this.#waiting.delete(call);
    else {
      this.#begin(next.request, next.bytes);
      // A new INVITE in the call is not waited for: the other side may think about it.
      if (next.request.method === "INVITE") this.#waiting.delete(call);
    }
  }

  /** §13.2.2.4: each copy of a 2xx, and each of a refusal, is acknowledged. */
  #acknowledgeAgain(response: SipMessage): void {
    const ack = this.#acks.get(exchangeOf(response));
    if (ack !== undefined && response.kind === "response" && response.status >= 200) this.#ends.send(ack);
  }

  #answer(response: Extract<SipMessage, { readonly kind: "response" }>, bytes: Uint8Array): void {
    this.#asked.set(keyOf(response), bytes);
    const isFinal = response.status >= 200 && header(response, "CSeq")!.endsWith(" INVITE");
    if (!isFinal) return this.#ends.send(bytes);
    const exchange = exchangeOf(response);
    this.#repeat(bytes, () => !this.#acked.has(exchange));
  }

  #repeat(bytes: Uint8Array, isWanted: () => boolean): void {
    const again = (waitedMs: number, nextMs: number): void => {
      this.#ends.send(bytes);
      if (waitedMs + nextMs > GIVE_UP_MS) return;
      this.#ends.after(nextMs, () => isWanted() && again(waitedMs + nextMs, Math.min(2 * nextMs, T2_MS)));
    };
    again(0, T1_MS);
  }
}

function read(bytes: Uint8Array): SipMessage | undefined {
  const parsed = parseMessage(bytes);
  return parsed.ok ? parsed.value : undefined;
}

/** §17.2.3: one transaction. */
function keyOf(message: SipMessage): string {
  const via = parseVia(headers(message, "Via")[0] ?? "");
  const method = header(message, "CSeq")!.split(" ")[1]!;
  return `${via.ok ? via.value.branch ?? "" : ""} ${method}`;
}

/** One INVITE of one call, its answer and its ACK. */
function exchangeOf(message: SipMessage): string {
  return `${header(message, "Call-ID")} ${header(message, "CSeq")!.split(" ")[0]}`;
}
