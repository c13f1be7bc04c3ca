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
import {
  compose,
  Lamps,
  type PackageName,
  Publications,
  type StateOf,
  type States,
  type WatchedDialog,
} from "../../core/presence/mod.ts";
import { type Header, header, type SipRequest } from "../../core/sip/mod.ts";
import { officeOf } from "../lab/office.ts";
import { listIn, presenceIn } from "../lab/watching.ts";
import { dialogsIn, sayPresence, sayStates } from "./lamp_words.ts";
import { PublishFuzz } from "./publish_operations.ts";

/** What a run came to. */
export interface LampFuzz {
  readonly subscribed: number;
  readonly refused: number;
  readonly notices: number;
  readonly finals: number;
  readonly lists: number;
  readonly published: number;
  readonly left: number;
}

const NUMBERS = ["101", "102", "103", "104"];
const LIST = "everybody";
/** What a list says of its four numbers, and the largest document that can be alone in a datagram. */
const MOST_BYTES = 4_000;
const OPERATIONS_PER_OFFICE = 500;
const PAUSE_MS = 100;
/** RFC 3261 §17.1.2.2: timer F. */
const PATIENCE_MS = 32_000;

/**
 * Does `operations` random things to lamps: watchers of calls, of people and of lists that come, go, refresh, refuse, fall
 * silent or lose their connection, extensions whose calls change and whose phones publish at every moment and that are taken
 * away. Throws when a lamp does, when a watcher is told
 * too much at once, too often, or in the wrong order, or when in the end one of them does not know how it is.
 */
export function fuzzLamps(seed: number, operations: number): LampFuzz {
  const chance = new SeededChance(seed);
  const sum = { subscribed: 0, refused: 0, notices: 0, finals: 0, lists: 0, published: 0, left: 0 };
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
  readonly package: PackageName;
  readonly flow: Flow;
  readonly toTag: string;
  cseq: number;
  version: number;
  noticeCseq: number;
  toldAt: Instant;
  /** What the box may not wait with: the answer to a SUBSCRIBE. */
  isOwed: boolean;
  /** By number, as the last document about it said. */
  readonly shown: Map<string, string>;
  /** By number: the version of its last document. */
  readonly versions: Map<string, number>;
  /** How many notices came one upon the other: what of a list does not fit into one follows at once. */
  burst: number;
  asked: string | undefined;
}

class Run {
  readonly #chance: Chance;
  readonly #sum: { -readonly [K in keyof LampFuzz]: LampFuzz[K] };
  readonly #lamps: Lamps;
  readonly #directory = officeOf(NUMBERS);
  readonly #publications: Publications;
  readonly #publishing: PublishFuzz;
  readonly #dialogs = new Map<string, readonly WatchedDialog[]>();
  readonly #watchers = new Map<string, Watcher>();
  readonly #answers = new Deadlines<string>();
  #now: Instant = START;
  #count = 0;
  #isKind = false;

  constructor(chance: Chance, sum: { -readonly [K in keyof LampFuzz]: LampFuzz[K] }) {
    this.#chance = chance;
    this.#sum = sum;
    this.#lamps = new Lamps({ chance, limits: { overall: 60, perWatcher: 20 } });
    this.#publications = new Publications({ chance });
    this.#publishing = new PublishFuzz(this.#publications, chance);
  }

  operate(): void {
    switch (this.#below(14)) {
      case 12:
      case 13:
        this.#publish();
        break;
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
        if (this.#below(40) === 0) this.#forget(this.#pick(NUMBERS));
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
    // What runs out just then would still wait for its turn.
    while ((this.#publications.next() ?? Infinity) - this.#now < 1_000) this.#wait(1_000);
    for (const number of NUMBERS) this.#change(number);
    this.#wait(200);
    for (const watcher of alive) {
      const all = watcher.number === LIST ? NUMBERS : [watcher.number];
      const states = all.map((number) => [number, this.#sayOf(watcher.package, number)]);
      assert.deepEqual([...watcher.shown].toSorted(), states.toSorted(), "in the end every lamp is right");
    }
    this.#wait(3_700_000);
    this.#sum.left += this.#publications.size;
    assert.equal(this.#publications.next(), undefined);
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
    const number = this.#below(10) === 0 ? "999" : this.#below(4) === 0 ? LIST : this.#pick(NUMBERS);
    const name = this.#pick<PackageName>(["dialog", "presence"]);
    const watcher = this.#pick(NUMBERS);
    const flow = this.#flow(this.#below(4));
    const expires = this.#pick(["0", "59", "60", "300", "3600", "soon"]);
    const request = subscribe(watcher, number, { name, callId: `call${this.#count++}`, expires });
    const { status, toTag } = this.#lamps.subscribe(request, flow, this.#now, { watcher, directory: this.#directory });
    if (status !== 200) return void this.#sum.refused++;
    this.#sum.subscribed++;
    this.#watchers.set(header(request, "Call-ID")!, {
      request,
      number,
      package: name,
      flow,
      toTag: toTag!,
      cseq: 1,
      version: -1,
      noticeCseq: 0,
      toldAt: START,
      isOwed: true,
      shown: new Map(),
      versions: new Map(),
      burst: 0,
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
      const due = [this.#lamps.next(), this.#answers.next(), this.#publications.next()]
        .filter((at) => at !== undefined && at <= end);
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
    for (let who = this.#publications.take(this.#now); who !== undefined; who = this.#publications.take(this.#now)) {
      this.#lamps.stir(who);
    }
    for (let due = this.#lamps.take(this.#now); due !== undefined; due = this.#lamps.take(this.#now)) {
      const request = this.#lamps.write(due, this.#now, { stateOf: this.#stateOf, contact: "<sip:kontor@192.0.2.1>" });
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
    const cseq = Number.parseInt(header(request, "CSeq")!);
    assert.equal(watcher.asked, undefined, "one NOTIFY at a time");
    // The last word comes when the time is over.
    const isLast = header(request, "Subscription-State")!.startsWith("terminated");
    watcher.burst = isLast || watcher.isOwed || this.#now - watcher.toldAt >= PAUSE_MS ? 1 : watcher.burst + 1;
    assert.ok(watcher.burst <= (watcher.number === LIST ? 2 * NUMBERS.length : 1), "not too often");
    assert.equal(cseq, watcher.noticeCseq + 1);
    this.#read(watcher, request);
    watcher.version += 1;
    watcher.noticeCseq = cseq;
    watcher.toldAt = this.#now;
    watcher.isOwed = false;
    this.#sum.notices++;
    if (/^terminated/.test(header(request, "Subscription-State")!)) {
      this.#sum.finals++;
      this.#watchers.delete(id);
      return;
    }
    watcher.asked = key;
    this.#answers.set(id, later(this.#now, this.#isKind ? 1 : this.#pick([1, 50, 400, PATIENCE_MS])));
  }

  #read(watcher: Watcher, request: SipRequest): void {
    const documents = new Map([[watcher.number, toText(request.body)]]);
    if (watcher.number === LIST) {
      this.#sum.lists++;
      const list = listIn(request);
      assert.equal(list.version, watcher.version + 1);
      if (list.isFull) assert.deepEqual(list.named, NUMBERS);
      documents.clear();
      for (const [number, document] of list.documents) documents.set(number, document);
      const isLast = header(request, "Subscription-State")!.startsWith("terminated");
      assert.ok(isLast || watcher.flow.transport !== "udp" || request.body.length < MOST_BYTES, "not too long");
    }
    for (const [number, document] of documents) {
      if (watcher.package === "dialog") {
        const version = (watcher.versions.get(number) ?? -1) + 1;
        assert.equal(Number(/ version="(\d+)"/.exec(document)![1]), version);
        watcher.versions.set(number, version);
      }
      watcher.shown.set(number, watcher.package === "dialog" ? dialogsIn(document) : presenceIn(document));
    }
  }

  readonly #stateOf: StateOf = <Name extends PackageName>(name: Name, number: string): States[Name] => {
    const dialogs = this.#dialogs.get(number) ?? [];
    const isInCall = dialogs.some(({ state }) => state === "confirmed");
    const seen = { isInCall, doNotDisturb: false, isRegistered: true, idle: "no" } as const;
    const { state, note } = compose(this.#publications.wordsOf(number), seen);
    const states: States = {
      dialog: { dialogs },
      "message-summary": { new: dialogs.length, saved: 0, urgentNew: 0, urgentSaved: 0 },
      presence: { state, language: "en", ...(note === undefined ? {} : { note }) },
    };
    return states[name];
  };

  /** What a watcher is to know in the end. */
  #sayOf(name: PackageName, number: string): string {
    if (name === "dialog") return sayStates(this.#dialogs.get(number) ?? []);
    const { state, note } = this.#stateOf("presence", number, "");
    return sayPresence(state, note);
  }

  #publish(): void {
    const number = this.#pick(NUMBERS);
    this.#turn();
    this.#sum.published++;
    if (this.#publishing.operate(number, this.#now)) this.#lamps.stir(number);
    this.#turn();
  }

  #forget(number: string): void {
    this.#lamps.forget(number);
    this.#publications.forget(number);
    this.#publishing.forget(number);
    this.#lamps.stir(number);
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

function subscribe(
  watcher: string,
  number: string,
  { name, callId, expires }: { readonly name: PackageName; readonly callId: string; readonly expires: string },
): SipRequest {
  const headers: readonly Header[] = [
    { name: "From", value: `<sip:${watcher}@box>;tag=a` },
    { name: "To", value: `<sip:${number}@box>` },
    { name: "Call-ID", value: callId },
    { name: "CSeq", value: "1 SUBSCRIBE" },
    { name: "Event", value: name },
    { name: "Supported", value: "replaces, eventlist" },
    { name: "Contact", value: `<sip:${watcher}@192.0.2.7>` },
    { name: "Expires", value: expires },
  ];
  return { kind: "request", method: "SUBSCRIBE", uri: `sip:${number}@box`, headers, body: new Uint8Array(0) };
}
