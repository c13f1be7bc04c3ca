import assert from "node:assert/strict";
import { type Flow, type Instant, later, START, type Transport } from "../base/mod.ts";
import type { Binding } from "./binding.ts";
import { KeepAlives } from "./keep_alive.ts";

const EVERY_MS = 25_000;
const at = (ms: number): Instant => later(START, ms);

function flowFrom(ip: string, port: number, transport: Transport = "udp"): Flow {
  return { transport, local: { ip: "203.0.113.1", port: 5060 }, remote: { ip, port } };
}

function bound(contact: string, flow: Flow, more: Partial<Binding> = {}): Binding {
  const expiresAt = at(3_600_000);
  return { number: "101", contact, flow, path: [], callId: "c", cseq: 1, preference: 1_000, expiresAt, ...more };
}

const HOME = bound("sip:101@192.168.1.5:5060", flowFrom("198.51.100.7", 40_000));

/** Who is asked for a sign of life at a moment. */
function taken(keepAlives: KeepAlives, now: Instant): readonly string[] {
  const contacts: string[] = [];
  for (let due = keepAlives.take(now); due !== undefined; due = keepAlives.take(now)) contacts.push(due.contact);
  return contacts;
}

const WHO: readonly (readonly [string, Binding, boolean])[] = [
  ["a phone that names another address than it comes from", HOME, true],
  ["a phone whose port a router has changed", bound("sip:101@198.51.100.7:5062", HOME.flow), true],
  ["a phone that names itself by a name", bound("sip:101@phone.example.com:40000", HOME.flow), true],
  ["a phone on our own network", bound("sip:101@10.0.0.5", flowFrom("10.0.0.5", 5060)), false],
  ["an IPv6 phone on our own network", bound("sip:101@[2001:DB8::7]:5062", flowFrom("2001:db8::7", 5062)), false],
  ["a phone over TCP", bound(HOME.contact, flowFrom("198.51.100.7", 40_000, "tcp")), false],
  ["a phone behind a proxy", { ...HOME, path: ["<sip:proxy.example.com;lr>"] }, false],
  ["an outbound phone", { ...HOME, regId: 1 }, false],
];
for (const [who, binding, isKept] of WHO) {
  Deno.test(`${who} is ${isKept ? "" : "not "}sent keep-alives`, () => {
    const keepAlives = new KeepAlives(EVERY_MS);
    keepAlives.enter(binding, START);
    assert.equal(keepAlives.size, isKept ? 1 : 0);
    assert.equal(keepAlives.next(), isKept ? at(EVERY_MS) : undefined);
    keepAlives.leave(binding);
    assert.equal(keepAlives.size, 0);
    assert.equal(keepAlives.next(), undefined);
  });
}

Deno.test("a keep-alive is due again and again, until the phone leaves", () => {
  const keepAlives = new KeepAlives(EVERY_MS);
  keepAlives.enter(HOME, START);
  assert.deepEqual(taken(keepAlives, at(EVERY_MS - 1)), []);
  assert.deepEqual(taken(keepAlives, at(EVERY_MS)), [HOME.contact]);
  assert.deepEqual(taken(keepAlives, at(EVERY_MS)), []);
  assert.deepEqual(taken(keepAlives, at(2 * EVERY_MS)), [HOME.contact]);
  keepAlives.leave(HOME);
  assert.deepEqual(taken(keepAlives, at(9 * EVERY_MS)), []);
});

Deno.test("two accounts of one phone need one keep-alive, as long as one of them stays", () => {
  const keepAlives = new KeepAlives(EVERY_MS);
  const second = { ...HOME, number: "102", contact: "sip:102@192.168.1.5:5060" };
  keepAlives.enter(HOME, START);
  keepAlives.enter(second, START);
  assert.deepEqual(taken(keepAlives, at(EVERY_MS)).length, 1);
  keepAlives.leave(HOME);
  assert.deepEqual(taken(keepAlives, at(2 * EVERY_MS)).length, 1);
  keepAlives.leave(second);
  assert.equal(keepAlives.next(), undefined);
});

Deno.test("remembered phones are asked one after the other within the first interval", () => {
  const keepAlives = new KeepAlives(EVERY_MS);
  for (let place = 0; place < 5; place++) {
    const binding = bound(HOME.contact, flowFrom("198.51.100.7", 40_000 + place));
    keepAlives.enter(binding, START, keepAlives.spread(place, 5));
  }
  const counts = [0, 5_000, 10_000, 15_000, 20_000, 25_000].map((ms) => taken(keepAlives, at(ms)).length);
  assert.deepEqual(counts, [1, 1, 1, 1, 1, 1]);
});

Deno.test("no interval means no keep-alives", () => {
  const keepAlives = new KeepAlives(0);
  keepAlives.enter(HOME, START);
  assert.equal(keepAlives.size, 0);
});
