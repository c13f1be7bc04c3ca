import { type Chance, elapsed, type Flow, type Instant, later, sooner } from "../base/mod.ts";
import type { Trunk } from "../directory/mod.ts";
import { DigestMemory, header, type SipRequest, type SipResponse } from "../sip/mod.ts";
import { Addresses, isSameFlow } from "./addresses.ts";
import { backOffMs } from "./back_off.ts";
import type { Errand, TrunkState, TrunkTrouble } from "./errand.ts";
import { HealthWatch, patienceOf } from "./health.ts";
import { grantedS, optionsRequest, registerRequest, type Signature, uriToResolve, wholeOf } from "./requests.ts";

/** What is done next. */
type Step = "resolve" | "ask";

/** What we wish a registrar to grant. */
const EXPIRES_S = 600;
/** A registrar that grants less is asked again no sooner than this. */
const SOONEST_MS = 10_000;
/** Nobody answers our question about the host: the last answer will do. */
const RESOLVE_WITHIN_MS = 10_000;
/** How often a peer is asked whether it is there. */
const HEALTH_EVERY_MS = 30_000;
const SILENT = "it does not answer";
const UNREACHABLE = "it cannot be reached";
/** A challenge is answered so often in a row: the second one says that the first nonce was old. */
const MOST_CHALLENGES = 2;

/**
 * Keeps one trunk up: a registering one by REGISTER at half of what was granted, with OPTIONS in between; a peer by OPTIONS.
 *
 * ```text
 * starting ── resolve ──> ask ── 2xx (register), any answer (peer) ──> up ── half-time, 30 s ──┐
 *                ^ ^        │                                          │ ^ └──── resolve, ask ─┘
 *                │ │        │                  OPTIONS (register): gone │
 *                │ └────────┼─────── at once ── down <─────────────────┘
 *                │          └ refusal, silence: next address ── none left ──> down
 *                └───────────────── 30 s ... 10 min ──────────────────────────┘
 * ```
 */
export class TrunkKeeper {
  trunk: Trunk;
  state: TrunkState = "starting";
  since: Instant;
  why: TrunkTrouble | "" = "";
  readonly #addresses = new Addresses();
  #step: Step = "resolve";
  #due: Instant;
  /** Whether a registrar is there between two registrations. */
  readonly #health = new HealthWatch();
  /** Addresses of a peer that were silent since one last answered, by the transaction of what they were asked. */
  readonly #silent = new Map<string, Flow>();
  /** When it last answered what was asked; undefined for one that never did. */
  #heardAt: Instant | undefined;
  /** Somebody waits for what a peer answers. */
  #isHurried = false;
  #isSilenced = false;
  /** The transaction of what was asked last. */
  #underWay: string | undefined;
  #isResolving = false;
  /** Addresses that failed in this round. */
  #triedInRound = 0;
  #failures = 0;
  #misses = 0;
  #challenges = 0;
  #expiresS = EXPIRES_S;
  #registeredUntil: Instant | undefined;
  /** Our Contact as the registrar has it, and as it was asked to take it. */
  #registeredAs: string | undefined;
  #askedAs: string | undefined;
  #cseq: number;
  readonly #callId: string;
  readonly #chance: Chance;
  readonly #digest: DigestMemory;

  constructor(trunk: Trunk, chance: Chance, now: Instant) {
    this.trunk = trunk;
    this.since = now;
    this.#due = now;
    this.#chance = chance;
    this.#callId = chance.token(128);
    this.#cseq = 1 + chance.below(2 ** 16);
    this.#digest = new DigestMemory(trunk.user ?? "", trunk.secret ?? "", chance);
  }

  get next(): Instant {
    const { next } = this.#health;
    return next === undefined ? this.#due : sooner(next, this.#due);
  }

  /** The address whose turn it is; undefined while none is known. */
  get flow(): Flow | undefined {
    return this.#addresses.current;
  }

  /** Its addresses in the order in which a call tries them. */
  get ways(): readonly Flow[] {
    return this.#addresses.inTurn;
  }

  get isRegistering(): boolean {
    return this.trunk.kind === "register";
  }

  /** It is down for it has fallen silent, and not for what it said or a single call that got no answer. */
  get isDead(): boolean {
    return this.state === "down" && this.#isSilenced;
  }

  /** The ways that were found to be dead since this was last asked. */
  takeLost(): readonly Flow[] {
    return this.#addresses.takeLost();
  }

  /** What is due now; undefined when nothing is. */
  take(now: Instant, contactFor: (flow: Flow, user: string) => string): Errand | undefined {
    const { name: trunk } = this.trunk;
    // Over TLS the next hop is verified by its own name.
    const { host } = this.trunk.proxy ?? this.trunk;
    const watched = this.#health.take(now);
    if (watched === "ask" && this.flow !== undefined) {
      const request = optionsRequest(this.trunk, this.#signature(this.flow, contactFor, true));
      return { type: "ask", trunk, flow: this.flow, request };
    }
    if (watched === "gone") this.#gone(now);
    if (this.#due > now) return undefined;
    if (this.#underWay !== undefined && this.#step === "ask") this.#missed(now, SILENT);
    if (this.#due > now) return undefined;
    const { flow } = this;
    if (this.#step === "resolve" || flow === undefined) {
      // Should nobody answer in time, the addresses that we have are good enough.
      this.#step = flow === undefined ? "resolve" : "ask";
      this.#isResolving = true;
      this.#due = later(now, RESOLVE_WITHIN_MS);
      return { type: "resolve", trunk, host, uri: uriToResolve(this.trunk) };
    }
    this.#isResolving = false;
    // A REGISTER has its transaction's patience; a peer must be quick.
    this.#due = later(now, this.isRegistering ? 40_000 : patienceOf(this.#isHurried).withinMs);
    const signature = this.#signature(flow, contactFor);
    this.#askedAs = signature.contact;
    const before = this.#registeredAs === signature.contact ? undefined : this.#registeredAs;
    const request = this.isRegistering
      ? registerRequest(this.trunk, signature, this.#expiresS, before)
      : optionsRequest(this.trunk, signature);
    return { type: "ask", trunk, flow, request: this.#digest.sign(request) };
  }

  /** What was asked is under way. */
  sent(key: string, { method }: SipRequest): void {
    if (this.isRegistering && method === "OPTIONS") this.#health.sent(key);
    else this.#underWay = key;
  }

  /** The registration is taken back: the trunk is no longer ours. */
  farewell(contactFor: (flow: Flow, user: string) => string): Errand | undefined {
    const { flow } = this;
    if (this.#registeredUntil === undefined || flow === undefined) return undefined;
    const request = registerRequest(this.trunk, this.#signature(flow, contactFor), 0);
    return { type: "mention", trunk: this.trunk.name, flow, request: this.#digest.sign(request) };
  }

  /** Where the host is; nothing means that the last answer still counts. */
  resolved(flows: readonly Flow[], now: Instant): void {
    if (flows.length > 0) this.#addresses.know(flows);
    if (!this.#isResolving) return;
    this.#isResolving = false;
    if (this.flow === undefined) {
      this.#failures += 1;
      this.#step = "resolve";
      this.#due = later(now, backOffMs(this.#failures, this.#chance));
      return this.#turn("down", now, "its host is not found");
    }
    this.#begin(now);
  }

  /** What it answered to what was asked last. */
  answered(key: string, response: SipResponse, now: Instant): void {
    if (response.status < 200 || this.#health.answered(key, now)) return;
    const isCurrent = key === this.#underWay;
    if (isCurrent) this.#heardAt = now;
    if (!this.isRegistering) {
      if (!isCurrent && this.state === "down") return;
      // Whatever it says, it is there; but for what a proxy says of one who is not.
      if (response.status !== 408 && response.status !== 503) {
        return this.#isThere(now, this.#silent.get(key) ?? this.flow);
      }
      if (isCurrent) this.#missed(now, `it says ${response.status}`);
      return;
    }
    if (!isCurrent) return;
    this.#underWay = undefined;
    const { status } = response;
    if (status < 300) return this.#registered(response, now);
    if ((status === 401 || status === 407) && this.#challenges < MOST_CHALLENGES && this.#digest.learn(response)) {
      this.#challenges += 1;
      return this.#askNow(now);
    }
    const least = wholeOf(header(response, "Min-Expires"));
    // RFC 3261 §10.2.8: it wants to be asked less often.
    if (status === 423 && least !== undefined && least > this.#expiresS) {
      this.#expiresS = least;
      return this.#askNow(now);
    }
    this.#failed(now, `it says ${status}`, 1_000 * (wholeOf(header(response, "Retry-After")) ?? 0));
  }

  /** What was asked last came to nothing on the way. */
  unanswered(key: string, why: "timeout" | "unreachable", now: Instant): void {
    if (this.#health.unanswered(key, now) || key !== this.#underWay) return;
    const text = why === "timeout" ? SILENT : UNREACHABLE;
    if (this.isRegistering) this.#failed(now, text);
    else this.#missed(now, text);
  }

  /**
   * A call found nobody there. Its next address is asked at once; where there is none, what it says to other questions proves
   * nothing for a while, or every call would wait for it in vain.
   */
  doubt(flow: Flow, now: Instant): void {
    if (this.state !== "up") return;
    this.#turn("down", now, "a call got no answer");
    this.#addresses.lose([flow]);
    this.#isHurried = false;
    this.#health.stop();
    if (isSameFlow(flow, this.flow)) this.#addresses.advance();
    if (this.#addresses.all.length > 1) return this.#askNow(now);
    this.#underWay = undefined;
    this.#step = "resolve";
    this.#due = later(now, backOffMs(1, this.#chance));
  }

  /**
   * Somebody waits for it: is it still there? Asked now, unless it said so within the last `withinMs`.
   *
   * @returns whether silence would be news: false for one that has never answered OPTIONS
   */
  probe(now: Instant, withinMs: number): boolean {
    if (!this.isRegistering || this.isDead) {
      this.#askSoon(now, withinMs);
      return this.#heardAt !== undefined;
    }
    this.#health.hurry(now, withinMs);
    return this.#health.isAnswering;
  }

  #askSoon(now: Instant, withinMs: number): void {
    const isFresh = this.#heardAt !== undefined && elapsed(this.#heardAt, now) < withinMs;
    if (isFresh || this.#isHurried || this.#isResolving || this.flow === undefined) return;
    if (this.#underWay === undefined) this.#begin(now);
    else if (this.isRegistering) return;
    else this.#due = sooner(this.#due, later(now, patienceOf(true).withinMs));
    this.#isHurried = true;
  }

  /** There is news of the way there: the addresses of the box changed, its connection broke, or it called us. */
  look(now: Instant, inMs = 0): void {
    if (this.#underWay !== undefined) return;
    this.#step = "resolve";
    this.#due = sooner(this.#due, later(now, inMs));
  }

  sign(request: SipRequest): SipRequest {
    return this.#digest.sign(request);
  }

  learn(response: SipResponse): boolean {
    return this.trunk.user !== undefined && this.#digest.learn(response);
  }

  #signature(flow: Flow, contactFor: (flow: Flow, user: string) => string, isAside = false): Signature {
    this.#cseq += 1;
    return {
      // What is only mentioned is no part of the sequence that a registrar counts.
      callId: isAside ? this.#chance.token() : this.#callId,
      cseq: this.#cseq,
      tag: this.#chance.token(),
      contact: contactFor(flow, this.trunk.name),
    };
  }

  #begin(now: Instant): void {
    this.#triedInRound = 0;
    this.#challenges = 0;
    this.#askNow(now);
  }

  #askNow(now: Instant): void {
    this.#underWay = undefined;
    this.#step = "ask";
    this.#due = now;
  }

  #registered(response: SipResponse, now: Instant): void {
    const granted = 1_000 * grantedS(this.trunk, response, this.#expiresS);
    this.#registeredUntil = later(now, granted);
    this.#registeredAs = this.#askedAs;
    this.#isUp(now);
    // About half, not all at the same second after a cut.
    this.#due = later(now, Math.max(SOONEST_MS, Math.round(granted * (450 + this.#chance.below(101)) / 1_000)));
    this.#health.start(now, wholeOf(header(response, "Flow-Timer")));
  }

  /** A registrar has fallen silent: whether it is back, or there is another, is found out by registering anew. */
  #gone(now: Instant): void {
    this.#registeredUntil = undefined;
    this.#isSilenced = true;
    if (this.flow !== undefined) this.#addresses.lose([this.flow]);
    this.#turn("down", now, SILENT);
    if (this.#underWay !== undefined) return;
    this.#addresses.advance();
    this.#begin(now);
  }

  /** An address of a peer has answered, even if late. It is one of several: calls need not wait for those that do not. */
  #isThere(now: Instant, flow: Flow | undefined): void {
    this.#underWay = undefined;
    this.#misses = 0;
    this.#heardAt = now;
    this.#addresses.choose(flow);
    this.#addresses.lose([...this.#silent.values()].filter((each) => !isSameFlow(each, flow)));
    this.#silent.clear();
    this.#isUp(now);
    this.#due = later(now, HEALTH_EVERY_MS);
  }

  #isUp(now: Instant): void {
    this.#failures = 0;
    this.#isSilenced = this.#isHurried = false;
    this.#step = "resolve";
    this.#turn("up", now, "");
  }

  /** A peer was silent: asked again, at its next address where it has several, until it has been silent too often. */
  #missed(now: Instant, why: TrunkTrouble): void {
    const key = this.#underWay;
    this.#underWay = undefined;
    if (this.isRegistering) return this.#failed(now, why);
    this.#misses += 1;
    if (this.flow !== undefined && key !== undefined) this.#silent.set(key, this.flow);
    this.#addresses.advance();
    if (this.#misses < patienceOf(this.#isHurried).misses && this.state !== "down") return this.#askNow(now);
    this.#restUntilNextRound(now, why);
  }

  /** A registrar refused or was silent: its next address, and when all were tried, a rest. */
  #failed(now: Instant, why: TrunkTrouble, atLeastMs = 0): void {
    this.#underWay = undefined;
    this.#triedInRound += 1;
    this.#addresses.advance();
    if (this.#triedInRound < this.#addresses.all.length) return this.#askNow(now);
    this.#restUntilNextRound(now, why, atLeastMs);
  }

  #restUntilNextRound(now: Instant, why: TrunkTrouble, atLeastMs = 0): void {
    this.#failures += 1;
    this.#step = "resolve";
    const rest = Math.max(atLeastMs, backOffMs(this.#failures, this.#chance));
    this.#due = later(now, Math.min(rest, 3_600_000));
    const leftMs = this.#registeredUntil === undefined ? 0 : -elapsed(this.#registeredUntil, now);
    // Still known there: calls go on until it has forgotten us, and before that it is asked again.
    if (this.isRegistering && this.state === "up" && leftMs > rest) return;
    this.#registeredUntil = this.#registeredAs = undefined;
    this.#isHurried = false;
    // Of one that has never answered anything silence is no news: there are peers that leave OPTIONS alone.
    const isSilent = why === SILENT || why === UNREACHABLE;
    this.#isSilenced = this.#heardAt !== undefined && isSilent;
    this.#health.stop();
    this.#silent.clear();
    if (this.#isSilenced || !isSilent) this.#addresses.lose(this.#addresses.all);
    this.#turn("down", now, why);
  }

  #turn(state: TrunkState, now: Instant, why: TrunkTrouble | ""): void {
    if (this.state !== state) this.since = now;
    this.state = state;
    this.why = why;
  }
}
