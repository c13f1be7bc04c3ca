import assert from "node:assert/strict";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { HeardBy } from "../../core/sound/mod.ts";
import { TapReader } from "../tap/mod.ts";
import { assertOneStream, G722, LOUD, OPUS, partOf, PCMA, PCMU, type Scene, scene, Singer } from "./singers.ts";
import { EVENTS, kernels, taps as memory } from "./stage.ts";

const SUE = { ip: "192.0.2.33", port: 4000 };
const NOTES = { ana: 440, bob: 700, sue: 1000 } as const;

interface Heard {
  readonly ana: Uint8Array[];
  readonly bob: Uint8Array[];
  readonly sue: Uint8Array[];
}

/** Ana and Bob talk, and Sue is there who may listen in. */
function office(codec: PlannedCodec, talk: Scene = scene({ ana: [PCMU, EVENTS], bob: [PCMU, EVENTS] })) {
  const { stage } = talk;
  const socket = stage.open("sue", SUE, { codecs: [codec, EVENTS] });
  const sue = new Singer(stage, { socket, peer: SUE, codec, hz: NOTES.sue });
  const sing = (ms: number): Heard => {
    stage.take();
    for (let passed = 0; passed < ms; passed += 20) {
      for (const singer of [talk.ana, talk.bob, sue]) singer.sing();
      stage.pass(20);
    }
    const sent = stage.take();
    const to = (of: number) => sent.filter((each) => each.socket === of).map(({ packet }) => packet);
    return { ana: to(talk.sockets.ana), bob: to(talk.sockets.bob), sue: to(socket) };
  };
  const overhear = (heardBy: HeardBy, whom = "ana") =>
    stage.engine.command({ type: "overhear", leg: "sue", whom, heardBy });
  /** Who is heard by each, by name. */
  const hears = (heard: Heard): Readonly<Record<keyof Heard, string>> => {
    const singers = { ana: talk.ana, bob: talk.bob, sue };
    const names = Object.keys(NOTES) as (keyof Heard)[];
    const of = (who: keyof Heard): string => {
      const parts = singers[who].parts(heard[who].slice(15), Object.values(NOTES));
      return names.filter((_, at) => parts[at]! > 0.3).join(" ") +
        (parts.some((part) => part > 0.001 && part < 0.3) ? "?" : "");
    };
    return { ana: of("ana"), bob: of("bob"), sue: of("sue") };
  };
  return { ...talk, sue, sing, overhear, hears };
}

for (const codec of [PCMU, G722, OPUS]) {
  Deno.test(`who listens in by ${codec.name} hears both; he is heard by nobody, by one alone, or by both`, () => {
    const before = kernels.arena.takenBytes;
    const all = office(codec);
    const { stage, sing, overhear, hears } = all;
    const heard: Heard[] = [sing(500)];
    assert.equal(stage.engine.beatMs, 20, "silence for her who hears nobody");
    overhear("nobody");
    heard.push(sing(1000));
    assert.deepEqual(hears(heard.at(-1)!), { ana: "bob", bob: "ana", sue: "ana bob" });
    overhear("whom");
    heard.push(sing(1000));
    assert.deepEqual(hears(heard.at(-1)!), { ana: "bob sue", bob: "ana", sue: "ana bob" });
    overhear("all");
    heard.push(sing(1000));
    assert.deepEqual(hears(heard.at(-1)!), { ana: "bob sue", bob: "ana sue", sue: "ana bob" });
    overhear("nobody");
    heard.push(sing(1000));
    assert.deepEqual(hears(heard.at(-1)!), { ana: "bob", bob: "ana", sue: "ana bob" });
    stage.engine.command({ type: "close", leg: "sue" });
    stage.pass(20);
    heard.push(sing(500));
    assert.equal(stage.engine.beatMs, 250, "their packets are passed on as they are again");
    for (const who of ["ana", "bob"] as const) {
      const packets = heard.flatMap((each) => each[who]);
      assertOneStream(packets, PCMU);
      assert.ok(packets.length >= 246, `${packets.length} of 251 packets`);
    }
    for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
    stage.pass(1000);
    assert.equal(stage.engine.beatMs, 250);
    assert.ok(kernels.arena.takenBytes - before < 40_000, `${kernels.arena.takenBytes - before} bytes`);
  });
}

Deno.test("a recording of a call holds what its people say to each other: no whisper, but whoever barges in", () => {
  const { stage, sing, overhear } = office(PCMU);
  const readers = { ana: 20, bob: 21 } as const;
  const taps = Object.entries(readers).map(([leg, ring]) => {
    const reader = new TapReader(memory, ring, TapReader.position(memory, ring));
    stage.engine.command({ type: "tap", leg, ring });
    return reader;
  });
  const [left, right] = [new Int16Array(320), new Int16Array(320)];
  /** The notes that each tap holds of a second, on both its sides. */
  const recorded = (): readonly string[] => {
    for (const reader of taps) while (reader.read(left, right) > 0);
    sing(1000);
    return taps.flatMap((reader) => {
      const sides: readonly number[][] = [[], []];
      while (reader.read(left, right) > 0) {
        sides[0]!.push(...left.subarray(0, 160));
        sides[1]!.push(...right.subarray(0, 160));
      }
      return sides.map((side) => {
        const sound = Float64Array.from(side);
        return Object.entries(NOTES).filter(([, hz]) => partOf(sound, 8000, hz) > 0.01).map(([name]) => name).join(" ");
      });
    });
  };
  overhear("nobody");
  sing(500);
  assert.deepEqual(recorded(), ["ana", "bob", "bob", "ana"]);
  overhear("whom");
  sing(200);
  assert.deepEqual(recorded(), ["ana", "bob", "bob", "ana"], "Ana hears Sue, and no recording does");
  overhear("all");
  sing(200);
  assert.deepEqual(recorded(), ["ana", "bob sue", "bob", "ana sue"]);
  overhear("whom");
  stage.engine.command({ type: "disconnect", leg: "bob" });
  sing(200);
  assert.deepEqual(recorded().slice(0, 2), ["ana", ""], "alone with her");
  for (const leg of ["ana", "bob", "sue"]) stage.engine.command({ type: "close", leg });
  stage.pass(1000);
  assert.equal(stage.engine.beatMs, 250);
});

Deno.test("nobody who talks hears a click when somebody comes to listen in, or goes", () => {
  const { stage, bob, sing, overhear } = office(PCMA);
  const heard = [sing(1000)];
  overhear("nobody");
  heard.push(sing(1000));
  stage.engine.command({ type: "disconnect", leg: "sue" });
  heard.push(sing(1000));
  const packets = heard.flatMap((each) => each.bob);
  assertOneStream(packets, PCMU);
  const sound = bob.hear(packets);
  // A sine of this loudness and height makes no larger step; a cut would.
  const largest = 2 * Math.PI * NOTES.ana / 8000 * LOUD;
  const clicks = sound.subarray(1).filter((sample, at) => Math.abs(sample - sound[at]!) > 1.25 * largest);
  assert.equal(clicks.length, 0);
});

Deno.test("who listens in goes along: his one is alone, talks with another, and is gone", () => {
  const { stage, sing, overhear, hears, sue } = office(PCMU, scene({ ana: [G722, EVENTS], bob: [PCMU, EVENTS] }));
  overhear("whom");
  sing(500);
  assert.deepEqual(hears(sing(1000)), { ana: "bob sue", bob: "ana", sue: "ana bob" });
  stage.engine.command({ type: "disconnect", leg: "ana" });
  sing(500);
  const alone = hears(sing(1000));
  assert.deepEqual([alone.ana, alone.sue], ["sue", "ana"]);
  stage.engine.command({ type: "connect", a: "bob", b: "ana" });
  sing(500);
  assert.deepEqual(hears(sing(1000)), { ana: "bob sue", bob: "ana", sue: "ana bob" });
  // In a room of many she hears nobody, and nobody her.
  stage.engine.command({ type: "join", leg: "ana", room: "2001" });
  stage.engine.command({ type: "join", leg: "bob", room: "2001" });
  sing(500);
  const met = sing(1000);
  assert.deepEqual([hears(met).ana, hears(met).bob], ["bob", "ana"]);
  assert.ok(sue.hear(met.sue.slice(10)).every((sample) => Math.abs(sample) < 100));
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  sing(500);
  assert.deepEqual(hears(sing(1000)), { ana: "bob sue", bob: "ana", sue: "ana bob" });
  stage.engine.command({ type: "close", leg: "ana" });
  sing(200);
  const gone = sing(500);
  assert.equal(gone.sue.length, 25, "silence goes on");
  assert.ok(sue.hear(gone.sue).every((sample) => Math.abs(sample) < 100));
  for (const leg of ["sue", "bob"]) stage.engine.command({ type: "close", leg });
  stage.pass(1000);
  assert.equal(stage.engine.beatMs, 250);
});

Deno.test("two who listen in do not hear each other, unless one speaks to all", () => {
  const { stage, sing, overhear, hears } = office(PCMU);
  overhear("nobody");
  const peer = { ip: "192.0.2.34", port: 4000 };
  const socket = stage.open("tom", peer, { codecs: [PCMU, EVENTS] });
  const tom = new Singer(stage, { socket, peer, codec: PCMU, hz: 1300 });
  stage.engine.command({ type: "overhear", leg: "tom", whom: "bob", heardBy: "whom" });
  const singing = (ms: number): Heard => {
    const parts: Heard = { ana: [], bob: [], sue: [] };
    for (let passed = 0; passed < ms; passed += 20) {
      tom.sing();
      const heard = sing(20);
      for (const who of ["ana", "bob", "sue"] as const) parts[who].push(...heard[who]);
    }
    return parts;
  };
  singing(500);
  const whispered = singing(1000);
  assert.deepEqual([hears(whispered).ana, hears(whispered).sue], ["bob", "ana bob"]);
  stage.engine.command({ type: "overhear", leg: "tom", whom: "bob", heardBy: "all" });
  singing(500);
  const said = singing(1000);
  assert.ok(tom.parts(said.sue, [1300])[0]! > 0.2, "she hears who speaks to all");
  for (const leg of ["ana", "bob", "sue", "tom"]) stage.engine.command({ type: "close", leg });
  stage.pass(1000);
  assert.equal(stage.engine.beatMs, 250);
});
