import assert from "node:assert/strict";
import { type Chance, SeededChance, START, toBytes } from "../../core/base/mod.ts";
import {
  accept,
  ackFor,
  confirm,
  type Dialog,
  dialogKey,
  expiresAt,
  matchesRack,
  negotiateAsUac,
  negotiateAsUas,
  nextHop,
  nextRefresh,
  offerTimer,
  openAsUac,
  openAsUas,
  parseReferTo,
  prackFor,
  readSipfrag,
  refreshTarget,
  reliabilityOf,
  reliable,
  requestIn,
} from "../../core/dialog/mod.ts";
import {
  type Header,
  header,
  parseCseq,
  parseMessage,
  parseRack,
  prepend,
  respondTo,
  type SipRequest,
  type SipResponse,
  tagOf,
  writeMessage,
} from "../../core/sip/mod.ts";

/** What a run came to. */
export interface DialogFuzz {
  readonly dialogs: number;
  readonly taken: number;
  readonly outOfOrder: number;
  readonly pracks: number;
  readonly refused: number;
}

const METHODS = ["INVITE", "UPDATE", "INFO", "BYE", "REFER", "NOTIFY", "MESSAGE", "OPTIONS"];
const ROUTES = [
  "<sip:p1.example.com;lr>",
  '"P" <sip:192.0.2.5:5070;lr;x=y>',
  "<sip:old.example.com>",
  "<sip:[2001:db8::1]>",
];
const OPERATIONS_PER_DIALOG = 50;

/**
 * Does `operations` random things to both sides of dialogs, one dialog after the other: requests that arrive late, twice
 * or never, answers that move the target, reliable responses out of order, timers, and damaged words. Throws when a
 * function throws, or when both sides do not agree on who they are and what came in which order.
 */
export function fuzzDialogs(seed: number, operations: number): DialogFuzz {
  const chance = new SeededChance(seed);
  const sum = { dialogs: 0, taken: 0, outOfOrder: 0, pracks: 0, refused: 0 };
  for (let left = operations; left > 0; left -= OPERATIONS_PER_DIALOG) {
    const run = new Run(chance, sum, sum.dialogs++);
    for (let count = Math.min(left, OPERATIONS_PER_DIALOG); count > 0; count--) run.operate();
  }
  return sum;
}

class Run {
  readonly #chance: Chance;
  readonly #sum: { -readonly [K in keyof DialogFuzz]: DialogFuzz[K] };
  readonly #invite: SipRequest;
  /** Who asked, and who answered. */
  readonly #sides: [Dialog, Dialog];
  /** Requests under way to each side. */
  readonly #air: [SipRequest[], SipRequest[]] = [[], []];
  #rseq = 1;

  constructor(chance: Chance, sum: { -readonly [K in keyof DialogFuzz]: DialogFuzz[K] }, count: number) {
    this.#chance = chance;
    this.#sum = sum;
    const routes = Array.from({ length: this.#below(3) }, () => field("Record-Route", this.#pick(ROUTES)));
    this.#invite = {
      kind: "request",
      method: "INVITE",
      uri: "sip:102@box",
      headers: [
        field("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKx"),
        ...routes,
        field("From", `"Ana; tag=no" <sip:101@box;x=1>;tag=a${count}`),
        field("To", "sip:102@box;y=2"),
        field("Call-ID", `c${count}`),
        field("CSeq", `${1 + this.#below(1000)} INVITE`),
        field("Contact", "<sip:101@192.0.2.9>"),
      ],
      body: new Uint8Array(0),
    };
    const ringing = this.#answer(180);
    const asked = openAsUac(this.#invite, ringing);
    const answered = openAsUas(this.#invite, "bobs");
    assert.ok(asked.ok && answered.ok);
    this.#sides = [asked.value, answered.value];
    this.#agree();
  }

  operate(): void {
    const side = this.#below(2) as 0 | 1;
    switch (this.#below(8)) {
      case 0:
      case 1:
        return this.#ask(side);
      case 2:
      case 3:
        return this.#take(side);
      case 4:
        return this.#ring();
      case 5:
        return this.#confirm();
      case 6:
        return this.#agreeOnTimer();
      default:
        return this.#readNonsense();
    }
  }

  #ask(side: 0 | 1): void {
    const before = this.#sides[side];
    const contact = `<sip:moved@192.0.2.${this.#below(250)}>`;
    const [after, request] = requestIn(before, this.#pick(METHODS), { contact, headers: offerTimer() });
    assert.equal(after.localCseq, before.localCseq + 1);
    assert.ok(nextHop(after).startsWith("sip:"));
    this.#sides[side] = after;
    const via = "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKy";
    const read = parseMessage(writeMessage(prepend(request, "Via", via)));
    assert.ok(read.ok && read.value.kind === "request", "what a dialog writes can be read");
    for (let copies = this.#below(3); copies > 0; copies--) this.#air[1 - side]!.push(read.value);
  }

  #take(side: 0 | 1): void {
    const air = this.#air[side];
    const [request] = air.splice(this.#below(Math.max(air.length, 1)), 1);
    if (request === undefined) return;
    const before = this.#sides[side];
    const tags = [request, request].map((each, at) => tagOf(header(each, at === 0 ? "To" : "From")!)!);
    assert.equal(dialogKey(header(request, "Call-ID")!, tags[0]!, tags[1]!), keyOf(before));
    const cseq = parseCseq(header(request, "CSeq")!);
    assert.ok(cseq.ok);
    const accepted = accept(before, request);
    assert.equal(accepted.ok, before.remoteCseq === undefined || cseq.value.number > before.remoteCseq);
    if (!accepted.ok) {
      assert.equal(accepted.fault.code, "out-of-order");
      this.#sum.outOfOrder++;
      return;
    }
    this.#sum.taken++;
    this.#sides[side] = accepted.value;
    // The one who asked hears where the other is now.
    const answer = respondTo(request, 200, { headers: [field("Contact", `<sip:at@192.0.2.${this.#below(250)}>`)] });
    this.#sides[1 - side] = refreshTarget(this.#sides[1 - side]!, answer);
    this.#agree();
  }

  #ring(): void {
    const rseq = this.#rseq + this.#below(3) - 1;
    if (rseq < 1) return;
    const response = reliable(this.#answer(183), rseq);
    const kind = reliabilityOf(this.#sides[0], response);
    const last = this.#sides[0].lastReliable?.rseq;
    assert.equal(kind, last === undefined || rseq === last + 1 ? "next" : "ignored");
    if (kind !== "next") return;
    const [after, prack] = prackFor(this.#sides[0], response);
    const rack = parseRack(header(prack, "RAck")!);
    assert.ok(rack.ok && rack.value.rseq === rseq && matchesRack(prack, rack.value));
    this.#sides[0] = after;
    this.#rseq = rseq + 1;
    this.#sum.pracks++;
  }

  #confirm(): void {
    const cseq = parseCseq(header(this.#invite, "CSeq")!);
    assert.ok(cseq.ok);
    this.#sides[0] = confirm(this.#sides[0], this.#answer(200));
    this.#sides[1] = confirm(this.#sides[1]);
    assert.equal(header(ackFor(this.#sides[0], cseq.value.number), "CSeq"), `${cseq.value.number} ACK`);
    this.#agree();
  }

  #agreeOnTimer(): void {
    const headers = [
      ...this.#below(2) === 0 ? [field("Supported", "timer")] : [],
      ...this.#below(4) > 0 ? [field("Session-Expires", this.#damage(`${this.#below(4000)};refresher=uas`))] : [],
      ...this.#below(2) === 0 ? [field("Min-SE", this.#damage(String(this.#below(4000))))] : [],
    ];
    const agreed = negotiateAsUas({ ...this.#invite, headers });
    if (!agreed.ok) return void this.#sum.refused++;
    const ours = agreed.value;
    assert.ok(ours.seconds >= 90);
    const theirs = negotiateAsUac(respondTo(this.#invite, 200, { headers: ours.headers }));
    assert.equal(theirs?.seconds, ours.seconds);
    assert.notEqual(theirs?.refresher, ours.refresher);
    const refreshAt = nextRefresh({ ...ours, refresher: "us" }, START)!;
    assert.ok(refreshAt > START && refreshAt < expiresAt(ours, START));
  }

  #readNonsense(): void {
    const words = "<sip:103@box;method=INVITE?Replaces=c%402%3Bto-tag%3Dt1%3Bfrom-tag%3Df1>";
    for (const read of [parseReferTo(this.#damage(words)), readSipfrag(toBytes(this.#damage("SIP/2.0 200 OK\r\n")))]) {
      if (!read.ok) this.#sum.refused++;
    }
    const { headers } = this.#invite;
    const at = this.#below(headers.length);
    const damaged = headers.with(at, field(headers[at]!.name, this.#damage(headers[at]!.value)));
    const opened = openAsUas({ ...this.#invite, headers: damaged }, "bobs");
    if (!opened.ok) this.#sum.refused++;
  }

  /** Both sides name the same dialog, each from its own end. */
  #agree(): void {
    const [asked, answered] = this.#sides;
    assert.equal(keyOf(asked), dialogKey(answered.callId, answered.remoteTag, answered.localTag));
    assert.equal(asked.localUri, answered.remoteUri);
    assert.equal(asked.remoteUri, answered.localUri);
    assert.deepEqual(asked.routeSet, answered.routeSet.toReversed());
  }

  #answer(status: number): SipResponse {
    return respondTo(this.#invite, status, { toTag: "bobs", headers: [field("Contact", "<sip:102@192.0.2.7>")] });
  }

  #damage(text: string): string {
    const at = this.#below(text.length);
    if (this.#below(2) === 0) return text;
    return text.slice(0, at) + String.fromCharCode(this.#below(0x120)) + text.slice(at + this.#below(4));
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #below(limit: number): number {
    return this.#chance.below(limit);
  }
}

function keyOf(dialog: Dialog): string {
  return dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag);
}

function field(name: string, value: string): Header {
  return { name, value };
}
