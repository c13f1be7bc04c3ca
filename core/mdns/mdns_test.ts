import assert from "node:assert/strict";
import { answerTo } from "./answer.ts";
import { goesBefore, isTaken, nextLabel } from "./conflict.ts";
import { type MdnsRecord, recordsOf, servicesOf } from "./records.ts";

const OURS = recordsOf({
  label: "kontor",
  addresses: ["192.168.1.7", "fd00::7"],
  services: [{ kind: "_http._tcp", port: 80 }, { kind: "_https._tcp", port: 443 }],
});
const V4_ONLY = recordsOf({ label: "kontor", addresses: ["192.168.1.7"], services: [] });
const named = (records: readonly MdnsRecord[]) => records.map(({ type, name }) => `${type} ${name}`);

Deno.test("whoever asks for an address gets it, and the other family's with it", () => {
  const { answers, additionals } = answerTo([{ name: "Kontor.Local", type: "A" }], [], OURS);
  assert.deepEqual(answers.map(({ data }) => data), ["192.168.1.7"]);
  assert.deepEqual(named(additionals), ["AAAA kontor.local"]);
});

Deno.test("whoever looks for web pages gets the service, its port and its address at once", () => {
  const { answers, additionals } = answerTo([{ name: "_http._tcp.local", type: "PTR" }], [], OURS);
  assert.deepEqual(answers.map(({ data }) => data), ["kontor._http._tcp.local"]);
  assert.deepEqual(named(additionals), [
    "SRV kontor._http._tcp.local",
    "A kontor.local",
    "AAAA kontor.local",
    "TXT kontor._http._tcp.local",
  ]);
  const all = answerTo([{ name: "_services._dns-sd._udp.local", type: "PTR" }], [], OURS);
  assert.deepEqual(all.answers.map(({ data }) => data), ["_http._tcp.local", "_https._tcp.local"]);
});

Deno.test("what there is none of is said to be none, so that nobody waits for it", () => {
  const { answers } = answerTo([{ name: "kontor.local", type: "AAAA" }], [], V4_ONLY);
  assert.deepEqual(answers.map(({ type, data }) => [type, data]), [
    ["NSEC", { nextDomain: "kontor.local", rrtypes: ["A"] }],
  ]);
  assert.deepEqual(answerTo([{ name: "_http._tcp.local", type: "A" }], [], OURS).answers, [], "not ours alone to deny");
  assert.deepEqual(answerTo([{ name: "other.local", type: "A" }], [], OURS).answers, []);
});

Deno.test("who knows it already, and not for too long, is not told it again", () => {
  const known = OURS.filter(({ type }) => type === "A");
  const ask = (known: readonly MdnsRecord[]) => answerTo([{ name: "kontor.local", type: "A" }], known, OURS).answers;
  assert.equal(ask(known).length, 0);
  assert.equal(ask(known.map((each) => ({ ...each, ttl: 59 }))).length, 1);
});

const theirs = (data: string, ttl = 120): MdnsRecord => ({ name: "KONTOR.local", type: "A", ttl, flush: true, data });

Deno.test("a name is taken when somebody says something else of it", () => {
  assert.equal(isTaken([theirs("192.168.1.9")], OURS), true);
  assert.equal(isTaken([theirs("192.168.1.7")], OURS), false, "our own, heard again");
  assert.equal(isTaken([theirs("192.168.1.9", 0)], OURS), false, "a good-bye");
  const shared: MdnsRecord = {
    name: "_http._tcp.local",
    type: "PTR",
    ttl: 1,
    flush: false,
    data: "printer._http._tcp.local",
  };
  assert.equal(isTaken([shared], OURS), false, "others have web pages too");
});

Deno.test("of two that want a name at once the one with the later address has it", () => {
  assert.equal(goesBefore([theirs("192.168.1.9")], V4_ONLY, "kontor.local"), true);
  assert.equal(goesBefore([theirs("192.168.1.5")], V4_ONLY, "kontor.local"), false);
  assert.equal(goesBefore([theirs("192.168.1.7")], V4_ONLY, "kontor.local"), false, "our own, heard again");
  assert.equal(goesBefore([theirs("192.168.1.7")], OURS, "kontor.local"), false, "the same on another network of ours");
});

Deno.test("who loses a name takes the next number", () => {
  assert.deepEqual(["kontor", "kontor-2", "kontor-9"].map(nextLabel), ["kontor-2", "kontor-3", "kontor-10"]);
});

Deno.test("people are led to the port that needs no name", () => {
  const at = (scheme: "http" | "https", port: number) => ({ scheme, address: { port } });
  assert.deepEqual(servicesOf([at("http", 8080), at("http", 80), at("https", 8443)]), [
    { kind: "_http._tcp", port: 80 },
    { kind: "_https._tcp", port: 8443 },
  ]);
  assert.deepEqual(servicesOf([]), []);
});
