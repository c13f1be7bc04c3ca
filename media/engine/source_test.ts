import assert from "node:assert/strict";
import { readAddress, readMulticast } from "./address.ts";
import { FIGURE } from "../plane/mod.ts";
import { ANA, BOB, EVE, type Peer, speech, Stage, talk } from "./stage.ts";

Deno.test("an outsider neither is heard nor changes where we send", () => {
  for (const filters of [false, true]) {
    const stage = new Stage();
    stage.sockets.filters = filters;
    const { ana, bob } = talk(stage);
    stage.hear(ana, speech(1), EVE);
    stage.hear(ana, speech(2), { ip: ANA.ip, port: 4444 });
    assert.deepEqual(stage.take(), []);
    stage.hear(ana, speech(3), ANA);
    stage.hear(ana, speech(4), EVE);
    stage.hear(bob, speech(1), BOB);
    assert.deepEqual(stage.take().map(({ to }) => to), [BOB.port, ANA.port]);
    assert.equal(stage.ground.figures[FIGURE.strangers], filters ? 2 : 3);
  }
});

Deno.test("a phone behind NAT is answered where it speaks from, and a hold keeps that place", () => {
  const stage = new Stage();
  const nat: Peer = { ip: "198.51.100.7", port: 61000 };
  const sources = { signallingIp: nat.ip };
  const ana = stage.open("ana", ANA, { sources });
  const bob = stage.open("bob", BOB);
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(1), nat);
  stage.hear(ana, speech(1), { ...nat, port: 61001 });
  stage.apply("ana", ANA, { sources, direction: "sendonly" });
  stage.hear(bob, speech(1), BOB);
  assert.deepEqual(stage.take().map(({ to }) => to), [BOB.port, nat.port]);
});

Deno.test("a NAT that moved a phone is followed once its old place is quiet", () => {
  const stage = new Stage();
  stage.sockets.filters = true;
  const nat: Peer = { ip: "198.51.100.7", port: 61000 };
  const ana = stage.open("ana", ANA, { sources: { signallingIp: nat.ip } });
  stage.engine.command({ type: "echo", leg: "ana" });
  for (let step = 0; step < 50; step++) {
    stage.hear(ana, speech(step), nat);
    stage.pass(20);
  }
  const moved = { ...nat, port: 62000 };
  stage.hear(ana, speech(51), moved);
  assert.ok(stage.take().every(({ to }) => to !== moved.port));
  stage.pass(2500);
  stage.hear(ana, speech(52), moved);
  assert.equal(stage.take().at(-1)!.to, moved.port);
});

Deno.test("latch: any takes the first source, and no second one even when that fell quiet", () => {
  const stage = new Stage();
  const ana = stage.open("ana", ANA, { sources: { any: true } });
  stage.engine.command({ type: "echo", leg: "ana" });
  stage.hear(ana, speech(1), EVE);
  stage.hear(ana, speech(2), { ip: "198.51.100.1", port: 1000 });
  stage.pass(5000);
  stage.hear(ana, speech(3), { ip: "198.51.100.1", port: 1000 });
  assert.deepEqual(stage.take().filter(({ socket }) => socket === ana).map(({ to }) => to), [EVE.port]);
});

Deno.test("a filter of the system that lets nothing through is given up", () => {
  const stage = new Stage();
  stage.sockets.filters = true;
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  assert.equal(stage.sockets.locked.size, 1);
  stage.pass(600);
  assert.equal(stage.sockets.locked.size, 0);
  stage.hear(ana, speech(2), ANA);
  assert.equal(stage.sockets.locked.size, 0, "it is not tried again before the next plan");
});

Deno.test("addresses are read in every form, and hosts that are nobody or many are refused", () => {
  const good = ["192.0.2.7", "::1", "2001:db8::7", "1:2:3:4:5:6:7:8", "fe80::1%eth0", "::ffff:192.0.2.7", "1::8"];
  for (const ip of good) assert.ok(readAddress(ip, 4000) !== undefined, ip);
  const bad = [
    "",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "255.255.255.255",
    "ff02::1",
    "1.2.3",
    "1.2.3.256",
    "a.b.c.d",
    "1::2::3",
    "1:2",
    "12345::",
    "host",
  ];
  for (const ip of bad) assert.equal(readAddress(ip, 4000), undefined, ip);
  for (const ip of ["224.0.1.75", "239.255.255.255"]) {
    assert.equal(readAddress(ip, 4000), undefined, ip);
    assert.ok(readMulticast(ip, 4000) !== undefined, ip);
  }
  for (const ip of ["223.255.255.255", "240.0.0.1", "192.0.2.7", "ff02::1", "x"]) {
    assert.equal(readMulticast(ip, 4000), undefined, ip);
  }
  assert.deepEqual(readAddress("::ffff:192.0.2.7", 4000), readAddress("192.0.2.7", 4000));
  assert.equal(readAddress("192.0.2.7", 0), undefined);
});
