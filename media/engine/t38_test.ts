import assert from "node:assert/strict";
import { ANA, BOB, EVE, speech, Stage, talk } from "./stage.ts";

/** A UDPTL datagram (T.38 §9.1): a sequence number, and whatever. */
function datagram(sequence: number, length = 40): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + sequence) & 0xff);
  bytes[0] = sequence >> 8;
  bytes[1] = sequence & 0xff;
  return bytes;
}

const T38 = { t38: [{ name: "T38FaxVersion", value: "0" }] };

/** Ana and Bob were talking, and have gone over to fax. */
function faxing(): { readonly stage: Stage; readonly ana: number; readonly bob: number } {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  for (let step = 0; step < 5; step++) {
    stage.hear(ana, speech(step), ANA);
    stage.hear(bob, speech(step), BOB);
  }
  stage.apply("ana", ANA, T38);
  stage.apply("bob", BOB, T38);
  stage.take();
  return { stage, ana, bob };
}

Deno.test("datagrams of a fax are passed on as they are, both ways, at every length and sequence number", () => {
  const { stage, ana, bob } = faxing();
  stage.pass(6_000);
  stage.take();
  for (const [sequence, length] of [[0, 2], [1, 11], [1, 40], [0x7fff, 300], [0x8000, 172], [0xffff, 1400]] as const) {
    stage.hear(ana, datagram(sequence, length), ANA);
    stage.hear(bob, datagram(sequence, length), BOB);
    const sent = stage.take();
    assert.deepEqual(sent.map(({ to }) => to), [BOB.port, ANA.port]);
    for (const { packet } of sent) assert.deepEqual(packet, datagram(sequence, length));
  }
});

Deno.test("sound that still comes after the change, and strangers, do not reach the fax at the other end", () => {
  const { stage, ana, bob } = faxing();
  stage.hear(ana, speech(5), ANA);
  stage.hear(ana, datagram(0), EVE);
  assert.deepEqual(stage.take(), []);
  stage.hear(ana, datagram(0), ANA);
  stage.hear(bob, datagram(0), BOB);
  assert.equal(stage.take().length, 2);
});

Deno.test("while only one of the two has gone over nothing is passed on, and nobody is sent sound for a fax", () => {
  const { stage, ana, bob } = faxing();
  stage.apply("bob", BOB);
  stage.hear(ana, datagram(1), ANA);
  stage.hear(bob, speech(6), BOB);
  stage.pass(500);
  assert.deepEqual(stage.take(), []);
});

Deno.test("a fax that has lost its partner, or is tapped, or played to, is sent no packet of sound", () => {
  const { stage, ana } = faxing();
  stage.engine.command({ type: "tap", leg: "ana", ring: 1 });
  stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "busy", country: "ro" } });
  stage.pass(500);
  assert.deepEqual(stage.take().filter(({ socket }) => socket === ana), []);
  assert.deepEqual(stage.events.filter(({ type }) => type === "played"), [
    { type: "played", leg: "ana", play: 1, why: "failed" },
  ]);
  stage.engine.command({ type: "disconnect", leg: "ana" });
  stage.pass(500);
  assert.deepEqual(stage.take().filter(({ socket }) => socket === ana), []);
});

Deno.test("a machine that says nothing while it takes a page is not silent", () => {
  const { stage, ana } = faxing();
  for (let second = 0; second < 90; second++) {
    stage.hear(ana, datagram(second), ANA);
    stage.pass(1_000);
  }
  assert.deepEqual(stage.events.filter(({ type }) => type === "silent"), []);
});

Deno.test("a fax comes from another port than the sound did, and from nowhere else", () => {
  const { stage, ana } = faxing();
  const moved = { ip: ANA.ip, port: 4100 };
  stage.apply("ana", moved, T38);
  stage.hear(ana, datagram(0), ANA);
  assert.deepEqual(stage.take(), []);
  stage.hear(ana, datagram(0), moved);
  assert.equal(stage.take().length, 1);
});

Deno.test("after the fax the two hear each other again, and their packets are counted in the end", () => {
  const { stage, ana, bob } = faxing();
  for (let step = 0; step < 10; step++) stage.hear(ana, datagram(step), ANA);
  stage.take();
  stage.apply("ana", ANA);
  stage.apply("bob", BOB);
  stage.hear(ana, datagram(10), ANA);
  stage.hear(ana, speech(300), ANA);
  stage.hear(bob, speech(301), BOB);
  assert.deepEqual(stage.take().map(({ to }) => to), [BOB.port, ANA.port]);
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
  const reports = stage.events.flatMap((event) => event.type === "quality" ? [event.report] : []);
  assert.deepEqual(reports.map(({ packetsIn }) => packetsIn), [16, 6]);
  assert.deepEqual(reports.map(({ packetsOut }) => packetsOut), [6, 16]);
});
