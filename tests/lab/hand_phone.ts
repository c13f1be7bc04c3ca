import { type Chance, type Flow, formatAddress, formatHost, toBytes, toText } from "../../core/base/mod.ts";
import {
  DigestMemory,
  type Header,
  header,
  headers,
  parseMessage,
  parseVia,
  prepend,
  respondTo,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  tagOf,
  withHeader,
  writeMessage,
} from "../../core/sip/mod.ts";
import { HandCall } from "./hand_call.ts";

/** What a message is made of by hand. */
export interface HandParts {
  readonly headers?: readonly Header[];
  /** A session description. */
  readonly sdp?: string | undefined;
  readonly body?: string;
  readonly type?: string;
}

/**
 * A phone worked by hand: it says exactly what the test says, and shows what it got. Only what no test is about it does
 * by itself: credentials, the ACK of a refusal, and a 200 for whatever needs no thought (see {@link HandPhone.polite}).
 */
export class HandPhone {
  readonly number: string;
  flow: Flow;
  /** The last bytes that it sent of its own will. */
  lastSent: Uint8Array = new Uint8Array(0);
  /** Its user mistyped the secret. */
  badSecret = false;
  /** Everything that came, copies too. */
  readonly got: SipMessage[] = [];
  readonly calls: HandCall[] = [];
  /** What is wrong with messages that came and cannot be read. */
  readonly unreadable: string[] = [];
  /** Requests that are answered with 200 by themselves; a CANCEL also ends its INVITE with 487. */
  readonly polite: Set<string> = new Set(["BYE", "CANCEL", "NOTIFY", "INFO", "PRACK", "MESSAGE", "OPTIONS"]);
  readonly chance: Chance;
  readonly #post: (bytes: Uint8Array) => void;
  readonly #digest: DigestMemory;
  /** What was sent and has no final response yet, by branch. */
  readonly #out = new Map<string, SipRequest>();
  readonly #vias = new WeakMap<SipRequest, string>();
  /** Branches of requests that were sent again with credentials. */
  readonly #retried = new Set<string>();
  /** Requests that came, and the polite answer to them. */
  readonly #seen = new Map<string, Uint8Array | undefined>();
  readonly #callId: string;
  #cseq = 0;

  constructor(parts: {
    number: string;
    secret: string;
    flow: Flow;
    chance: Chance;
    post: (bytes: Uint8Array) => void;
  }) {
    this.number = parts.number;
    this.flow = parts.flow;
    this.chance = parts.chance;
    this.#post = parts.post;
    this.#digest = new DigestMemory(parts.number, parts.secret, parts.chance);
    this.#callId = parts.chance.token();
  }

  get contact(): string {
    const transport = this.flow.transport === "udp" ? "" : `;transport=${this.flow.transport}`;
    return `<sip:${this.number}@${formatAddress(this.flow.local)}${transport}>`;
  }

  /** The box's name in URIs. */
  get host(): string {
    return formatHost(this.flow.remote.ip);
  }

  /** Speaks over a new connection from now on. */
  reconnect(connection: number): void {
    this.flow = { ...this.flow, connection };
  }

  /** REGISTER; `parameters` go behind the Contact: `;q=0.5`. */
  register(parameters = "", extra: readonly Header[] = []): void {
    this.outside("REGISTER", `sip:${this.host}`, {
      headers: [{ name: "Contact", value: this.contact + parameters }, ...extra],
      callId: this.#callId,
    });
  }

  /** Calls a number, or a service by its URN; an empty `sdp` leaves the offer to the box. */
  invite(number: string, parts: HandParts = {}): HandCall {
    const request = this.#make("INVITE", number.startsWith("urn:") ? number : `sip:${number}@${this.host}`, {
      ...parts,
      headers: [{ name: "Contact", value: this.contact }, ...parts.headers ?? []],
    });
    const call = new HandCall(this, request, "out");
    this.calls.push(call);
    this.send(request);
    return call;
  }

  /** Sends a request outside any dialog. */
  outside(method: string, uri: string, parts: HandParts & { readonly callId?: string } = {}): SipRequest {
    const request = this.#make(method, uri, parts);
    this.send(request);
    return request;
  }

  /** Puts a Via and credentials on a request and sends it; gives its branch. */
  send(request: SipRequest): string {
    const branch = `z9hG4bK${this.chance.token()}`;
    const via = `SIP/2.0/${this.flow.transport.toUpperCase()} ${formatAddress(this.flow.local)};branch=${branch};rport`;
    const plain = request.method === "ACK" || request.method === "CANCEL";
    const signed = plain ? request : this.badSecret ? spoiled(this.#digest.sign(request)) : this.#digest.sign(request);
    this.#out.set(branch, request);
    this.#vias.set(request, via);
    this.post(prepend(signed, "Via", via));
    return branch;
  }

  /** The Via under which a request was sent. */
  viaOf(request: SipRequest): string | undefined {
    return this.#vias.get(request);
  }

  /** Sends a message as it stands. */
  post(message: SipMessage | string): void {
    this.lastSent = typeof message === "string" ? toBytes(message) : writeMessage(message);
    this.#post(this.lastSent);
  }

  /** Answers a request. */
  respond(request: SipRequest, status: number, parts: HandParts & { readonly toTag?: string } = {}): SipResponse {
    const { toTag, sdp, body = sdp, type = "application/sdp" } = parts;
    const contact = status > 100 && status < 300 ? [{ name: "Contact", value: this.contact }] : [];
    const response = respondTo(request, status, {
      ...(toTag === undefined ? {} : { toTag }),
      headers: [...contact, ...parts.headers ?? []],
      ...(body === undefined ? {} : { body: toBytes(body), contentType: type }),
    });
    this.post(response);
    // A copy of the request is answered with the same (RFC 3261 §17.2), but for a 2xx to INVITE (RFC 6026 §7.1).
    const isAccepted = request.method === "INVITE" && status >= 200 && status < 300;
    this.#seen.set(seenAs(request), isAccepted ? undefined : this.lastSent);
    return response;
  }

  /** The responses to a method, oldest first. */
  statuses(method: string): readonly number[] {
    return this.responses(method).map(({ status }) => status);
  }

  responses(method: string): readonly SipResponse[] {
    return this.got.filter((each): each is SipResponse =>
      each.kind === "response" && header(each, "CSeq")!.endsWith(` ${method}`)
    );
  }

  requests(method: string): readonly SipRequest[] {
    return this.got.filter((each): each is SipRequest => each.kind === "request" && each.method === method);
  }

  take(bytes: Uint8Array): void {
    const parsed = parseMessage(bytes);
    if (!parsed.ok) {
      // The refusal of what cannot be read repeats what could not.
      if (!toText(bytes).startsWith("SIP/2.0 4")) this.unreadable.push(parsed.fault.text);
      return;
    }
    const message = parsed.value;
    if (message.kind === "response") this.#response(message);
    else this.#request(message);
  }

  #response(response: SipResponse): void {
    const via = parseVia(headers(response, "Via")[0] ?? "");
    const branch = via.ok ? via.value.branch ?? "" : "";
    const request = this.#out.get(branch);
    if (request === undefined) return;
    if (response.status < 200 || request.method === "INVITE" && response.status < 300) {
      this.got.push(response);
      for (const call of this.calls) call.response(request, response);
      return;
    }
    if (response.status >= 300 && request.method === "INVITE") this.#acknowledge(request, response);
    this.#out.delete(branch);
    const isFresh = !this.#retried.delete(branch);
    if (response.status === 401 && isFresh && this.#digest.learn(response)) {
      const [number, method] = header(request, "CSeq")!.split(" ");
      const again = withHeader(request, "CSeq", `${Number(number) + 1} ${method}`);
      this.#cseq = Math.max(this.#cseq, Number(number) + 1);
      for (const call of this.calls) call.signed(request, again);
      this.#retried.add(this.send(again));
      return;
    }
    this.got.push(response);
    for (const call of this.calls) call.response(request, response);
  }

  #acknowledge(request: SipRequest, response: SipResponse): void {
    const ack = { ...request, method: "ACK", body: new Uint8Array(0) };
    const cseq = header(request, "CSeq")!.replace("INVITE", "ACK");
    const bare = { ...ack, headers: ack.headers.filter(({ name }) => !/^(Content-|Require|Replaces)/.test(name)) };
    const via = headers(response, "Via")[0]!;
    this.post(prepend(withHeader(withHeader(bare, "CSeq", cseq), "To", header(response, "To")!), "Via", via));
  }

  #request(request: SipRequest): void {
    const { method } = request;
    this.got.push(request);
    const key = seenAs(request);
    if (this.#seen.has(key)) {
      const said = this.#seen.get(key);
      return said === undefined ? undefined : this.#post(said);
    }
    this.#seen.set(key, undefined);
    let call = this.calls.find((each) => each.owns(request));
    if (call === undefined && method === "INVITE" && tagOf(header(request, "To")!) === undefined) {
      call = new HandCall(this, request, "in");
      this.calls.push(call);
    }
    call?.request(request);
    if (!this.polite.has(method)) return;
    this.respond(request, 200);
    if (method === "CANCEL") call?.cancelled();
  }

  #make(method: string, uri: string, parts: HandParts & { readonly callId?: string }): SipRequest {
    const { sdp, body = sdp, type = "application/sdp" } = parts;
    const self = `<sip:${this.number}@${this.host}>`;
    const fields: Header[] = [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `${self};tag=${this.chance.token()}` },
      { name: "To", value: method === "REGISTER" ? self : `<${uri}>` },
      { name: "Call-ID", value: parts.callId ?? this.chance.token() },
      { name: "CSeq", value: `${++this.#cseq} ${method}` },
    ];
    for (const field of parts.headers ?? []) {
      const at = fields.findIndex(({ name }) => name === field.name);
      if (at < 0) fields.push(field);
      else fields[at] = field;
    }
    if (body !== undefined) fields.push({ name: "Content-Type", value: type });
    return { kind: "request", method, uri, headers: fields, body: toBytes(body ?? "") };
  }
}

/** What a request and its copies have in common. */
function seenAs(request: SipRequest): string {
  return `${headers(request, "Via")[0]} ${request.method}`;
}

function spoiled(request: SipRequest): SipRequest {
  const said = header(request, "Authorization");
  return said === undefined
    ? request
    : withHeader(request, "Authorization", said.replace(/response="./, 'response="x'));
}
