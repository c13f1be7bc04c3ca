import assert from "node:assert/strict";
import { type Clock, concat, type Instant, type LogLine, SeededChance, toBytes, type WallTime } from "../base/mod.ts";
import { Dns, type DnsOptions, resolveTargets } from "./dns.ts";

const TYPE = { A: 1, AAAA: 28, SRV: 33, NAPTR: 35 } as const;
type Zone = Readonly<Record<string, readonly Uint8Array[]>>;

const word = (...values: number[]): Uint8Array => Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
const text = (value: string): Uint8Array => concat([Uint8Array.of(value.length), toBytes(value)]);
const domain = (name: string): Uint8Array =>
  concat([...name.split(".").filter((label) => label !== "").map(text), Uint8Array.of(0)]);
const srv = (priority: number, weight: number, port: number, target: string): Uint8Array =>
  concat([word(priority, weight, port), domain(target)]);
const naptr = (order: number, preference: number, service: string, replacement: string): Uint8Array =>
  concat([word(order, preference), text("s"), text(service), text(""), domain(replacement)]);

/** A name server on loopback that knows one zone: `"SRV _sip._udp.a.example": [record data]`. */
class NameServer implements AsyncDisposable {
  readonly asked: string[] = [];
  readonly #socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  readonly #zone: Zone | undefined;
  readonly #done: Promise<void>;

  /** Without a zone it hears and never answers. */
  constructor(zone: Zone | undefined) {
    this.#zone = zone;
    this.#done = this.#serve();
  }

  get address(): { ipAddr: string; port: number } {
    return { ipAddr: "127.0.0.1", port: (this.#socket.addr as Deno.NetAddr).port };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#done;
  }

  async #serve(): Promise<void> {
    try {
      for await (const [query, from] of this.#socket) {
        const { key, type, end } = readQuestion(query);
        this.asked.push(key);
        const records = this.#zone?.[key] ?? [];
        if (this.#zone !== undefined) await this.#socket.send(answer(query.slice(0, end), type, records), from);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource) && !(error instanceof Deno.errors.Interrupted)) throw error;
    }
  }
}

function readQuestion(query: Uint8Array): { key: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (; query[at] !== 0; at += 1 + query[at]!) {
    labels.push(new TextDecoder().decode(query.subarray(at + 1, at + 1 + query[at]!)));
  }
  const type = query[at + 1]! << 8 | query[at + 2]!;
  const name = Object.entries(TYPE).find(([, number]) => number === type)?.[0] ?? String(type);
  return { key: `${name} ${labels.join(".").toLowerCase()}`, type, end: at + 5 };
}

function answer(question: Uint8Array, type: number, records: readonly Uint8Array[]): Uint8Array {
  const header = concat([question.slice(0, 2), word(records.length > 0 ? 0x8180 : 0x8183, 1, records.length, 0, 0)]);
  const body = records.map((data) => concat([word(0xc00c, type, 1, 0, 300, data.length), data]));
  return concat([header, question.slice(12), ...body]);
}

class Hand implements Clock {
  ms = 0;
  now(): Instant {
    return this.ms as Instant;
  }
  wall(): WallTime {
    return this.ms as WallTime;
  }
}

function makeDns(options: DnsOptions): { dns: Dns; clock: Hand; lines: LogLine[] } {
  const clock = new Hand();
  const lines: LogLine[] = [];
  return { dns: new Dns({ clock, log: { write: (line) => lines.push(line) } }, options), clock, lines };
}

const ZONE: Zone = {
  "NAPTR provider.example": [
    naptr(20, 1, "SIP+D2U", "_sip._udp.provider.example"),
    naptr(10, 1, "SIPS+D2T", "_sips._tcp.provider.example"),
  ],
  "SRV _sip._udp.provider.example": [srv(2, 0, 5060, "b.provider.example"), srv(1, 0, 5070, "a.provider.example")],
  "SRV _sips._tcp.provider.example": [srv(1, 0, 5061, "a.provider.example")],
  "A a.provider.example": [Uint8Array.of(192, 0, 2, 1)],
  "AAAA b.provider.example": [Uint8Array.of(0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)],
};

Deno.test("a provider is found by NAPTR, SRV and addresses asked of a real name server", async () => {
  await using server = new NameServer(ZONE);
  const { dns } = makeDns({ nameServer: server.address });
  assert.deepEqual(await resolveTargets("sip:provider.example", { dns, chance: new SeededChance(1) }), [
    { transport: "tls", address: { ip: "192.0.2.1", port: 5061 } },
    { transport: "udp", address: { ip: "192.0.2.1", port: 5070 } },
    { transport: "udp", address: { ip: "2001:db8::2", port: 5060 } },
  ]);
});

Deno.test("an answer is remembered for a minute, nothing for ten seconds, and no more than a thousand of them", async () => {
  await using server = new NameServer(ZONE);
  const { dns, clock } = makeDns({ nameServer: server.address, most: 3 });
  const ask = () => dns.lookup({ type: "A", name: "A.provider.example" });
  assert.deepEqual(await Promise.all([ask(), ask()]), [[{ type: "A", ip: "192.0.2.1" }], [{
    type: "A",
    ip: "192.0.2.1",
  }]]);
  clock.ms = 59_999;
  await ask();
  assert.deepEqual(server.asked, ["A a.provider.example"]);
  clock.ms = 60_000;
  await ask();
  assert.equal(server.asked.length, 2);
  const askNothing = () => dns.lookup({ type: "A", name: "none.provider.example" });
  assert.deepEqual(await askNothing(), []);
  clock.ms += 9_999;
  await askNothing();
  assert.equal(server.asked.length, 3);
  clock.ms += 1;
  await askNothing();
  assert.equal(server.asked.length, 4);
  for (let i = 0; i < 5; i++) await dns.lookup({ type: "SRV", name: `host${i}.example` });
  assert.equal(dns.size, 3);
});

Deno.test("a name server that does not answer is nothing found, in time, and is logged", async () => {
  await using server = new NameServer(undefined);
  const { dns, lines } = makeDns({ nameServer: server.address, timeoutMs: 50 });
  assert.deepEqual(await dns.lookup({ type: "SRV", name: "_sip._udp.slow.example" }), []);
  assert.equal(lines[0]?.text, "Cannot ask the DNS");
});

Deno.test("names that no server could know are nothing found, never a throw", async () => {
  await using server = new NameServer(ZONE);
  const { dns } = makeDns({ nameServer: server.address, timeoutMs: 500 });
  for (const name of ["", ".", "..", "a".repeat(300), "ü b", "x\0y"]) {
    assert.deepEqual(await dns.lookup({ type: "A", name }), [], name);
  }
  assert.deepEqual(await resolveTargets("no uri at all", { dns, chance: new SeededChance(1) }), []);
});

Deno.test("a host of this machine's own table is found without a name server", async () => {
  const { dns } = makeDns({});
  assert.deepEqual(await dns.lookup({ type: "A", name: "localhost" }), [{ type: "A", ip: "127.0.0.1" }]);
});
