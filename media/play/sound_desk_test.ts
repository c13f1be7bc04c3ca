import assert from "node:assert/strict";
import type { MediaEvent, Playlist } from "../../core/sound/mod.ts";
import type { EngineCommand } from "../plane/mod.ts";
import { SoundDesk } from "./mod.ts";

const LIST: Playlist = { items: [{ type: "music" }], language: "en", repeats: true };

/** A desk between an engine and a player with two rings, and what passed. */
function desk(options: { readonly engineTakes?: boolean } = {}) {
  const told: EngineCommand[] = [];
  const events: MediaEvent[] = [];
  const open = new Set<number>();
  const log: string[] = [];
  const sound = new SoundDesk({
    engine: (command) => told.push(command) > 0 && options.engineTakes !== false,
    player: {
      open: () => {
        const ring = [0, 1].find((each) => !open.has(each));
        if (ring !== undefined) open.add(ring);
        return ring;
      },
      close: (ring) => assert.ok(open.delete(ring), `ring ${ring} is closed once`),
    },
    onEvent: (event) => events.push(event),
    log: { write: ({ text }) => log.push(text) },
  });
  const play = (leg: string, number: number) => sound.command({ type: "play", leg, play: number, sound: LIST });
  return { sound, told, events, open, log, play };
}

Deno.test("a playlist becomes a ring, for as long as the engine plays from it", () => {
  const { sound, told, events, open, play } = desk();
  assert.ok(play("ana", 1));
  assert.deepEqual(told, [{ type: "play", leg: "ana", play: 1, sound: { ring: 0 } }]);
  assert.deepEqual([...open], [0]);
  sound.event({ type: "played", leg: "ana", play: 1, why: "ended" });
  assert.deepEqual([...open], []);
  assert.deepEqual(events, [{ type: "played", leg: "ana", play: 1, why: "ended" }]);
  assert.equal(sound.size, 0);
});

Deno.test("tones and all other commands pass as they are", () => {
  const { sound, told, open } = desk();
  const commands: readonly EngineCommand[] = [
    { type: "play", leg: "ana", play: 1, sound: { tone: "busy", country: "ro" } },
    { type: "stop", leg: "ana" },
    { type: "disconnect", leg: "ana" },
  ];
  for (const command of commands) assert.ok(sound.command(command as never));
  assert.deepEqual(told, commands);
  sound.event({ type: "played", leg: "ana", play: 1, why: "stopped" });
  assert.equal(open.size, 0);
});

Deno.test("where no ring is free the leg is told so at once, and nobody else is disturbed", () => {
  const { told, events, open, log, play } = desk();
  for (const number of [1, 2, 3]) assert.ok(play("ana", number));
  assert.equal(told.length, 2);
  assert.deepEqual(events, [{ type: "played", leg: "ana", play: 3, why: "failed" }]);
  assert.deepEqual(log, [`Cannot play to leg "ana": all rings are in use`]);
  assert.equal(open.size, 2);
});

Deno.test("an engine that was not told, or is lost, leaves no ring open", () => {
  const deaf = desk({ engineTakes: false });
  assert.ok(!deaf.play("ana", 1));
  assert.equal(deaf.open.size, 0);
  const lost = desk();
  lost.play("ana", 1);
  lost.play("bob", 2);
  lost.sound.event({ type: "lost", text: "gone" });
  assert.equal(lost.open.size, 0);
  assert.deepEqual(lost.events, [{ type: "lost", text: "gone" }]);
});
