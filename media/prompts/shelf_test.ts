import assert from "node:assert/strict";
import { fail, type LogLine, ok } from "../../core/base/mod.ts";
import { sine } from "../../tests/lab/signals.ts";
import { LAB_RATE, LAB_TOOLS, record } from "../file/exam.ts";
import { makeOpusRecording, makeWavRecording, type Player, type SealKey, sealRecording } from "../file/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { OwnFolder, readPromptPack } from "./io/mod.ts";
import { clipsOf, type OwnRecordings, PromptShelf } from "./mod.ts";

const NOTHING: OwnRecordings = { read: () => ok(undefined) };
const OWN_SECONDS = 2;

function shelfOf(
  own: OwnRecordings,
  keys: readonly SealKey[] = [],
): { readonly shelf: PromptShelf; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = { write: (line: LogLine): void => void lines.push(line) };
  return { shelf: new PromptShelf({ pack: readPromptPack(), own, tools: LAB_TOOLS, keys, log }), lines };
}

function lengthOf(shelf: PromptShelf, language: "en" | "ro", name: string): number {
  const opened = shelf.open(language, name);
  assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
  using player = opened.value;
  assert.equal(player.rate, 16_000);
  return Math.round(player.lengthMs);
}

const sound = sine(500, LAB_RATE, OWN_SECONDS * LAB_RATE, -10);
const WAV = record(makeWavRecording(LAB_TOOLS.kernels, { rate: LAB_RATE, sides: 1 }), [sound]);

Deno.test("a clip that the owner has not recorded is ours", () => {
  const { shelf, lines } = shelfOf(NOTHING);
  assert.ok(lengthOf(shelf, "en", "goodbye") < 1500);
  assert.deepEqual(lines, []);
});

Deno.test("the owner's recording wins, and only in its language", () => {
  const own: OwnRecordings = {
    read: (language, name) =>
      ok(language === "ro" && name === "goodbye" ? { path: "/data/prompts/ro/goodbye.wav", bytes: WAV } : undefined),
  };
  const { shelf, lines } = shelfOf(own);
  assert.equal(lengthOf(shelf, "ro", "goodbye"), OWN_SECONDS * 1000);
  assert.ok(lengthOf(shelf, "en", "goodbye") < 1500);
  assert.ok(lengthOf(shelf, "ro", "welcome") < 1500);
  assert.deepEqual(lines, []);
});

Deno.test("where the owner's recording is broken ours is heard, and the log names its path once", () => {
  const path = "/data/prompts/en/goodbye.wav";
  const broken: readonly (readonly [OwnRecordings, string])[] = [
    [{ read: () => ok({ path, bytes: new Uint8Array(9) }) }, `Cannot play the owner's prompt "${path}": `],
    [{ read: () => ok({ path, bytes: WAV.subarray(0, 20) }) }, `Cannot play the owner's prompt "${path}": `],
    [{ read: () => fail("unreadable", `Cannot read the owner's prompt "${path}": no`) }, `Cannot read the owner's`],
  ];
  for (const [own, text] of broken) {
    const { shelf, lines } = shelfOf(own);
    assert.ok(lengthOf(shelf, "en", "goodbye") < 1500);
    assert.ok(lengthOf(shelf, "en", "goodbye") < 1500);
    assert.equal(lines.length, 1);
    assert.equal(lines[0]!.level, "warn");
    assert.ok(lines[0]!.text.startsWith(text) && lines[0]!.text.includes(path), lines[0]!.text);
  }
});

Deno.test("a recording that was made at the desk is sealed, and wins as others do; without its key ours is heard", () => {
  const path = "/data/prompts/en/goodbye.opus";
  const seal = { key: new Uint8Array(32).fill(7), keyId: "box-1" };
  const bytes = record(
    sealRecording(
      makeOpusRecording(LAB_TOOLS.kernels, LAB_TOOLS.opus, { rate: LAB_RATE, sides: 1, size: "usual", serial: 7 }),
      {
        ...seal,
        salt: new Uint8Array(16),
      },
    ),
    [sound],
  );
  const own: OwnRecordings = { read: () => ok({ path, bytes }) };
  assert.equal(lengthOf(shelfOf(own, [seal]).shelf, "en", "goodbye"), OWN_SECONDS * 1000);
  const { shelf, lines } = shelfOf(own);
  assert.ok(lengthOf(shelf, "en", "goodbye") < 1500);
  assert.equal(lines.length, 1);
});

Deno.test("what is no clip's name never reaches the disk", () => {
  const asked: string[] = [];
  const { shelf } = shelfOf({
    read: (language, name) => {
      asked.push(`${language}/${name}`);
      return ok(undefined);
    },
  });
  for (const name of ["../../etc/passwd", "a/b", "goodbye.wav", "", "Goodbye", "no-such-clip", "goodbye\0"]) {
    assert.deepEqual(shelf.open("en", name), {
      ok: false,
      fault: {
        code: "unknown-prompt",
        text: `Cannot play the prompt "${name}" in "en": there is none of that name`,
      },
    });
  }
  assert.deepEqual(asked, []);
});

Deno.test("the owner's folder is searched for WAV, Ogg and Opus, anew each time", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-prompts-" });
  try {
    const { shelf, lines } = shelfOf(new OwnFolder(folder));
    const ours = lengthOf(shelf, "ro", "goodbye");
    await Deno.mkdir(`${folder}/ro`);
    assert.equal(lengthOf(shelf, "ro", "goodbye"), ours);
    const { kernels, opus } = LAB_TOOLS;
    const ogg = record(makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 1, size: "usual", serial: 7 }), [
      sound,
    ]);
    await Deno.writeFile(`${folder}/ro/goodbye.opus`, ogg);
    assert.equal(lengthOf(shelf, "ro", "goodbye"), OWN_SECONDS * 1000);
    await Deno.writeFile(`${folder}/ro/goodbye.ogg`, ogg.subarray(0, 30));
    assert.equal(lengthOf(shelf, "ro", "goodbye"), ours);
    await Deno.mkdir(`${folder}/ro/goodbye.wav`);
    assert.equal(lengthOf(shelf, "ro", "goodbye"), ours);
    assert.deepEqual(lines.map(({ text }) => text.slice(0, text.indexOf(`": `) + 1)), [
      `Cannot play the owner's prompt "${folder}/ro/goodbye.ogg"`,
      `Cannot read the owner's prompt "${folder}/ro/goodbye.wav"`,
    ]);
    await Deno.remove(`${folder}/ro/goodbye.wav`);
    await Deno.writeFile(`${folder}/ro/goodbye.wav`, WAV.subarray(0, 44 + LAB_RATE));
    assert.equal(lengthOf(shelf, "ro", "goodbye"), 500);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a whole announcement is heard as one: its clips join without a gap or a click", () => {
  const { shelf } = shelfOf(NOTHING);
  const { kernels } = LAB_TOOLS;
  const out = takeSamples(kernels, 320);
  for (const language of ["en", "ro"] as const) {
    const said = clipsOf({ type: "money", minor: 123_456_789, currency: "RON" }, language);
    assert.ok(said.ok);
    const heard: number[] = [];
    const joints: number[] = [];
    for (const clip of said.value) {
      joints.push(heard.length);
      assert.equal(clip.type, "prompt");
      const opened = shelf.open(language, clip.type === "prompt" ? clip.name : "");
      assert.ok(opened.ok);
      using player: Player = opened.value;
      for (let count = out.length; count === out.length;) {
        count = player.next(out);
        heard.push(...out.view.subarray(0, count));
      }
    }
    // A click is a step between two samples, a gap a silence of 100 ms.
    for (const at of joints.slice(1)) {
      const step = Math.abs(heard[at]! - heard[at - 1]!);
      assert.ok(step < 200, `"${language}" steps by ${step} at ${at}`);
    }
    let [quiet, longest] = [0, 0];
    for (const sample of heard) {
      quiet = Math.abs(sample) < 100 ? quiet + 1 : 0;
      longest = Math.max(longest, quiet);
    }
    assert.ok(longest < 0.1 * 16_000, `"${language}" is silent for ${longest / 16} ms`);
  }
  kernels.arena.giveBack(out.at);
});
