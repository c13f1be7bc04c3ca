import assert from "node:assert/strict";
import { type Instant, later, toBytes, toText } from "../../core/base/mod.ts";
import { header, respondTo, type SipRequest } from "../../core/sip/mod.ts";
import { type End, type Happening, makeAck, makeRequest, Pair } from "./transaction_pair.ts";

/** What a run came to; all counts are of the whole run. */
export interface TransactionFuzz {
  readonly requests: number;
  readonly answered: number;
  readonly failed: number;
  readonly strays: number;
  readonly mangled: number;
  /** The most transactions that lived at one time. */
  readonly most: number;
}

const METHODS = ["INVITE", "INVITE", "INVITE", "OPTIONS", "BYE", "PRACK", "NEWMETHOD"];
const STATUSES = [100, 180, 183, 200, 200, 202, 302, 404, 486, 503, 603];
const NONE_LEFT = { client: 0, server: 0, deadlines: 0 };
/** How many requests wait for their users' answers before the users are made to answer. */
const MOST_WAITING = 200;

/**
 * Does `operations` random things to two tables of transactions joined by a bad network: asks, answers, cancels,
 * confirms, breaks flows, mangles messages and lets time pass, all in any order. Throws when a table throws, tells a user
 * anything after the end of a request, or is not empty when all is over.
 */
export function fuzzTransactions(seed: number, operations: number): TransactionFuzz {
  const run = new Run(seed);
  for (let count = 0; count < operations; count++) run.operate();
  return run.finish();
}

/** What one user knows. */
interface User {
  readonly end: End;
  /** Requests to him without a final response. */
  readonly open: Map<string, SipRequest>;
  /** His own requests: what may still come of them. */
  readonly asked: Map<string, "anything" | "2xx">;
}

class Run {
  readonly #pair: Pair;
  readonly #users: readonly [User, User];
  readonly #seen: Uint8Array[] = [];
  #requests = 0;
  #answered = 0;
  #failed = 0;
  #strays = 0;
  #mangled = 0;
  #most = 0;

  constructor(seed: number) {
    const transport = seed % 4 === 0 ? "tcp" : "udp";
    this.#pair = new Pair(seed, { transport, lostOf1000: 100, doubledOf1000: 100, delayMs: 1500 });
    const user = (end: End): User => ({ end, open: new Map(), asked: new Map() });
    this.#users = [user(this.#pair.ana), user(this.#pair.bob)];
  }

  operate(): void {
    const user = this.#users[this.#below(2)]!;
    const { transactions, flow } = user.end;
    const { now } = this.#pair;
    switch (this.#below(12)) {
      case 0:
      case 1:
        return this.#ask(user);
      case 2:
      case 3:
      case 4:
        return this.#answer(user, STATUSES[this.#below(STATUSES.length)]!);
      case 5:
        return this.#live(user, transactions.cancel(this.#anyOf(user.asked), [{ name: "Reason", value: "SIP" }], now));
      case 6:
        return transactions.confirm(this.#anyOf(user.open));
      case 7:
        return this.#mangle(user);
      case 8:
        if (this.#below(40) === 0) this.#live(user, transactions.undeliverable(flow, now));
        return;
      case 9:
        return this.#live(user, transactions.expire(now));
      default:
        return this.#pass(later(now, this.#below(400)));
    }
  }

  /** Answers and cancels everything, lets all time pass, and looks for what is left. */
  finish(): TransactionFuzz {
    do {
      for (const user of this.#users) {
        while (user.open.size > 0) this.#answer(user, 480);
        // An INVITE that rings has no timer: its answer may be lost for good, and then it is for its user to end it.
        for (const key of user.asked.keys()) this.#live(user, user.end.transactions.cancel(key, [], this.#pair.now));
      }
      this.#pass(later(this.#pair.now, 64_000));
    } while (this.#users.some((user) => user.open.size > 0 || user.end.transactions.next() !== undefined));
    for (const { end, asked } of this.#users) {
      assert.deepEqual(end.transactions.sizes, NONE_LEFT);
      assert.equal(end.transactions.serverBytes, 0);
      for (const [key, still] of asked) assert.equal(still, "2xx", `nothing came of ${key}`);
    }
    assert.equal(this.#pair.flying, 0);
    return {
      requests: this.#requests,
      answered: this.#answered,
      failed: this.#failed,
      strays: this.#strays,
      mangled: this.#mangled,
      most: this.#most,
    };
  }

  #ask(user: User): void {
    const method = METHODS[this.#below(METHODS.length)]!;
    const { end } = user;
    const request = makeRequest(end, method, `${end.name}-${this.#requests++}`);
    const { key, events } = end.transactions.request(request, end.flow, end.flow.local, this.#pair.now);
    user.asked.set(key, "anything");
    this.#live(user, events);
  }

  #answer(user: User, status: number): void {
    const key = this.#anyOf(user.open);
    const request = user.open.get(key);
    if (request === undefined) return;
    if (status >= 200) user.open.delete(key);
    const response = respondTo(request, status, { toTag: `${user.end.name}s` });
    const repeat = this.#below(2) === 0;
    this.#live(user, user.end.transactions.respond(key, response, this.#pair.now, { repeat }));
    // Once more, as a user with a fault would.
    if (status >= 200 && this.#below(8) === 0) {
      this.#live(user, user.end.transactions.respond(key, response, this.#pair.now));
    }
  }

  /** Gives somebody a message that was seen before, whole or damaged. */
  #mangle(user: User): void {
    const bytes = this.#seen[this.#below(Math.max(this.#seen.length, 1))];
    if (bytes === undefined) return;
    this.#mangled++;
    const text = toText(bytes);
    const at = this.#below(text.length);
    const damaged = [
      text,
      text.replace(/branch=\w+/, "branch=z9hG4bK"),
      text.replace(/;branch=\w+/, ""),
      text.replace(/^\w+ sip/, "CANCEL sip").replace(/(CSeq: \d+) \w+/, "$1 CANCEL"),
      text.replace(/^\w+ sip/, "ACK sip").replace(/(CSeq: \d+) \w+/, "$1 ACK"),
      text.replace(/^SIP\/2.0 \d+/, `SIP/2.0 ${100 + this.#below(600)}`),
      text.replace("Via: SIP/2.0/UDP", "Via: SIP/2.0/UDP 203.0.113.1;maddr=192.0.2.99;branch=z9hG4bKq, SIP/2.0/UDP"),
      text.slice(0, at) + String.fromCharCode(this.#below(128)) + text.slice(at + 1),
    ][this.#below(8)]!;
    this.#hear(user, this.#pair.receive(user.end, toBytes(damaged)));
  }

  #pass(until: Instant): void {
    for (let turns = this.#pair.step(until); turns !== undefined; turns = this.#pair.step(until)) {
      for (const { end, happenings } of turns) this.#hear(this.#userOf(end), happenings);
    }
    if (until > this.#pair.now) this.#pair.now = until;
  }

  #live(user: User, events: Parameters<Pair["carry"]>[1]): void {
    for (const event of events) if (event.type === "send") this.#remember(event.bytes);
    this.#hear(user, this.#pair.carry(user.end, events));
  }

  #hear(user: User, happenings: readonly Happening[]): void {
    for (const happening of happenings) this.#hearOne(user, happening);
    const sizes = user.end.transactions.sizes;
    this.#most = Math.max(this.#most, sizes.client + sizes.server);
    assert.ok(sizes.deadlines <= sizes.client + sizes.server);
  }

  #hearOne(user: User, happening: Happening): void {
    const { end, open, asked } = user;
    switch (happening.type) {
      case "request":
        assert.ok(!open.has(happening.key), `two requests of one key "${happening.key}"`);
        open.set(happening.key, happening.request);
        if (open.size > MOST_WAITING) this.#answer(user, 503);
        return;
      case "cancelled":
        assert.ok(open.has(happening.key), `"${happening.key}" was cancelled, but is not open`);
        return;
      case "response": {
        const { key, response } = happening;
        const still = asked.get(key);
        assert.ok(still === "anything" || (still === "2xx" && response.status < 300), `${key} ${response.status}`);
        if (response.status < 200) return;
        this.#answered++;
        const isTaken = key.endsWith(" INVITE") && response.status < 300;
        if (!isTaken) return void asked.delete(key);
        asked.set(key, "2xx");
        const ack = makeAck(end, header(response, "Call-ID")!, header(response, "To")!);
        return this.#live(user, end.transactions.acknowledge(ack, end.flow, end.flow.local));
      }
      case "failed":
        assert.equal(asked.get(happening.key), "anything", `${happening.key} failed after its end`);
        // What is cancelled for its way broke may still be answered, or fail for good.
        if (happening.why === "broken") return;
        asked.delete(happening.key);
        this.#failed++;
        return;
      case "stray":
        this.#strays++;
        return;
      case "ack":
      case "unconfirmed":
        return;
    }
  }

  #remember(bytes: Uint8Array): void {
    if (this.#seen.length < 64) this.#seen.push(bytes);
    else this.#seen[this.#below(64)] = bytes;
  }

  /** One of the keys, or one that nobody knows. */
  #anyOf(keys: ReadonlyMap<string, unknown>): string {
    let skip = this.#below(Math.min(keys.size, 16) + 1);
    for (const key of keys.keys()) if (skip-- === 0) return key;
    for (const key of keys.keys()) return key;
    return "nobody";
  }

  #userOf(end: End): User {
    return this.#users[0].end === end ? this.#users[0] : this.#users[1];
  }

  #below(limit: number): number {
    return this.#pair.chance.below(limit);
  }
}
