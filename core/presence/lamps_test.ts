import assert from "node:assert/strict";
import { type Flow, type Instant, later, SeededChance, START, toText } from "../base/mod.ts";
import { buildDirectory } from "../directory/mod.ts";
import { type Header, header, type SipRequest } from "../sip/mod.ts";
import type { Lamp } from "./dialog_info.ts";
import { Lamps, type LampsLimits, type LampsSizes } from "./lamps.ts";
import type { StateOf } from "./packages.ts";

const FLOW: Flow = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "192.0.2.7", port: 5062 },
};
const IDLE: Lamp = { dialogs: [] };
const NOBODY: LampsSizes = { subscriptions: 0, watched: 0, connections: 0, deadlines: 0, underWay: 0 };
const CONTACT = "<sip:kontor@192.0.2.1:5060>";

const directory = buildDirectory({
  office: { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  extensions: ["101", "102", "103"].map((number) => ({
    number,
    name: `Person ${number}`,
    secret: "s",
    ringForS: 25,
    callLimit: 4,
    phones: 5,
    srtp: "allowed" as const,
  })),
}, { revision: 1, realm: "kontor" });

/** Lamps at work, and a clock. */
class Bench {
  readonly lamps: Lamps;
  now: Instant = START;
  #count = 0;

  constructor(limits: Partial<LampsLimits> = {}) {
    this.lamps = new Lamps({ chance: new SeededChance(1), limits });
  }

  subscribe(uri: string, extra: readonly Header[] = [], flow = FLOW): number {
    const request = subscribe(uri, `call${++this.#count}`, extra);
    return this.lamps.subscribe(request, flow, this.now, { watcher: "101", directory }).status;
  }

  /** Sends what is due; gives the transactions' keys and the requests. */
  send(lamp: Lamp = IDLE): readonly (readonly [key: string, request: SipRequest])[] {
    const sent: [string, SipRequest][] = [];
    for (let due = this.lamps.take(this.now); due !== undefined; due = this.lamps.take(this.now)) {
      const request = this.lamps.write(due, this.now, { stateOf: (() => lamp) as StateOf, contact: CONTACT });
      if (request === undefined) continue;
      const key = `t${++this.#count}`;
      this.lamps.sent(due, key);
      sent.push([key, request]);
    }
    return sent;
  }

  wait(ms: number): void {
    this.now = later(this.now, ms);
  }
}

function subscribe(uri: string, callId: string, extra: readonly Header[]): SipRequest {
  const fields = [
    { name: "From", value: "<sip:101@box>;tag=a" },
    { name: "To", value: "<sip:102@box>" },
    { name: "Call-ID", value: callId },
    { name: "CSeq", value: "1 SUBSCRIBE" },
    { name: "Event", value: "dialog" },
    { name: "Contact", value: "<sip:101@192.0.2.7:5062>" },
  ];
  const headers = [...fields.filter(({ name }) => !extra.some((field) => field.name === name)), ...extra];
  return { kind: "request", method: "SUBSCRIBE", uri, headers, body: new Uint8Array(0) };
}

const lit = (id: string): Lamp => ({
  dialogs: [{ id, direction: "recipient", state: "early", remote: { number: "103" } }],
});

Deno.test("a phone may watch only so many, and all phones together only so many", () => {
  const few = new Bench({ perWatcher: 2 });
  assert.deepEqual(["101", "102", "103"].map((number) => few.subscribe(`sip:${number}@box`)), [200, 200, 403]);
  const full = new Bench({ overall: 1 });
  assert.deepEqual(["101", "102"].map((number) => full.subscribe(`sip:${number}@box`)), [200, 503]);
});

const ODD: readonly (readonly [what: string, field: Header, status: number])[] = [
  ["a Contact that is no URI", { name: "Contact", value: "<101>" }, 400],
  ["a Contact that cannot be reached by SIP", { name: "Contact", value: "<mailto:ana@box.example>" }, 400],
  ["more words than are worth keeping", { name: "Call-ID", value: "x".repeat(1_100) }, 400],
  ["an Accept with everything", { name: "Accept", value: "*/*" }, 200],
  ["an Expires that cannot be read", { name: "Expires", value: "soon" }, 200],
];

for (const [what, field, status] of ODD) {
  Deno.test(`a SUBSCRIBE with ${what} is answered with ${status}`, () => {
    const bench = new Bench();
    assert.equal(bench.subscribe("sip:102@box", [field]), status);
    assert.equal(bench.lamps.sizes.subscriptions, status === 200 ? 1 : 0);
  });
}

Deno.test("a tel: URI can be watched, and the box has its address for a name", () => {
  const bench = new Bench();
  assert.equal(bench.subscribe("tel:102"), 200);
  assert.match(toText(bench.send()[0]![1].body), /entity="sip:102@192\.0\.2\.1"/);
});

Deno.test("what is no news is not told, and costs no deadline", () => {
  const bench = new Bench();
  bench.subscribe("sip:102@box");
  const [[key]] = bench.send() as [[string, SipRequest]];
  bench.lamps.answered(key, 200, bench.now);
  bench.wait(1_000);
  bench.lamps.stir("102");
  bench.lamps.stir("103");
  assert.equal(bench.lamps.next(), bench.now - 900);
  assert.deepEqual(bench.send(), []);
  assert.equal(bench.lamps.next(), 3_600_000);
});

Deno.test("a watcher who dislikes one NOTIFY gets another; who dislikes two gets none", () => {
  const bench = new Bench();
  bench.subscribe("sip:102@box");
  const [[first]] = bench.send() as [[string, SipRequest]];
  assert.ok(bench.lamps.answered(first, 500, bench.now));
  assert.deepEqual(bench.send(), []);
  bench.wait(5_000);
  const [[second, again]] = bench.send() as [[string, SipRequest]];
  assert.match(toText(again.body), / version="1" /);
  assert.ok(bench.lamps.answered(second, 500, bench.now));
  assert.deepEqual(bench.lamps.sizes, NOBODY);
});

Deno.test("a subscription that runs out while its NOTIFY is unanswered has its last word after the answer", () => {
  const bench = new Bench();
  bench.subscribe("sip:102@box", [{ name: "Expires", value: "60" }]);
  const [[first]] = bench.send() as [[string, SipRequest]];
  assert.ok(bench.lamps.answered(first, 200, bench.now));
  bench.wait(59_000);
  bench.lamps.stir("102");
  const [[key]] = bench.send(lit("l1")) as [[string, SipRequest]];
  bench.wait(2_000);
  assert.deepEqual([bench.lamps.next(), bench.send()], [undefined, []]);
  assert.ok(bench.lamps.answered(key, 100, bench.now));
  assert.ok(bench.lamps.answered(key, 200, bench.now));
  const [[, last]] = bench.send() as [[string, SipRequest]];
  assert.equal(header(last, "Subscription-State"), "terminated;reason=timeout");
  assert.match(toText(last.body), /<dialog id="l1"><state>terminated</);
  assert.deepEqual(bench.lamps.sizes, NOBODY);
  assert.equal(bench.lamps.areDark, true);
});

Deno.test("the answer to a stranger's transaction is not ours", () => {
  const { lamps } = new Bench();
  assert.equal(lamps.answered("t1", 200, START), false);
  assert.equal(lamps.unreached("t1"), false);
});

Deno.test("a connection takes its subscriptions with it, also the one that owes an answer", () => {
  const bench = new Bench();
  const overTcp: Flow = { ...FLOW, transport: "tcp", connection: 7 };
  for (const number of ["102", "103"]) bench.subscribe(`sip:${number}@box`, [], overTcp);
  bench.subscribe("sip:102@box");
  assert.equal(bench.send().length, 3);
  bench.lamps.flowClosed({ ...overTcp, connection: 8 });
  assert.equal(bench.lamps.sizes.subscriptions, 3);
  bench.lamps.flowClosed(overTcp);
  assert.deepEqual(bench.lamps.sizes, { subscriptions: 1, watched: 1, connections: 0, deadlines: 0, underWay: 1 });
});
