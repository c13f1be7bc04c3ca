import assert from "node:assert/strict";
import { openRing, PLAY_FRAME_SAMPLES, PlayWriter } from "../play/mod.ts";
import { assertOneStream, G722, PCMA, PCMU, scene, sing, Singer } from "./singers.ts";
import { ANA, BOB, EVENTS, kernels, plays, Stage } from "./stage.ts";

const RINGBACK = { tone: "ringback", country: "ro" } as const;

/** Fills a ring with a note, as a player would: as much of it as there is room for. */
class Note {
  readonly ring: number;
  readonly #writer: PlayWriter;
  readonly #samples = new Int16Array(PLAY_FRAME_SAMPLES);
  #frames = 0;

  constructor(ring: number) {
    this.ring = ring;
    this.#writer = new PlayWriter(plays, ring, openRing(plays, ring));
  }

  write(hz: number, frames: number): void {
    for (let frame = 0; frame < frames; frame++) {
      for (let at = 0; at < PLAY_FRAME_SAMPLES; at++) {
        const turns = hz * (this.#frames * PLAY_FRAME_SAMPLES + at) / 16_000;
        this.#samples[at] = Math.round(8000 * Math.sin(2 * Math.PI * turns));
      }
      if (!this.#writer.write(this.#samples, 0)) return;
      this.#frames += 1;
    }
  }

  end(): void {
    this.#writer.end();
  }
}

function playedEvents(stage: Stage) {
  return stage.events.flatMap((event) => event.type === "played" ? [event] : []);
}

Deno.test("a leg that is alone hears a tone until it is stopped", () => {
  const before = kernels.arena.takenBytes;
  for (const codec of [PCMU, PCMA, G722]) {
    const stage = new Stage();
    const socket = stage.open("ana", ANA, { codecs: [codec, EVENTS] });
    const ana = new Singer(stage, { socket, peer: ANA, codec, hz: 440 });
    stage.engine.command({ type: "play", leg: "ana", play: 7, sound: RINGBACK });
    stage.take();
    stage.pass(900);
    const heard = stage.take().map(({ packet }) => packet);
    assert.equal(heard.length, 45);
    assertOneStream(heard, codec);
    assert.ok(ana.clearness(heard, 450) >= 25, `${codec.name}: ${ana.clearness(heard, 450)} dB`);
    stage.engine.command({ type: "stop", leg: "ana" });
    assert.deepEqual(playedEvents(stage), [{ type: "played", leg: "ana", play: 7, why: "stopped" }]);
    stage.take();
    stage.pass(200);
    const silent = stage.take().map(({ packet }) => packet);
    assert.equal(silent.length, 10, "nobody speaks to it any more");
    assertOneStream([...heard, ...silent], codec);
    assert.ok(ana.hear(silent).subarray(320).every((sample) => Math.abs(sample) < 100));
    stage.engine.command({ type: "close", leg: "ana" });
    assert.equal(stage.engine.beatMs, 250);
  }
  assert.ok(kernels.arena.takenBytes - before < 40_000, `${kernels.arena.takenBytes - before} bytes`);
});

Deno.test("what is played to one of two is not heard by the other, and their call goes on behind it", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [PCMU, EVENTS] });
  const before = sing(both, 500);
  const note = new Note(3);
  note.write(1200, 25);
  both.stage.engine.command({ type: "play", leg: "bob", play: 1, sound: { ring: 3 } });
  const during = sing(both, 500);
  note.end();
  const after = sing(both, 1000);
  assert.deepEqual(playedEvents(both.stage), [{ type: "played", leg: "bob", play: 1, why: "ended" }]);
  assert.equal(both.stage.engine.beatMs, 250, "passed on as they are again");
  const [note1200, ana] = both.bob.parts(during.bob.slice(1), [1200, 440]);
  assert.ok(note1200! > 0.97 && ana! < 0.01, `Bob hears the note by ${note1200}, Ana by ${ana}`);
  assert.ok(both.ana.clearness(during.ana, 700) >= 25, "Ana hears Bob all the while");
  assert.ok(both.bob.clearness(after.bob.slice(10), 440) >= 30);
  assertOneStream([...before.bob, ...during.bob, ...after.bob], PCMU);
});

Deno.test("one ring is heard by all it is played to, in narrow and in wide rooms, and is read once", () => {
  const stage = new Stage();
  const note = new Note(4);
  note.write(1000, 25);
  const people = [["ana", ANA, PCMU], ["bob", BOB, G722], ["eve", { ip: "192.0.2.9", port: 9 }, PCMA]] as const;
  const legs = people.map(([leg, peer, codec], at) => {
    const socket = stage.open(leg, peer, { codecs: [codec, EVENTS] });
    stage.engine.command({ type: "play", leg, play: at, sound: { ring: 4 } });
    return { socket, leg, singer: new Singer(stage, { socket, peer, codec, hz: 300 }) };
  });
  stage.take();
  stage.pass(500);
  const sent = stage.take();
  for (const { socket, singer, leg } of legs) {
    const heard = sent.filter((each) => each.socket === socket).map(({ packet }) => packet);
    assert.equal(heard.length, 25);
    assert.ok(singer.clearness(heard, 1000) >= 25, `${leg}: ${singer.clearness(heard, 1000)} dB`);
  }
  note.end();
  stage.pass(60);
  assert.deepEqual(playedEvents(stage).map(({ play, why }) => [play, why]), [[0, "ended"], [1, "ended"], [2, "ended"]]);
});

Deno.test("a player that is late is waited for, and every play ends once, however it ends", () => {
  const stage = new Stage();
  stage.open("ana", ANA, { codecs: [PCMU, EVENTS] });
  const first = new Note(5);
  stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { ring: 5 } });
  stage.pass(400);
  assert.deepEqual(playedEvents(stage), []);
  first.write(500, 5);
  stage.pass(60);
  stage.engine.command({ type: "play", leg: "ana", play: 2, sound: RINGBACK });
  stage.engine.command({ type: "play", leg: "nobody", play: 3, sound: RINGBACK });
  stage.engine.command({ type: "close", leg: "ana" });
  const ends = playedEvents(stage).map(({ leg, play, why }) => [leg, play, why]);
  assert.deepEqual(ends, [["ana", 1, "stopped"], ["nobody", 3, "failed"], ["ana", 2, "stopped"]]);
  stage.pass(500);
  assert.equal(stage.engine.beatMs, 250);
});

Deno.test("what is played goes on where its leg goes: from alone into a call, into a conference, and out", () => {
  const both = scene({ ana: [PCMU, EVENTS], bob: [G722, EVENTS] });
  const { engine } = both.stage;
  const note = new Note(6);
  engine.command({ type: "play", leg: "bob", play: 1, sound: { ring: 6 } });
  const heard = () => {
    note.write(1000, 25);
    return both.bob.parts(sing(both, 480).bob, [1000])[0]!;
  };
  assert.ok(heard() > 0.9, "in the call");
  engine.command({ type: "join", leg: "bob", room: "2001" });
  assert.ok(heard() > 0.9, "in the conference");
  engine.command({ type: "disconnect", leg: "bob" });
  assert.ok(heard() > 0.9, "alone");
  assert.deepEqual(playedEvents(both.stage), []);
});

Deno.test("where a tone is cut off nothing clicks, whether the leg stays in a room or not", () => {
  for (const codecs of [[PCMU, EVENTS], [PCMU]]) {
    for (let frames = 1; frames <= 6; frames++) {
      const stage = new Stage();
      const socket = stage.open("ana", ANA, { codecs });
      const ana = new Singer(stage, { socket, peer: ANA, codec: PCMU, hz: 440 });
      stage.pass(300);
      stage.take();
      stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "dial", country: "us" } });
      stage.pass(20 * frames);
      stage.engine.command({ type: "stop", leg: "ana" });
      stage.pass(100);
      const sound = ana.hear(stage.take().map(({ packet }) => packet));
      const steps = sound.subarray(1).map((sample, at) => Math.abs(sample - sound[at]!));
      const within = Math.max(...steps.subarray(0, 160 * frames - 1));
      const behind = Math.max(...steps.subarray(160 * frames - 1));
      assert.ok(behind <= 1.25 * Math.max(within, 2000), `${frames} frames: ${behind}, within ${within}`);
    }
  }
});
