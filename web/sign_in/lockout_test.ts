import assert from "node:assert/strict";
import { later, START } from "../../core/base/mod.ts";
import { Lockout } from "./lockout.ts";

const SETTINGS = { tries: 5, withinS: 300, forS: 900 };
const at = (ms: number) => later(START, ms);

Deno.test("the fifth wrong guess within five minutes locks for fifteen, and then it is over by itself", () => {
  const lockout = new Lockout(SETTINGS);
  for (let guess = 0; guess < 4; guess++) assert.deepEqual(lockout.failed(["name ana"], at(guess * 60_000)), []);
  assert.equal(lockout.waitMs(["name ana"], at(240_000)), 0);
  assert.deepEqual(lockout.failed(["name ana", "address 192.0.2.7"], at(240_000)), ["name ana"]);
  assert.equal(lockout.waitMs(["name ana"], at(240_000)), 900_000);
  assert.equal(lockout.waitMs(["name bob"], at(240_000)), 0);
  assert.equal(lockout.waitMs(["name ana"], at(240_000 + 900_000)), 0);
  assert.deepEqual(lockout.failed(["name ana"], at(240_000 + 900_000)), []);
});

Deno.test("slips that are further apart are forgotten, and so are those before one got in", () => {
  const lockout = new Lockout(SETTINGS);
  for (let guess = 0; guess < 20; guess++) assert.deepEqual(lockout.failed(["name ana"], at(guess * 80_000)), []);
  const quick = new Lockout(SETTINGS);
  for (let guess = 0; guess < 4; guess++) quick.failed(["name ana"], START);
  quick.passed("name ana");
  assert.deepEqual(quick.failed(["name ana"], START), []);
});

Deno.test("whoever guesses under many names from one address is locked out by his address", () => {
  const lockout = new Lockout(SETTINGS);
  const locked = Array.from({ length: 5 }, (_, nth) => lockout.failed([`name ${nth}`, "address 192.0.2.7"], START));
  assert.deepEqual(locked.at(-1), ["address 192.0.2.7"]);
  assert.equal(lockout.waitMs(["name new", "address 192.0.2.7"], START), 900_000);
});

Deno.test("how many, within how long, and for how long is for the owner to say", () => {
  const lockout = new Lockout({ tries: 2, withinS: 10, forS: 30 });
  assert.deepEqual(lockout.failed(["name ana"], START), []);
  assert.deepEqual(lockout.failed(["name ana"], at(10_000)), []);
  assert.deepEqual(lockout.failed(["name ana"], at(19_999)), ["name ana"]);
  assert.equal(lockout.waitMs(["name ana"], at(19_999)), 30_000);
});

Deno.test("guesses that came with the last one unlock nobody, and make it no longer", () => {
  const lockout = new Lockout(SETTINGS);
  for (let guess = 0; guess < 5; guess++) lockout.failed(["name ana"], START);
  for (let guess = 0; guess < 7; guess++) assert.deepEqual(lockout.failed(["name ana"], at(1)), []);
  assert.equal(lockout.waitMs(["name ana"], at(1)), 899_999);
  assert.equal(lockout.waitMs(["name ana"], at(900_000)), 0);
});
