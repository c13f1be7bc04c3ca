import assert from "node:assert/strict";
import { concreteAddresses, type LocalAddress, localAddresses, nearestAddress } from "./addresses.ts";

const LOCALS: readonly LocalAddress[] = [
  { ip: "127.0.0.1", networkBits: 8 },
  { ip: "::1", networkBits: 128 },
  { ip: "192.168.1.5", networkBits: 24 },
  { ip: "10.0.0.5", networkBits: 8 },
  { ip: "10.1.2.5", networkBits: 24 },
  { ip: "2001:db8::5", networkBits: 64 },
];

for (
  const [remote, expected] of [
    ["192.168.1.77", "192.168.1.5"],
    ["10.9.9.9", "10.0.0.5"],
    ["10.1.2.9", "10.1.2.5"],
    ["127.0.0.9", "127.0.0.1"],
    ["10.1.2.5", "10.1.2.5"],
    ["198.51.100.1", "192.168.1.5"],
    ["2001:db8::99", "2001:db8::5"],
    ["2001:db9::99", "2001:db8::5"],
    ["::1", "::1"],
  ] as const
) {
  Deno.test(`${remote} is best reached from ${expected}`, () => {
    assert.equal(nearestAddress(LOCALS, remote)?.ip, expected);
  });
}

Deno.test("where no address of the family is, none is nearest", () => {
  assert.equal(nearestAddress(LOCALS.filter(({ ip }) => !ip.includes(":")), "2001:db8::1"), undefined);
  assert.equal(nearestAddress([{ ip: "127.0.0.1", networkBits: 8 }], "198.51.100.1")?.ip, "127.0.0.1");
});

Deno.test("wildcards are taken apart, named addresses stay, and none comes twice", () => {
  assert.deepEqual(concreteAddresses(["0.0.0.0"], LOCALS), ["127.0.0.1", "192.168.1.5", "10.0.0.5", "10.1.2.5"]);
  assert.deepEqual(concreteAddresses(["::", "127.0.0.1"], LOCALS), ["::1", "2001:db8::5", "127.0.0.1"]);
  assert.deepEqual(concreteAddresses(["192.0.2.1", "192.0.2.1"], LOCALS), ["192.0.2.1"]);
});

Deno.test("this machine has its loopback, and nothing that only means something on one interface", () => {
  const locals = localAddresses();
  assert.ok(locals.some(({ ip, networkBits }) => ip === "127.0.0.1" && networkBits === 8));
  assert.ok(locals.every(({ ip, networkBits }) => !ip.startsWith("fe80") && Number.isInteger(networkBits)));
});
