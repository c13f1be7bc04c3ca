import assert from "node:assert/strict";
import {
  type Chance,
  Deadlines,
  type Flow,
  type Instant,
  later,
  SeededChance,
  START,
  toText,
} from "../../core/base/mod.ts";
import { type Lamp, Lamps, type WatchedDialog } from "../../core/presence/mod.ts";
import { type Header, header, type SipRequest } from "../../core/sip/mod.ts";
import { officeOf } from "../lab/office.ts";

/** What a run came to. */
export interface LampFuzz {
  readonly subscribed: number;
  readonly refused: number;
  readonly notices: number;
  readonly finals: number;
  readonly left: number;
}

const NUMBERS = ["101", "102", "103", "104"];
const OPERATIONS_PER_OFFICE = 500;
const PAUSE_MS = 100;
/** RFC 3261 §17.1.2.2: timer F. */
const PATIENCE_MS = 32_000;

/**
 * Does `operations` random things to lamps: watchers that come, go, refresh, refuse, fall silent or lose their connection,
 * extensions whose calls change at every moment and that are taken away. Throws when a lamp does, when a watcher is told
 * too much at once, too often, or in the wrong order, or when in the end one of them does not know how it is.
 */
export function fuzzLamps(seed: number, operations: number): LampFuzz {
  const chance = new SeededChance(seed);
  const sum = { subscribed: 0, refused: 0, notices: 0, finals: 0, left: 0 };
  for (let left = operations; left > 0; left -= OPERATIONS_PER_OFFICE) {
    const run = new Run(chance, sum);
    for (let count = Math.min(left, OPERATIONS_PER_OFFICE); count > 0; count--) run.operate();
    run.end();
  }
  return sum;
}

/** A subscription as its watcher has it. */
interface Watcher {
  readonly request: SipRequest;
  readonly number: string;
  readonly flow: Flow;
  readonly toTag: string;
  cseq: number;
  version: number;
  noticeCseq: number;
  toldAt: Instant;
  /** What the box may not wait with: the answer to a SUBSCRIBE. */
  isOwed: boolean;
  shown: string;
  asked: string | undefined;
}

class Run {
  readonly #chance: Chance;
  readonly #sum: { -readonly [K in keyof LampFuzz]: LampFuzz[K] };
  readonly #lamps: Lamps;
  readonly #directory = officeOf(NUMBERS);
  readonly #dialogs = new Map<string, readonly WatchedDialog[]>();
  readonly #watchers = new Map<string, Watcher>();
  readonly #answers = new Deadlines<string>();
  #now: Instant = START;
  #count = 0;
  #isKind = false;

  constructor(chance: Chance, sum: { -readonly [K in keyof LampFuzz]: LampFuzz[K] }) {
    this.#chance = chance;
    this.#sum = sum;
    this.#lamps = new Lamps({ chance, limits: { overall: 40, perWatcher: 15 } });
  }

  operate(): void {
    switch (this.#below(12)) {
      case 0:
      case 1:
        this.#subscribe();
        break;
      case 2:
        this.#refresh();
        break;
      case 3:
        if (this.#below(20) === 0) this.#lamps.flowClosed(this.#flow(1 + this.#below(3)));
        break;
      case 4:
        if (this.#below(40) === 0) this.#lamps.forget(this.#pick(NUMBERS));
        break;
      default:
        this.#change();
    }
    this.#wait([0, 1, 20, 150, 3_000, 40_000][this.#below(6)]!);
  }

  /** All watchers are kind and quiet: each knows how it is. Then their time runs out, and nothing is left. */
  end(): void {
    this.#isKind = true;
    this.#wait(PATIENCE_MS + 6_000);
    const { subscriptions } = this.#lamps.sizes;
    const alive = [...this.#watchers.values()].filter((watcher) => this.#send(watcher, "60") === 200);
    assert.equal(alive.length, subscriptions);
    this.#wait(1_000);
    for (const number of NUMBERS) this.#change(number);
    this.#wait(200);
    for (const { number, shown } of alive) assert.equal(shown, sayStates(this.#dialogs.get(number) ?? []));
    this.#wait(61_000);
    for (const [table, size] of Object.entries(this.#lamps.sizes)) {
      assert.equal(size, 0, `${table} is not empty`);
      this.#sum.left += size;
    }
    assert.ok(this.#lamps.areDark && this.#lamps.next() === undefined);
  }

  #change(number: string = this.#pick(NUMBERS)): void {
    const dialogs = [...(this.#dialogs.get(number) ?? [])];
    const at = this.#below(dialogs.length + 1);
    const known = dialogs[at];
    if (known === undefined) {
      if (dialogs.length < 3) dialogs.push({ ...EARLY, id: `l${this.#count++}` });
    } else if (known.state === "early" && this.#below(2) === 0) dialogs[at] = { ...known, state: "confirmed" };
    else dialogs.splice(at, 1);
    this.#dialogs.set(number, dialogs);
    this.#lamps.stir(number);
    this.#turn();
  }

  #subscribe(): void {
    const number = this.#below(10) === 0 ? "999" : this.#pick(NUMBERS);
    const watcher = this.#pick(NUMBERS);
    const flow = this.#flow(this.#below(4));
    const expires = this.#pick(["0", "59", "60", "300", "3600", "soon"]);
    const request = subscribe(watcher, number, `call${this.#count++}`, expires);
    const { status, toTag } = this.#lamps.subscribe(request, flow, this.#now, { watcher, directory: this.#directory });
    if (status !== 200) return void this.#sum.refused++;
    this.#sum.subscribed++;
    this.#watchers.set(header(request, "Call-ID")!, {
      request,
      number,
      flow,
      toTag: toTag!,
      cseq: 1,
      version: -1,
      noticeCseq: 0,
      toldAt: START,
      isOwed: true,
      shown: "",
      asked: undefined,
    });
    this.#turn();
  }

  #refresh(): void {
    const watchers = [...this.#watchers.values()];
    if (watchers.length === 0) return;
    this.#send(this.#pick(watchers), this.#pick(["0", "59", "60", "600", "3600"]));
    this.#turn();
  }

  #send(watcher: Watcher, expires: string): number {
    const to = `<sip:${watcher.number}@box>;tag=${watcher.toTag}`;
    watcher.cseq += this.#isKind ? 1 : this.#below(3);
    const set = new Map([["To", to], ["CSeq", `${watcher.cseq} SUBSCRIBE`], ["Expires", expires]]);
    const headers = watcher.request.headers.map(({ name, value }) => ({ name, value: set.get(name) ?? value }));
    const { status } = this.#lamps.resubscribe({ ...watcher.request, headers }, watcher.flow, this.#now);
    if (status === 200) watcher.isOwed = true;
    return status;
  }

  #wait(ms: number): void {
    const end = later(this.#now, ms);
    for (;;) {
      const due = [this.#lamps.next(), this.#answers.next()].filter((at) => at !== undefined && at <= end);
      if (due.length === 0) break;
      this.#now = Math.max(this.#now, Math.min(...due as Instant[])) as Instant;
      for (let id = this.#answers.take(this.#now); id !== undefined; id = this.#answers.take(this.#now)) {
        this.#answer(id);
      }
      this.#turn();
    }
    this.#now = end;
  }

  #turn(): void {
    for (let due = this.#lamps.take(this.#now); due !== undefined; due = this.#lamps.take(this.#now)) {
      const lamp: Lamp = { dialogs: this.#dialogs.get(due.number) ?? [] };
      const request = this.#lamps.write(due, this.#now, { lamp, contact: "<sip:kontor@192.0.2.1>" });
      if (request === undefined) continue;
      const key = `t${this.#count++}`;
      this.#notified(key, request);
      this.#lamps.sent(due, key);
    }
  }

  #notified(key: string, request: SipRequest): void {
    const id = header(request, "Call-ID")!;
    const watcher = this.#watchers.get(id);
    assert.ok(watcher !== undefined, "nobody is told who does not watch");
    const text = toText(request.body);
    const cseq = Number.parseInt(header(request, "CSeq")!);
    assert.equal(watcher.asked, undefined, "one NOTIFY at a time");
    assert.ok(watcher.isOwed || this.#now - watcher.toldAt >= PAUSE_MS, "not too often");
    assert.equal(Number(/ version="(\d+)"/.exec(text)![1]), watcher.version + 1);
    assert.equal(cseq, watcher.noticeCseq + 1);
    watcher.version += 1;
    watcher.noticeCseq = cseq;
    watcher.toldAt = this.#now;
    watcher.isOwed = false;
    watcher.shown = [...text.matchAll(/<dialog id="(\w+)".*?<state>(\w+)/g)].filter(([, , state]) =>
      state !== "terminated"
    )
      .map(([, dialog, state]) => `${dialog} ${state}`).join();
    this.#sum.notices++;
    if (/^terminated/.test(header(request, "Subscription-State")!)) {
      this.#sum.finals++;
      this.#watchers.delete(id);
      return;
    }
    watcher.asked = key;
    this.#answers.set(id, later(this.#now, this.#isKind ? 1 : this.#pick([1, 50, 400, PATIENCE_MS])));
  }

  #answer(id: string): void {
    const watcher = this.#watchers.get(id);
    const key = watcher?.asked;
    if (watcher === undefined || key === undefined) return;
    if (this.#now - watcher.toldAt >= PATIENCE_MS) {
      watcher.asked = undefined;
      this.#lamps.unreached(key);
      return;
    }
    const status = this.#isKind || this.#below(8) > 0 ? 200 : this.#pick([180, 408, 481, 500]);
    if (status < 200) this.#answers.set(id, later(watcher.toldAt, PATIENCE_MS));
    else watcher.asked = undefined;
    this.#lamps.answered(key, status, this.#now);
  }

  /** 0 is UDP. */
  #flow(connection: number): Flow {
    const ends = { local: { ip: "192.0.2.1", port: 5060 }, remote: { ip: "192.0.2.7", port: 5060 + connection } };
    return connection === 0 ? { transport: "udp", ...ends } : { transport: "tcp", ...ends, connection };
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #below(limit: number): number {
    return this.#chance.below(limit);
  }
}

const EARLY = { direction: "recipient", state: "early", remote: { number: "104" } } as const;

function sayStates(dialogs: readonly WatchedDialog[]): string {
  return dialogs.map(({ id, state }) => `${id} ${state}`).join();
}

function subscribe(watcher: string, number: string, callId: string, expires: string): SipRequest {
  const headers: readonly Header[] = [
    { name: "From", value: `<sip:${watcher}@box>;tag=a` },
    { name: "To", value: `<sip:${number}@box>` },
    { name: "Call-ID", value: callId },
    { name: "CSeq", value: "1 SUBSCRIBE" },
    { name: "Event", value: "dialog" },
    { name: "Contact", value: `<sip:${watcher}@192.0.2.7>` },
    { name: "Expires", value: expires },
  ];
  return { kind: "request", method: "SUBSCRIBE", uri: `sip:${number}@box`, headers, body: new Uint8Array(0) };
}
