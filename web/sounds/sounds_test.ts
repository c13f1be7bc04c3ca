import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import type { DeskCommand } from "../../core/switchboard/mod.ts";
import { forgetSound, keepSound, listSounds, type SoundKind, type SoundsWorld } from "./mod.ts";

/** A box with these files, and announcement 7. */
function boxWith(...files: readonly string[]) {
  const there = new Set(files);
  const told: DeskCommand[] = [];
  const world: SoundsWorld = {
    chance: new SeededChance(1),
    sentences: () => new Map([["hours-closed", "We are closed."]]),
    ask: (command) => {
      told.push(command);
      return command.type === "announcements"
        ? { type: "announcements", recorded: { "12": "announcements/12-b.opus", "7": "announcements/7-a.opus" } }
        : { type: "done", text: "" };
    },
    sounds: {
      list: (folder) =>
        Promise.resolve([...there].filter((path) => path.startsWith(`${folder}/`)).map((path) => ({ path, bytes: 1 }))),
      erase: (path) => Promise.resolve(void there.delete(path)),
      keep: ({ path }) => {
        there.add(path);
        return Promise.resolve({ durationMs: 2_000 });
      },
    },
  };
  return { world, there, told };
}
const SOUND = new Uint8Array(100);
const keep = (world: SoundsWorld, kind: SoundKind, id: string, sound = SOUND) => keepSound(world, { kind, id, sound });

Deno.test("announcements, sentences and music are listed by what people call them; other files are not", async () => {
  const { world } = boxWith(
    "prompts/en/hours-closed.opus",
    "prompts/en/hours-closed.wav",
    "prompts/closed.wav",
    "prompts/de/hours-closed.wav",
    "music/jazz/a b.ogg",
    "music/z.wav",
  );
  assert.deepEqual((await listSounds(world)).map(({ kind, id, paths: [first] }) => [kind, id, first]), [
    ["announcement", "7", "announcements/7-a.opus"],
    ["announcement", "12", "announcements/12-b.opus"],
    ["prompt", "en:hours-closed", "prompts/en/hours-closed.wav"],
    ["music", "jazz:a b", "music/jazz/a b.ogg"],
    ["music", "z", "music/z.wav"],
  ]);
});

Deno.test("what is kept takes the place of all files of that name", async () => {
  const { world, there, told } = boxWith("prompts/en/hours-closed.wav", "music/jazz/a.ogg");
  assert.deepEqual(await keep(world, "prompt", "en:hours-closed"), { durationMs: 2_000 });
  await keep(world, "music", "jazz:a");
  assert.deepEqual([...there].toSorted(), ["music/jazz/a.opus", "prompts/en/hours-closed.opus"]);
  await keep(world, "announcement", "9");
  const last = told.at(-1);
  assert.ok(last?.type === "record-announcement" && last.number === "9");
  assert.match(last.path!, /^announcements\/9-\w+\.opus$/);
});

Deno.test("what is forgotten is what is listed, and nothing else", async () => {
  const { world, there, told } = boxWith("prompts/ro/hours-closed.wav", "prompts/closed.wav", "music/z.wav");
  assert.equal(await forgetSound(world, "prompt", "ro:hours-closed"), true);
  assert.equal(await forgetSound(world, "announcement", "7"), true);
  assert.deepEqual(told.at(-1), { type: "record-announcement", number: "7" });
  for (const [kind, id] of [["prompt", "closed"], ["music", "../prompts/closed"], ["announcement", "8"]] as const) {
    assert.equal(await forgetSound(world, kind, id), false, id);
  }
  assert.deepEqual([...there], ["prompts/closed.wav", "music/z.wav"]);
});

for (
  const [kind, id] of [
    ["announcement", "0"],
    ["announcement", "1000"],
    ["announcement", "../7"],
    ["prompt", "hours-closed"],
    ["prompt", "de:hours-closed"],
    ["prompt", "en:nothing"],
    ["prompt", "en:hours-closed:x"],
    ["music", ""],
    ["music", "../x"],
    ["music", "a/b"],
    ["music", "a:b:c"],
    ["music", ".hidden"],
    ["music", "x".repeat(61)],
  ] as const
) {
  Deno.test(`no ${kind} is called "${id}"`, async () => {
    const { world, there } = boxWith();
    assert.deepEqual(await keep(world, kind, id), { refused: "no-id" });
    assert.equal(there.size, 0);
  });
}

Deno.test("nothing and too much are refused before anybody decodes them", async () => {
  const { world } = boxWith();
  assert.deepEqual(await keep(world, "music", "a", new Uint8Array()), { refused: "no-sound" });
  assert.deepEqual(await keep(world, "music", "a", new Uint8Array(20_000_001)), { refused: "too-large" });
});
