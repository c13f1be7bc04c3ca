import { type Chance, elapsed, toText, type WallTime } from "../../core/base/mod.ts";
import { type CodeName } from "../../core/directory/mod.ts";
import type { Header, SipRequest } from "../../core/sip/mod.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import type { HandParts, HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { officeOf, type OfficeSettings } from "../lab/office.ts";
import {
  FEW,
  KEYED,
  LINES,
  MAILBOXES,
  MEETING,
  NAMES,
  NUMBERS,
  ORDERS,
  PROVIDERS,
  SECTIONS,
  TARGETS,
} from "./busy_office.ts";
import { CodeUser } from "./code_user.ts";
import { USES } from "./code_uses.ts";

const METHODS = ["INVITE", "UPDATE", "INFO", "PRACK", "REFER", "BYE", "ACK", "NOTIFY", "OPTIONS", "CANCEL", "DANCE"];
const STATUSES = [
  100,
  180,
  183,
  183,
  200,
  200,
  200,
  200,
  302,
  401,
  404,
  408,
  422,
  480,
  481,
  486,
  487,
  488,
  491,
  500,
  603,
];
const MOMENTS = [0, 1, 1, 1, 2, 2, 5, 5, 20, 20, 100, 100, 600, 600, 3_000, 9_000, 40_000];
const CODECS = [["PCMA"], ["PCMU", "PCMA"], ["G722"], ["PCMA", "PCMU"], ["opus", "G722", "PCMA", "telephone-event"]];
const DIRECTIONS = ["sendrecv", "sendonly", "recvonly", "inactive"];

/** Somebody with a hand on every phone of a small office, and no idea of what he does. */
export class CallOperator {
  readonly #lab: Lab;
  readonly #chance: Chance;
  readonly #phones: readonly HandPhone[];
  readonly #busy: readonly HandPhone[];
  /** What each call has said yes to. */
  readonly #agreed = new Map<HandCall, SipRequest>();
  readonly #codeUser: CodeUser;
  /** All codes in turn, from any of them. */
  #nextCode: number;
  /** The codes that came to effect, as often as they did. */
  readonly effects: CodeName[] = [];

  constructor(lab: Lab, chance: Chance) {
    this.#lab = lab;
    this.#chance = chance;
    // Some hour of some day: the office is open or closed.
    const wall = Date.UTC(2026, this.#below(12), this.#below(31), this.#below(24)) as WallTime;
    const opened = lab.now;
    lab.input({ type: "wall-clock", wall });
    const phones = [...FEW, "102", ...NUMBERS.slice(FEW.length)]
      .map((number, at) => lab.hand(number, at === 3 ? "tcp" : "udp"));
    const outside = PROVIDERS.map((ip) => lab.provider(ip).phone);
    this.#phones = [...phones, ...outside];
    this.#busy = [...phones.slice(0, FEW.length + 1), ...outside];
    for (const phone of phones) phone.register(this.#below(2) === 0 ? "" : `;q=0.${this.#below(10)}`);
    this.#codeUser = new CodeUser(lab, phones, () => wall + elapsed(opened, lab.now) as WallTime);
    this.#nextCode = this.#below(USES.length);
    lab.run(1_000);
  }

  operate(): void {
    const die = this.#below(100);
    if (die < 6) this.#invite();
    else if (die < 11) this.#talk();
    else if (die < 12) this.#meet();
    else if (die < 15) this.#useCode();
    else if (die < 39) this.#onCall((call) => this.#goOn(call));
    else if (die < 52) this.#onCall((call) => this.#sayRightly(call));
    else if (die < 60) this.#respond();
    else if (die < 70) this.#onCall((call) => this.#sayOddly(call));
    else if (die < 73) this.#media();
    else if (die < 75) this.#world();
    else if (die < 77) this.#damage();
    else this.#lab.run(this.#pick(MOMENTS));
  }

  #invite(): void {
    const phone = this.#somebody();
    // A user has two hands.
    if (phone.calls.length > 60) return;
    phone.invite(
      this.#pick(this.#below(2) === 0 ? FEW : TARGETS),
      this.#below(3) === 0 ? this.#parts() : { sdp: sdp() },
    );
    this.#lab.run(this.#below(9));
  }

  /** Two who talk, so that there is something to disturb. */
  #talk(): void {
    const [from, to] = [this.#somebody(), this.#somebody()];
    const call = from.invite(to.number, { sdp: sdp() });
    this.#lab.run(100);
    const called = to.calls.at(-1);
    if (called === undefined || called === call) return;
    this.#goOn(called);
    this.#goOn(called);
    this.#lab.run(100);
    this.#goOn(call);
  }

  /** Some who meet in a room, the first of them as its moderator. */
  #meet(): void {
    const legs: string[] = [];
    for (const { by, dials, keys } of MEETING.slice(0, 2 + this.#below(MEETING.length - 1))) {
      const phone = this.#phones.find(({ number }) => number === by) ?? this.#somebody();
      const call = phone.invite(dials, { sdp: sdp() });
      this.#lab.run(20);
      this.#goOn(call);
      const leg = [...this.#lab.media.open.keys()].at(-1) ?? "nobody";
      this.#key(leg, keys);
      legs.push(leg);
    }
    this.#key(legs[0]!, this.#pick(ORDERS));
  }

  /** Somebody uses a code as it is meant, and mostly puts the receiver down behind it. */
  #useCode(): void {
    const [name, { does, comesTo }] = USES[this.#nextCode++ % USES.length]!;
    if (this.#codeUser.notes(does).some((note) => comesTo.test(note))) this.effects.push(name);
    if (this.#below(4) > 0) this.#codeUser.hangUp();
  }

  /** What brings a call on: it rings, is answered, is acknowledged; a change is agreed to. */
  #goOn(call: HandCall): void {
    const { phone, requests } = call;
    const asked = requests.findLast(({ method }) => method === "INVITE" || method === "UPDATE");
    if (asked !== undefined && asked !== this.#agreed.get(call)) {
      if (this.#below(3) === 0) return void phone.respond(asked, 180, { toTag: call.tag });
      this.#agreed.set(call, asked);
      const offered = toText(asked.body).includes("m=audio") ? HandCall.media(asked).split(" ", 1) : ["PCMA"];
      phone.respond(asked, 200, { toTag: call.tag, sdp: sdp(offered[0] === "opus" ? ["opus"] : offered) });
    } else if (call.statuses().at(-1) === 200) call.ack(call.late ? { sdp: sdp(["PCMA"]) } : {});
  }

  #respond(): void {
    this.#onCall((call) => {
      const invite = call.requests.findLast(({ method }) => method === "INVITE" || method === "UPDATE");
      if (invite === undefined) return;
      const toTag = this.#below(12) === 0 ? this.#chance.token() : call.tag;
      call.phone.respond(invite, this.#pick(STATUSES), { ...this.#parts(), toTag });
    });
  }

  /** What a phone in its right mind would say. */
  #sayRightly(call: HandCall): void {
    switch (this.#below(10)) {
      case 0:
        return call.bye();
      case 1:
        return call.phone.viaOf(call.invite) === undefined ? undefined : call.cancel();
      case 2:
      case 3:
        if (call.statuses().at(-1) === 200) call.ack(this.#below(2) === 0 ? { sdp: this.#describe() } : {});
        return;
      case 4:
        return void call.send("INVITE", { sdp: this.#describe() });
      case 5:
      case 8:
      case 9:
        return void call.send("REFER", { headers: [field("Refer-To", this.#referTo())] });
      case 6: {
        const last = call.responses.findLast(({ headers }) => headers.some(({ name }) => name === "RSeq"));
        const [rseq, cseq] = ["RSeq", "CSeq"].map((name) => last?.headers.find((each) => each.name === name)?.value);
        return void call.send("PRACK", { headers: [field("RAck", `${rseq ?? 1} ${cseq ?? "1 INVITE"}`)] });
      }
      default:
        return void call.send("INFO", { body: `Signal=${this.#below(10)}`, type: "application/dtmf-relay" });
    }
  }

  /** What no phone should say, or not now, or not so. */
  #sayOddly(call: HandCall): void {
    const cseq = this.#below(3) > 0 ? {} : { cseq: this.#below(300) };
    const request = call.make(this.#pick(METHODS), { ...this.#parts(), ...cseq });
    const headers = request.headers.map(({ name, value }) =>
      (name === "To" || name === "From") && this.#below(12) === 0
        ? { name, value: value.replace(/;tag=.*/, this.#below(2) === 0 ? "" : ";tag=wrong") }
        : { name, value }
    );
    call.phone.send({ ...request, headers });
  }

  #media(): void {
    const leg = this.#pick([...this.#lab.media.open.keys(), "nobody"]);
    switch (this.#below(20)) {
      case 0:
        this.#lab.loseMedia();
        return this.#lab.renewMedia();
      case 1:
      case 2:
        return this.#lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
      case 3:
      case 4:
        return this.#lab.input({ type: "media", event: { type: "fax", leg, tone: this.#pick(["cng", "ced"]) } });
      default:
        return this.#key(leg, this.#pick(KEYED));
    }
  }

  #key(leg: string, digits: string): void {
    for (const digit of digits) {
      this.#lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
    }
  }

  #orders(): OfficeSettings {
    const orders = [["pcma"], ["opus", "pcmu"], ["g722", "pcma", "g729"]] as const;
    return this.#below(2) === 0
      ? { sections: SECTIONS, lines: LINES, names: NAMES, mailboxes: MAILBOXES }
      : { sections: SECTIONS, mailboxes: MAILBOXES, codecs: { office: this.#pick(orders), "101": this.#pick(orders) } };
  }

  #world(): void {
    const lab = this.#lab;
    const phone = this.#pick(this.#phones);
    const flow = { ...phone.flow, local: phone.flow.remote, remote: phone.flow.local };
    switch (this.#below(9)) {
      case 0:
        return lab.input({
          type: "directory",
          directory: officeOf(NUMBERS.filter(() => this.#below(4) > 0), 4, 1, {
            sections: this.#below(2) === 0 ? SECTIONS : {},
          }),
        });
      case 1:
        return lab.input({ type: "directory", directory: officeOf(NUMBERS, 1 + this.#below(4), 1, this.#orders()) });
      case 2:
        return lab.input({ type: "record-ready", ready: this.#below(2) === 0 });
      case 3:
        return lab.input({ type: "unsent", flow, text: "Refused" });
      case 4:
        return lab.input({ type: "flow-closed", flow });
      case 5: {
        const calls = lab.ask({ type: "calls" });
        if (calls.type === "calls" && calls.calls.length > 0) {
          lab.ask({ type: "hang-up", call: this.#pick(calls.calls).id });
        }
        return;
      }
      case 6:
        if (this.#below(4) === 0) lab.ask({ type: "end-all" });
        return;
      default:
        return phone.register(this.#pick(["", ";q=0.5", ";expires=0", ";expires=61"]));
    }
  }

  /** Something that was said before, with a few bytes changed. */
  #damage(): void {
    this.#onCall((call) => {
      const { phone } = call;
      const text = new TextDecoder().decode(phone.lastSent);
      const at = this.#below(text.length);
      phone.post(text.slice(0, at) + String.fromCharCode(this.#below(128)) + text.slice(at + this.#below(3)));
    });
  }

  #parts(): HandParts {
    const headers: Header[] = [];
    const add = (name: string, ...values: string[]) => headers.push(field(name, this.#pick(values)));
    if (this.#below(4) === 0) add(this.#pick(["Supported", "Require"]), "100rel", "timer", "replaces", "unheard-of");
    if (this.#below(6) === 0) add("Session-Expires", "90", "1800;refresher=uac", "120;refresher=uas", "5", "x");
    if (this.#below(8) === 0) add("Min-SE", "90", "4000", "x");
    if (this.#below(4) === 0) add("Allow", "INVITE, BYE", "INVITE, BYE, UPDATE, INFO", "");
    if (this.#below(8) === 0) add("RSeq", "1", "2", "3", "70000");
    if (this.#below(8) === 0) add("RAck", "1 1 INVITE", "x");
    if (this.#below(8) === 0) add("Refer-To", this.#referTo());
    if (this.#below(16) === 0) add("Contact", "<sip:103@10.0.0.1>", "nonsense", "<sip:x@10.0.0.9:4>");
    if (this.#below(16) === 0) add("Replaces", this.#replaces());
    if (this.#below(24) === 0) add("Max-Forwards", "0", "1", "x");
    if (this.#below(24) === 0) add("Privacy", "id");
    if (this.#below(16) === 0) return { headers, body: "Signal=5", type: "application/dtmf-relay" };
    return this.#below(4) === 0 ? { headers } : { headers, sdp: this.#describe() };
  }

  #describe(): string {
    const ip = this.#pick(["10.0.0.9", "10.0.0.9", "10.0.0.9", "0.0.0.0"]);
    const text = sdp(this.#pick(CODECS), { direction: this.#pick(DIRECTIONS), ip, version: this.#below(9) });
    switch (this.#below(24)) {
      case 0:
      case 1:
        return text.replace(/m=audio 4000 RTP.AVP .*/, "m=image 4000 udptl t38\r\na=T38FaxVersion:0\r");
      case 2:
        return text.replace("m=audio 4000", "m=audio 0");
      case 3:
        return text.slice(0, this.#below(text.length));
      default:
        return text;
    }
  }

  #referTo(): string {
    const replaces = this.#below(2) === 0 ? "" : `?Replaces=${encodeURIComponent(this.#replaces())}`;
    return this.#below(10) === 0 ? "nonsense <" : `<sip:${this.#pick(TARGETS)}@10.0.0.1${replaces}>`;
  }

  #replaces(): string {
    const calls = this.#phones.flatMap((phone) => phone.calls);
    const call = calls.length === 0 ? undefined : this.#pick(calls);
    return call === undefined ? "x;y" : `${call.callId};to-tag=${call.peerTag};from-tag=${call.tag}`;
  }

  #onCall(act: (call: HandCall) => void): void {
    const { calls } = this.#somebody();
    // Mostly a late one, as the early ones are over.
    const late = calls.slice(this.#below(3) === 0 ? 0 : -3);
    if (late.length > 0) act(this.#pick(late));
  }

  /** Mostly one of the few, or of those outside. */
  #somebody(): HandPhone {
    return this.#pick(this.#below(4) > 0 ? this.#busy : this.#phones);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #below(limit: number): number {
    return this.#chance.below(limit);
  }
}
