import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { SeededChance } from "../../core/base/mod.ts";
import type { SrtpKeys } from "../../core/sdp/mod.ts";
import { HandClient, type HandClientHabits } from "./hand_client.ts";
import { CONTENT, readRecords, writeRecord } from "./record.ts";
import { DtlsServer, MESSAGE, readIdentity } from "./server.ts";
import { ANA, BOX } from "./test_certificates.ts";

const IDENTITY = readIdentity(BOX);

/** A server and a client of it, and what each datagram leads to. */
class Handshake {
  readonly client: HandClient;
  readonly server: DtlsServer;
  keys: SrtpKeys | undefined;
  failed: string | undefined;

  constructor(habits: HandClientHabits, promised?: string) {
    this.client = new HandClient(ANA, habits);
    const { fingerprint } = this.client;
    const value = promised ?? fingerprint.value;
    this.server = new DtlsServer({
      identity: IDENTITY,
      promised: [{ ...fingerprint, value }],
      chance: new SeededChance(1),
    });
  }

  /** Gives the server a datagram; what it sends back. */
  give(datagram: Uint8Array): readonly Uint8Array[] {
    const sent: Uint8Array[] = [];
    for (const effect of this.server.receive(datagram)) {
      if (effect.type === "send") sent.push(effect.datagram);
      if (effect.type === "keys") this.keys = effect.keys;
      if (effect.type === "failed") this.failed = effect.why;
    }
    return sent;
  }

  /** To its end, datagram by datagram. */
  run(): this {
    let flight = this.client.hello();
    while (flight.length > 0) {
      const answers = flight.flatMap((datagram) => this.give(datagram));
      flight = answers.flatMap((answer) => this.client.receive(answer));
    }
    return this;
  }

  /** Both have keys, and one another's. */
  assertDone(): void {
    assert.ok(this.keys !== undefined && this.client.keys !== undefined, this.failed ?? "the handshake is not over");
    assert.deepEqual(this.keys.send, this.client.keys.receive);
    assert.deepEqual(this.keys.receive, this.client.keys.send);
  }

  assertNever(expected: string): void {
    assert.equal(this.failed, `Cannot shake hands: expected ${expected}`);
    assert.equal(this.keys, undefined);
    // However he goes on.
    for (let round = 0; round < 3; round++) this.client.repeat().forEach((datagram) => this.give(datagram));
    assert.equal(this.keys, undefined);
  }
}

Deno.test("a handshake gives both sides the same keys, for the best profile that the client has", () => {
  const best = new Handshake({}).run();
  best.assertDone();
  assert.equal(best.keys?.send.suite, "AEAD_AES_128_GCM");
  const older = new Handshake({ profiles: [0x0002, 0x0001] }).run();
  older.assertDone();
  assert.equal(older.keys?.send.suite, "AES_CM_128_HMAC_SHA1_80");
});

Deno.test("messages in small pieces, and pieces in any order, are put together", () => {
  const handshake = new Handshake({ fragmentOctets: 20 });
  const flight = handshake.client.hello().toReversed().flatMap((datagram) => handshake.give(datagram));
  const proof = flight.flatMap((datagram) => handshake.client.receive(datagram));
  assert.ok(proof.length > 20);
  proof.toReversed().flatMap((each) => handshake.give(each)).forEach((each) => handshake.client.receive(each));
  handshake.assertDone();
});

Deno.test("a flight that comes twice is answered again, and changes nothing", () => {
  const handshake = new Handshake({});
  const twice = (flight: readonly Uint8Array[]) => [...flight, ...flight, ...handshake.client.repeat()];
  const flights = twice(handshake.client.hello()).flatMap((datagram) => handshake.give(datagram));
  assert.equal(flights.length, 3);
  const [proof = []] = flights.map((flight) => handshake.client.receive(flight));
  const last = twice(proof).flatMap((datagram) => handshake.give(datagram));
  assert.ok(last.length >= 2);
  last.forEach((datagram) => handshake.client.receive(datagram));
  handshake.assertDone();
});

for (let lost = 0; lost < 40; lost++) {
  Deno.test(`a handshake comes about though packets are lost, doubled and swapped (${lost})`, () => {
    const handshake = new Handshake({ fragmentOctets: 150 });
    const chance = new SeededChance(100 + lost);
    /** What the line makes of a flight. */
    const line = (flight: readonly Uint8Array[]): readonly Uint8Array[] => {
      const out = flight.flatMap((datagram) => {
        const fate = chance.below(10);
        return fate === 0 ? [] : fate === 1 ? [datagram, datagram] : [datagram];
      });
      if (out.length > 1 && chance.below(3) === 0) out.push(out.splice(chance.below(out.length), 1)[0]!);
      return out;
    };
    let flight = handshake.client.hello();
    for (let round = 0; round < 60 && handshake.client.keys === undefined; round++) {
      const answers = line(flight).flatMap((datagram) => handshake.give(datagram));
      const next = line(answers).flatMap((answer) => handshake.client.receive(answer));
      flight = next.length > 0 ? next : handshake.client.repeat();
    }
    handshake.assertDone();
  });
}

Deno.test("a certificate that SDP has not promised never gets keys", () => {
  new Handshake({}, "00:".repeat(31) + "00").run().assertNever("the certificate of the fingerprint in SDP");
});

Deno.test("who has not the certificate's key never gets keys", () => {
  const thief = new Handshake({ signsWith: createPrivateKey(BOX.keyPem) }).run();
  thief.assertNever("a signature with the certificate's key");
});

Deno.test("who does not sign at all never gets keys", () => {
  new Handshake({ leavesOut: MESSAGE.certificateVerify }).run().assertNever(`message ${MESSAGE.finished} in its turn`);
  const empty = new Handshake({
    tampers: (type, body) => type === MESSAGE.certificateVerify ? body.subarray(0, 4) : body,
  });
  empty.run().assertNever("a signature with the certificate's key");
});

Deno.test("who shows no certificate never gets keys", () => {
  const silent = new Handshake({ leavesOut: MESSAGE.certificate }).run();
  silent.assertNever(`message ${MESSAGE.clientKeyExchange} in its turn`);
  const empty = new Handshake({ tampers: (type, body) => type === MESSAGE.certificate ? new Uint8Array(3) : body });
  empty.run().assertNever("the certificate of the fingerprint in SDP");
});

Deno.test("a Finished that proves nothing never gets keys", () => {
  const tampers = (type: number, body: Uint8Array) => type === MESSAGE.finished ? body.map((octet) => octet ^ 1) : body;
  new Handshake({ tampers }).run().assertNever("a Finished that proves what was said");
});

Deno.test("a Finished that is not encrypted never gets keys", () => {
  const handshake = new Handshake({});
  const [flight] = handshake.client.hello().flatMap((datagram) => handshake.give(datagram));
  const proof = handshake.client.receive(flight!);
  for (const datagram of proof.slice(0, -1)) handshake.give(datagram);
  // Head of a Finished, and twelve octets of anything.
  const fragment = Uint8Array.from([MESSAGE.finished, 0, 0, 12, 0, 4, 0, 0, 0, 0, 0, 12, ...new Uint8Array(12)]);
  handshake.give(writeRecord({ content: CONTENT.handshake, epoch: 0, sequence: 99, fragment }));
  assert.equal(handshake.failed, `Cannot shake hands: expected message ${MESSAGE.finished} in its turn`);
  assert.equal(handshake.keys, undefined);
});

Deno.test("a point that is not on the curve ends the handshake", () => {
  const tampers = (type: number, body: Uint8Array) =>
    type === MESSAGE.clientKeyExchange ? body.map((octet, at) => at > 2 ? octet ^ 0x55 : octet) : body;
  new Handshake({ tampers }).run().assertNever("a point on the curve");
});

for (
  const [what, habits, expected] of [
    ["none of our cipher suites", { suites: [0x009c] }, "ECDHE-ECDSA with AES-128-GCM"],
    ["none of our profiles", { profiles: [0x0005] }, "a profile of SRTP that we know"],
    ["no extended master secret", { knowsExtendedMaster: false }, "an extended master secret"],
  ] as const
) {
  Deno.test(`a client with ${what} is told so, and refused`, () => {
    const handshake = new Handshake(habits).run();
    assert.equal(handshake.client.alert, 40);
    handshake.assertNever(expected);
  });
}

Deno.test("whatever comes in the place of a datagram, nothing is thrown", () => {
  const chance = new SeededChance(5);
  for (let round = 0; round < 400; round++) {
    const handshake = new Handshake({ fragmentOctets: 200 });
    const spoil = (datagram: Uint8Array): Uint8Array => {
      const out = datagram.slice(0, chance.below(4) === 0 ? chance.below(datagram.length) : datagram.length);
      for (let times = chance.below(4); times > 0 && out.length > 0; times--) {
        out[chance.below(out.length)] = chance.below(256);
      }
      return out;
    };
    const flight = handshake.client.hello().flatMap((
      each,
    ) => [...handshake.give(spoil(each)), ...handshake.give(each)]);
    const proof = flight.slice(0, 1).flatMap((each) => handshake.client.receive(each));
    for (const datagram of proof) handshake.give(spoil(datagram));
    assert.ok(readRecords(spoil(flight[0] ?? new Uint8Array(13))).length <= 8);
  }
});
