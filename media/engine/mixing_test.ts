import assert from "node:assert/strict";
import { sequenceOf, timestampOf } from "../rtp/mod.ts";
import { TapReader } from "../tap/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { assertOneStream, G722, LOUD, OPUS, partOf, PCMA, PCMU, scene, sing, Singer } from "./singers.ts";
import { ANA, BOB, event, EVENTS, kernels, Stage, taps } from "./stage.ts";

Deno.test("two legs without a codec in common hear each other, clean and in one stream each", () => {
  const before = kernels.arena.takenBytes;
  for (const [one, other] of [[PCMU, G722], [G722, PCMA], [PCMA, PCMU], [OPUS, PCMA], [G722, OPUS]] as const) {
    const both = scene({ ana: [one, EVENTS], bob: [other, EVENTS] });
    sing(both, 1000);
    const { ana, bob } = sing(both, 2000);
    assert.equal(bob.length, 100);
    assert.equal(ana.length, 100);
    assertOneStream(ana, one);
    assertOneStream(bob, other);
    const [heardByBob, heardByAna] = [both.bob.clearness(bob, 440), both.ana.clearness(ana, 700)];
    assert.ok(heardByBob >= 30, `${one.name} to ${other.name}: ${heardByBob} dB`);
    assert.ok(heardByAna >= 30, `${other.name} to ${one.name}: ${heardByAna} dB`);
    for (const leg of ["ana", "bob"]) both.stage.engine.command({ type: "close", leg });
    both.stage.pass(1000);
    assert.equal(both.stage.engine.beatMs, 250, "no room is left to beat for");
  }
  // What stays is shared by all legs (filters) or is the singers' own.
  assert.ok(kernels.arena.takenBytes - before < 40_000, `${kernels.arena.takenBytes - before} bytes`);
});

Deno.test("a call goes from relayed to mixed and back in mid-call: nothing is lost or said twice", () => {
  const both = scene({ ana: [PCMU, G722, EVENTS], bob: [PCMU, EVENTS] });
  const relayed = sing(both, 1000);
  assert.equal(both.stage.engine.beatMs, 250, "passed on as it is");
  // He switches to what Bob cannot hear, and back.
  const wide = new Singer(both.stage, { socket: both.sockets.ana, peer: ANA, codec: G722, hz: 440 });
  const mixed = sing({ ...both, ana: wide }, 2000);
  assert.equal(both.stage.engine.beatMs, 20);
  both.stage.apply("ana", ANA, { codecs: [PCMU, EVENTS] });
  const again = sing(both, 1000);
  assert.equal(both.stage.engine.beatMs, 250);
  const toBob = [...relayed.bob, ...mixed.bob, ...again.bob];
  assertOneStream(toBob, PCMU);
  assert.ok(toBob.length >= 196, `${toBob.length} of 200 packets`);
  assert.ok(both.bob.clearness(mixed.bob.slice(20), 440) >= 30);
  assert.ok(both.bob.clearness(again.bob.slice(5), 440) >= 30);
});

Deno.test("digits pass between legs that are mixed, as events and in the sound itself", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [PCMU] });
  assert.equal(both.stage.engine.beatMs, 20, "one codec, but digits in two forms");
  sing(both, 500);
  for (let step = 1; step <= 5; step++) {
    both.stage.hear(both.sockets.ana, event(1000 + step, 90_000, 7, 160 * step, step === 5), ANA);
    both.stage.pass(20);
  }
  const told = both.stage.events.filter((seen) => seen.type === "digit");
  assert.deepEqual(told.map(({ leg, digit }) => [leg, digit]), [["ana", "7"]]);
  const tones = sing(both, 200).bob;
  // 852 and 1209 Hz, and nothing of what Ana sings meanwhile.
  const sound = both.bob.hear(tones.slice(0, 3));
  assert.ok(partOf(sound, 8000, 852) + partOf(sound, 8000, 1209) > 0.9, "the two notes of a 7");
  assert.equal(both.stage.ground.figures[FIGURE.digitsIn], 1);
});

Deno.test("a leg that is held says nothing and hears nothing, and comes back in the same stream", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [G722, EVENTS] });
  const first = sing(both, 500);
  both.stage.apply("bob", BOB, { codecs: [G722, EVENTS], direction: "inactive" });
  const held = sing(both, 500);
  assert.equal(held.bob.length, 0);
  both.stage.apply("bob", BOB, { codecs: [G722, EVENTS] });
  const again = sing(both, 500);
  const [last, next] = [first.bob.at(-1)!, again.bob[0]!];
  assert.equal(sequenceOf(next), (sequenceOf(last) + 1) & 0xffff);
  assert.ok(Math.abs((timestampOf(next) - timestampOf(last) | 0) - 8 * 520) <= 160, "time went on while he was held");
  assert.equal(next[1]! & 0x80, 0x80, "a new run is marked");
});

Deno.test("everybody in a conference hears all others and not himself, whatever they speak", () => {
  const stage = new Stage();
  const people = [[PCMU, 400], [G722, 700], [OPUS, 1000]] as const;
  const legs = people.map(([codec, hz], at) => {
    const peer = { ip: `192.0.2.${10 + at}`, port: 4000 };
    const socket = stage.open(`leg ${at}`, peer, { codecs: [codec, EVENTS] });
    return { id: `leg ${at}`, socket, hz, singer: new Singer(stage, { socket, peer, codec, hz }) };
  });
  const meet = (ms: number): (packets: { readonly socket: number }) => Uint8Array[] => {
    stage.take();
    for (let passed = 0; passed < ms; passed += 20) {
      for (const { singer } of legs) singer.sing();
      stage.pass(20);
    }
    const sent = stage.take();
    return ({ socket }) => sent.filter((each) => each.socket === socket).map(({ packet }) => packet);
  };
  const frequencies = people.map(([, hz]) => hz);
  // The first two meet on narrow band; the third one widens the room for all.
  for (const { id } of legs) {
    stage.engine.command({ type: "join", leg: id, room: "2001" });
    meet(500);
  }
  const heard = meet(2000);
  for (const leg of legs) {
    const parts = leg.singer.parts(heard(leg), frequencies);
    for (const [at, part] of parts.entries()) {
      if (legs[at] === leg) assert.ok(part < 0.001, `${leg.id} hears itself: ${part}`);
      else assert.ok(part > 0.45, `${leg.id} hears leg ${at} by ${part}`);
    }
  }
  stage.engine.command({ type: "join", leg: "leg 2", room: "2001", muted: true });
  meet(300);
  const muted = meet(1000);
  assert.ok(legs[0]!.singer.parts(muted(legs[0]!), frequencies)[2]! < 0.001, "who is muted is not heard");
  assert.ok(legs[2]!.singer.parts(muted(legs[2]!), frequencies)[0]! > 0.45, "and hears");
  stage.engine.command({ type: "disconnect", leg: "leg 1" });
  meet(300);
  const left = meet(1000);
  const alone = legs[1]!.singer.hear(left(legs[1]!)).subarray(8000);
  assert.ok(alone.every((sample) => Math.abs(sample) < 100), "who has left hears nothing");
  for (const { id } of legs) stage.engine.command({ type: "close", leg: id });
  stage.pass(1000);
  assert.equal(stage.engine.beatMs, 250, "the last one closes the room");
});

Deno.test("a call goes from relayed into a conference and back: one stream, and no click", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [PCMU, EVENTS] });
  const relayed = sing(both, 1000);
  for (const leg of ["ana", "bob"]) both.stage.engine.command({ type: "join", leg, room: "2002" });
  const met = sing(both, 1000);
  both.stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const again = sing(both, 1000);
  const toBob = [...relayed.bob, ...met.bob, ...again.bob];
  assertOneStream(toBob, PCMU);
  assert.ok(toBob.length >= 148, `${toBob.length} of 150 packets`);
  const sound = both.bob.hear(toBob);
  // A sine of this loudness and height makes no larger step; a cut would.
  const largest = 2 * Math.PI * 440 / 8000 * LOUD;
  const steps = sound.subarray(1).map((sample, at) => Math.abs(sample - sound[at]!));
  const clicks = steps.filter((step) => step > 1.25 * largest).length;
  assert.equal(clicks, 0, `largest step ${Math.max(...steps)}, bound ${1.25 * largest}`);
});

Deno.test("a tap hears both sides of a call that goes on, relayed before and after", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [PCMU, EVENTS] });
  const before = sing(both, 500);
  const reader = new TapReader(taps, 5, TapReader.position(taps, 5));
  both.stage.engine.command({ type: "tap", leg: "ana", ring: 5 });
  const during = sing(both, 1000);
  both.stage.engine.command({ type: "untap", leg: "ana", ring: 5 });
  const after = sing(both, 500);
  assert.equal(both.stage.engine.beatMs, 250, "relayed again");
  assert.deepEqual(both.stage.events.filter(({ type }) => type === "untapped"), [{
    type: "untapped",
    leg: "ana",
    ring: 5,
  }]);
  const [left, right] = [new Int16Array(320), new Int16Array(320)];
  const said: number[] = [];
  const heard: number[] = [];
  for (let rate = reader.read(left, right); rate > 0; rate = reader.read(left, right)) {
    assert.equal(rate, 8000);
    said.push(...left.subarray(0, 160));
    heard.push(...right.subarray(0, 160));
  }
  assert.equal(said.length, 8000, "a second, from the first beat on");
  assert.ok(partOf(Float64Array.from(said).subarray(2000), 8000, 440) > 0.99);
  assert.ok(partOf(Float64Array.from(heard).subarray(2000), 8000, 700) > 0.99);
  assertOneStream([...before.bob, ...during.bob, ...after.bob], PCMU);
  assertOneStream([...before.ana, ...during.ana, ...after.ana], PCMU);
});

Deno.test("a leg is tapped twice at once: each tap has all of its time, and one ends without the other", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [PCMU, EVENTS] });
  sing(both, 200);
  const readers = [7, 8].map((ring) => new TapReader(taps, ring, TapReader.position(taps, ring)));
  both.stage.engine.command({ type: "tap", leg: "ana", ring: 7 });
  sing(both, 500);
  both.stage.engine.command({ type: "tap", leg: "ana", ring: 8 });
  sing(both, 500);
  both.stage.engine.command({ type: "untap", leg: "ana", ring: 7 });
  both.stage.engine.command({ type: "untap", leg: "ana", ring: 7 });
  sing(both, 500);
  both.stage.engine.command({ type: "close", leg: "ana" });
  const [left, right] = [new Int16Array(320), new Int16Array(320)];
  const frames = readers.map((reader) => {
    let count = 0;
    while (reader.read(left, right) > 0) count += 1;
    return count;
  });
  assert.deepEqual(frames, [50, 50]);
  const rings = both.stage.events.flatMap((event) => event.type === "untapped" ? [event.ring] : []);
  assert.deepEqual(rings, [7, 8]);
});

Deno.test("a leg that is alone can be tapped, and its end ends the tap", () => {
  const stage = new Stage();
  const socket = stage.open("ana", ANA, { codecs: [PCMA, EVENTS] });
  const ana = new Singer(stage, { socket, peer: ANA, codec: PCMA, hz: 440 });
  const reader = new TapReader(taps, 6, TapReader.position(taps, 6));
  stage.engine.command({ type: "tap", leg: "ana", ring: 6 });
  for (let step = 0; step < 50; step++) {
    ana.sing();
    stage.pass(20);
  }
  stage.engine.command({ type: "close", leg: "ana" });
  assert.equal(stage.events.filter(({ type }) => type === "untapped").length, 1);
  const [left, right] = [new Int16Array(320), new Int16Array(320)];
  let frames = 0;
  while (reader.read(left, right) > 0) frames += 1;
  assert.equal(frames, 50);
  stage.pass(1000);
  assert.equal(stage.engine.beatMs, 250);
});

Deno.test("the clock of the frames keeps to the timer: neither its first late tick nor a stall stays in the sound", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [G722, EVENTS] });
  const { ground, engine } = both.stage;
  const tick = 2000;
  const beatAt = (now: number): number => {
    ground.now = now;
    engine.beat();
    return ground.frameAt - now;
  };
  assert.equal(beatAt(tick + 7), 0, "the first tick, seven ms late");
  assert.equal(beatAt(tick + 20), 0, "the second one on its time: the clock follows");
  for (let at = 2; at < 50; at++) assert.equal(beatAt(tick + 20 * at), 0);
  assert.equal(beatAt(tick + 20 * 50 + 15), 5, "a stall: that frame, and the next one a little early");
  assert.equal(beatAt(tick + 20 * 51), 0, "which is played already");
  assert.equal(beatAt(tick + 20 * 52), 0, "and the clock is where it was");
});
