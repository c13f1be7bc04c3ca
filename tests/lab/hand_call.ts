import { toBytes, toText } from "../../core/base/mod.ts";
import {
  type Header,
  header,
  parseNameAddr,
  prepend,
  type SipRequest,
  type SipResponse,
  tagOf,
} from "../../core/sip/mod.ts";
import type { HandParts, HandPhone } from "./hand_phone.ts";

/** One INVITE dialog of a phone that is worked by hand. */
export class HandCall {
  readonly phone: HandPhone;
  readonly callId: string;
  /** Our From or To, with its tag. */
  readonly self: string;
  /** Theirs; with a tag once it is known. */
  peer: string;
  target: string;
  /** The INVITE that made it. */
  invite: SipRequest;
  /** What was answered to our requests, and asked of us, oldest first; no copies. */
  readonly responses: SipResponse[] = [];
  readonly requests: SipRequest[] = [];
  readonly #direction: "in" | "out";
  #cseq: number;

  constructor(phone: HandPhone, invite: SipRequest, direction: "in" | "out") {
    this.phone = phone;
    this.invite = invite;
    this.callId = header(invite, "Call-ID")!;
    this.#direction = direction;
    const [from, to] = [header(invite, "From")!, header(invite, "To")!];
    this.self = direction === "out" ? from : `${to};tag=${phone.chance.token()}`;
    this.peer = direction === "out" ? to : from;
    this.target = direction === "out" ? invite.uri : contactOf(invite)!;
    this.#cseq = direction === "out" ? cseqOf(invite) : 100;
  }

  get tag(): string {
    return tagOf(this.self)!;
  }

  get peerTag(): string {
    return tagOf(this.peer) ?? "";
  }

  /** Whether our first INVITE left the offer to the other side. */
  get late(): boolean {
    return this.invite.body.length === 0;
  }

  /** The statuses that our INVITE, or another method, got. */
  statuses(method = "INVITE"): readonly number[] {
    return this.responses.filter((each) => header(each, "CSeq")!.endsWith(` ${method}`)).map(({ status }) => status);
  }

  /** The latest response to a method. */
  answer(method = "INVITE"): SipResponse {
    const found = this.responses.findLast((each) => header(each, "CSeq")!.endsWith(` ${method}`));
    if (found === undefined) throw new Error(`Nothing was answered to ${method}`);
    return found;
  }

  /** The latest request of a method. */
  asked(method: string): SipRequest {
    const found = this.requests.findLast((each) => each.method === method);
    if (found === undefined) throw new Error(`${method} was not asked: ${this.requests.map((each) => each.method)}`);
    return found;
  }

  count(method: string): number {
    return this.requests.filter((each) => each.method === method).length;
  }

  /** Answers the latest request of a method; an INVITE when left out. */
  respond(status: number, parts: HandParts = {}, method = "INVITE"): void {
    this.phone.respond(this.asked(method), status, { ...parts, toTag: this.tag });
  }

  /** Sends a request in the dialog; gives it back. */
  send(method: string, parts: HandParts & { readonly cseq?: number } = {}): SipRequest {
    const request = this.make(method, parts);
    this.phone.send(request);
    return request;
  }

  make(method: string, parts: HandParts & { readonly cseq?: number } = {}): SipRequest {
    const { sdp, body = sdp, type = "application/sdp" } = parts;
    const cseq = parts.cseq ?? ++this.#cseq;
    const fields: Header[] = [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: this.self },
      { name: "To", value: this.peer },
      { name: "Call-ID", value: this.callId },
      { name: "CSeq", value: `${cseq} ${method}` },
      { name: "Contact", value: this.phone.contact },
      ...parts.headers ?? [],
    ];
    if (body !== undefined) fields.push({ name: "Content-Type", value: type });
    return { kind: "request", method, uri: this.target, headers: fields, body: toBytes(body ?? "") };
  }

  /** The ACK for the 2xx to our latest INVITE. */
  ack(parts: HandParts = {}): void {
    this.send("ACK", { ...parts, cseq: cseqOf(this.answer()) });
  }

  bye(): void {
    this.send("BYE");
  }

  /** Takes our first INVITE back. */
  cancel(extra: readonly Header[] = []): void {
    const { invite } = this;
    const via = this.phone.viaOf(invite);
    if (via === undefined) throw new Error("Cannot take back an INVITE that was not sent");
    const plain = invite.headers.filter(({ name }) => /^(Max-Forwards|From|To|Call-ID)$/.test(name));
    this.phone.post(prepend(
      {
        ...invite,
        method: "CANCEL",
        headers: [...plain, { name: "CSeq", value: `${cseqOf(invite)} CANCEL` }, ...extra],
        body: new Uint8Array(0),
      },
      "Via",
      via,
    ));
  }

  /** What the box says of media in a message: `PCMA sendrecv`. */
  static media(message: SipRequest | SipResponse): string {
    const sdp = toText(message.body);
    const names = [...sdp.matchAll(/a=rtpmap:\d+ ([^/]+)/g)].map(([, name]) => name);
    const direction = /a=(sendrecv|sendonly|recvonly|inactive)/.exec(sdp)?.[1] ?? "sendrecv";
    return `${names.join(" ")} ${direction}`;
  }

  // What the phone hands in.

  owns(request: SipRequest): boolean {
    if (header(request, "Call-ID") !== this.callId) return false;
    const [to, from] = [tagOf(header(request, "To")!), tagOf(header(request, "From")!)];
    return request.method === "CANCEL" ? from === this.peerTag : to === this.tag && from === this.peerTag;
  }

  signed(before: SipRequest, after: SipRequest): void {
    if (this.invite === before) this.invite = after;
    if (header(after, "Call-ID") === this.callId) this.#cseq = Math.max(this.#cseq, cseqOf(after));
  }

  response(request: SipRequest, response: SipResponse): void {
    if (header(request, "Call-ID") !== this.callId) return;
    this.responses.push(response);
    if (request !== this.invite || response.status <= 100 || response.status >= 300) return;
    this.peer = header(response, "To")!;
    this.target = contactOf(response) ?? this.target;
  }

  request(request: SipRequest): void {
    this.requests.push(request);
    this.target = contactOf(request) ?? this.target;
  }

  cancelled(): void {
    if (this.#direction === "in") this.phone.respond(this.invite, 487, { toTag: this.tag });
  }
}

/** A session description as a phone writes it. */
export function sdp(
  names: readonly string[] = ["PCMA", "PCMU"],
  parts: { readonly direction?: string; readonly ip?: string; readonly version?: number; readonly extra?: string } = {},
): string {
  const { direction = "sendrecv", ip = "10.0.0.9", version = 1, extra = "" } = parts;
  const numbers: Readonly<Record<string, number>> = {
    PCMU: 0,
    PCMA: 8,
    G722: 9,
    G729: 18,
    opus: 111,
    "telephone-event": 101,
  };
  const maps = names.map((name) => {
    const rate = name === "opus" ? "48000/2" : "8000";
    return `a=rtpmap:${numbers[name]} ${name}/${rate}\r\n`;
  });
  const formats = names.map((name) => numbers[name]).join(" ");
  return `v=0\r\no=- 1 ${version} IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 ${ip}\r\nt=0 0\r\nm=audio 4000 RTP/AVP ${formats}\r\n` +
    `${maps.join("")}a=${direction}\r\n${extra}`;
}

/** The field's value of a header to send. */
export function field(name: string, value: string): Header {
  return { name, value };
}

function cseqOf(message: SipRequest | SipResponse): number {
  return Number(header(message, "CSeq")!.split(" ")[0]);
}

function contactOf(message: SipRequest | SipResponse): string | undefined {
  const contact = parseNameAddr(header(message, "Contact") ?? "");
  return contact.ok ? contact.value.uri : undefined;
}
