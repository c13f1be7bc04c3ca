import assert from "node:assert/strict";
import type { LogLine } from "../../../core/base/mod.ts";
import type { Language, PlayItem, Playlist } from "../../../core/sound/mod.ts";
import { labKernels, labOpus } from "../../../tests/lab/kernels.ts";
import { findTone, firstDifference, noise, sine } from "../../../tests/lab/signals.ts";
import { opusOf, wavOf } from "../../../tests/lab/sound_files.ts";
import { PLAY_FRAME_SAMPLES, playBytes, type PlayerEvent, PlayReader } from "../../play/mod.ts";
import { type PlayerDesk, startPlayer } from "./mod.ts";

const SEAL = { key: new Uint8Array(32).fill(7), keyId: "box", salt: new Uint8Array(16).fill(1) };

/** A player at work, and what it tells. */
class Booth implements AsyncDisposable {
  readonly memory = new SharedArrayBuffer(playBytes());
  readonly folder: string = Deno.makeTempDirSync({ prefix: "kontor-play-" });
  readonly lines: LogLine[] = [];
  readonly desk: PlayerDesk;
  readonly #events: PlayerEvent[] = [];
  #wake: () => void = () => {};

  constructor() {
    const log = {
      write: (line: LogLine): void => {
        this.lines.push(line);
        this.#wake();
      },
    };
    const [musicFolder, promptsFolder] = [`${this.folder}/music`, `${this.folder}/prompts`];
    this.desk = startPlayer({ memory: this.memory, log, musicFolder, promptsFolder, keys: [SEAL] }, (event) => {
      this.#events.push(event);
      this.#wake();
    });
  }

  /** Lays one of the owner's recordings where it is looked for. */
  recording(path: string, sound: Int16Array): void {
    const full = `${this.folder}/prompts/${path}`;
    Deno.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    Deno.writeFileSync(full, wavOf(sound));
  }

  async event(): Promise<PlayerEvent> {
    while (this.#events.length === 0) await new Promise<void>((resolve) => this.#wake = resolve);
    return this.#events.shift()!;
  }

  /** Waits until the log says so: what a thread tells comes after what is heard of it. */
  async logged(text: RegExp): Promise<void> {
    while (!this.lines.some((line) => text.test(line.text))) await new Promise<void>((resolve) => this.#wake = resolve);
  }

  /** Lays a file of a sound into the folder; the item that plays it. */
  file(name: string, sound: Int16Array): PlayItem {
    const path = `${this.folder}/${name}.wav`;
    Deno.writeFileSync(path, wavOf(sound));
    return { type: "file", path };
  }

  play(items: readonly PlayItem[], repeats = false, language: Language = "en"): number {
    const ring = this.desk.open({ items, repeats, language });
    assert.ok(ring !== undefined);
    return ring;
  }

  /** Reads a ring, to its end or as many frames. */
  async hear(ring: number, frames = Infinity): Promise<Int16Array> {
    const reader = new PlayReader(this.memory, ring);
    const frame = new Int16Array(PLAY_FRAME_SAMPLES);
    const heard: number[] = [];
    while (heard.length < frames * PLAY_FRAME_SAMPLES) {
      const told = reader.next(frame, 0);
      if (told === "end") break;
      if (told === "frame") heard.push(...frame);
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return Int16Array.from(heard);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.desk.stop();
    await this.desk.stop();
    await Deno.remove(this.folder, { recursive: true });
  }
}

Deno.test("a file is heard as it is, to its end", async () => {
  await using booth = new Booth();
  const sound = noise(40_000, -20, 1);
  const ring = booth.play([booth.file("sound", sound)]);
  const heard = await booth.hear(ring);
  assert.equal(firstDifference(heard.subarray(0, 40_000), sound), -1);
  booth.desk.close(ring);
  booth.desk.close(ring);
});

Deno.test("many hear at once what each has ordered, and one who stops in the middle disturbs nobody", async () => {
  await using booth = new Booth();
  const sounds = Array.from({ length: 60 }, (_, nth) => noise(16_000, -20, nth));
  const rings = sounds.map((sound, nth) => booth.play([booth.file(`${nth}`, sound)]));
  for (const ring of rings.slice(0, 20)) booth.desk.close(ring);
  const heard = await Promise.all(rings.map((ring) => booth.hear(ring)));
  for (let nth = 20; nth < 60; nth++) assert.equal(firstDifference(heard[nth]!.subarray(0, 16_000), sounds[nth]!), -1);
  for (const ring of rings.slice(20)) booth.desk.close(ring);
});

Deno.test("the box's own music plays on, and all who wait hear it from one ring", async () => {
  await using booth = new Booth();
  const ring = booth.play([{ type: "music" }], true);
  assert.equal(booth.play([{ type: "music" }], true), ring);
  booth.desk.close(ring);
  const heard = await booth.hear(ring, 100);
  assert.equal(heard.length, 32_000);
  assert.ok(heard.some((sample) => Math.abs(sample) > 1000));
});

Deno.test("a recording of the owner's is heard in the caller's language, where there is one of it", async () => {
  await using booth = new Booth();
  const [plain, english] = [noise(16_000, -20, 1), noise(16_000, -20, 2)];
  booth.recording("hall/closed.wav", plain);
  booth.recording("en/hall/closed.wav", english);
  for (const [language, expected] of [["ro", plain], ["en", english]] as const) {
    const ring = booth.play([{ type: "recording", path: "hall/closed.wav" }], false, language);
    assert.equal(firstDifference((await booth.hear(ring)).subarray(0, 16_000), expected), -1);
    booth.desk.close(ring);
  }
});

Deno.test("a recording is looked for nowhere but in its folder", async () => {
  await using booth = new Booth();
  Deno.writeFileSync(`${booth.folder}/secret.wav`, wavOf(noise(16_000, -20, 1)));
  for (const path of ["../secret.wav", "/secret.wav", "en/../../secret.wav", "none.wav"]) {
    const item = { type: "recording", path } as const;
    const ring = booth.play([item]);
    assert.equal((await booth.hear(ring)).length, 0, path);
    const event = await booth.event();
    assert.equal(event.type, "failed");
    assert.match(event.text, path === "none.wav" ? /Cannot play ".*none\.wav"/ : /leads out of its folder/);
    booth.desk.close(ring);
  }
});

for (const language of ["en", "ro"] as const) {
  Deno.test(`the box speaks "${language}", and the owner's own voice comes first`, async () => {
    await using booth = new Booth();
    Deno.mkdirSync(`${booth.folder}/prompts/${language}`, { recursive: true });
    const own = noise(3200, -20, 1);
    booth.file(`prompts/${language}/goodbye`, own);
    Deno.writeTextFileSync(`${booth.folder}/prompts/${language}/number-2.wav`, "not a sound");
    const said = [{ type: "prompt", name: "welcome" }, { type: "digits", digits: "42" }] as const;
    const heard = await booth.hear(booth.play([...said, { type: "prompt", name: "goodbye" }], false, language));
    const ownAt = heard.findLastIndex((sample) => sample !== 0) + 1 - own.findLastIndex((sample) => sample !== 0) - 1;
    assert.equal(firstDifference(heard.subarray(ownAt, ownAt + own.length), own), -1);
    const spoken = heard.subarray(0, ownAt);
    assert.ok(spoken.length > 16_000, `${spoken.length} samples`);
    assert.ok(spoken.reduce((power, sample) => power + sample * sample, 0) / spoken.length > 500 ** 2);
    await booth.logged(/owner's prompt ".*number-2.wav"/);
  });
}

Deno.test("a prompt that nobody knows is left out, and told", async () => {
  await using booth = new Booth();
  const item = { type: "prompt", name: "../../secret" } as const;
  assert.equal((await booth.hear(booth.play([item]))).length, 0);
  const event = await booth.event();
  assert.deepEqual(event.item, item);
  assert.match(event.text, /Cannot play the prompt/);
});

Deno.test("a sealed file is heard where its key is known, and told where it is not", async () => {
  await using booth = new Booth();
  const [kernels, opus] = [await labKernels(), await labOpus()];
  const items = ["box", "other"].map((keyId): PlayItem => {
    const path = `${booth.folder}/${keyId}`;
    Deno.writeFileSync(path, opusOf(kernels, opus, sine(700, 16_000, 16_000, -12), { ...SEAL, keyId }));
    return { type: "file", path };
  });
  const heard = await booth.hear(booth.play(items));
  assert.equal(heard.length, 16_000);
  assert.ok(findTone(heard.subarray(3200, -1600), 700, 16_000).snr > 25);
  assert.match((await booth.event()).text, /Cannot play ".*other": .*no key has the id "other"/);
});

Deno.test("the owner's music is heard in the order of its names", async () => {
  await using booth = new Booth();
  Deno.mkdirSync(`${booth.folder}/music/old.wav`, { recursive: true });
  const [first, second] = [noise(3200, -20, 1), noise(3200, -20, 2)];
  booth.file("music/2", second);
  booth.file("music/1", first);
  Deno.writeTextFileSync(`${booth.folder}/music/read me.txt`, "Mine");
  const heard = await booth.hear(booth.play([{ type: "music" }], true), 40);
  assert.deepEqual(heard, Int16Array.from([...first, ...second, ...first, ...second]));
  assert.deepEqual(booth.lines, []);
});

Deno.test("a class of music has a folder of its own; one without files is the owner's music", async () => {
  await using booth = new Booth();
  Deno.mkdirSync(`${booth.folder}/music/sales`, { recursive: true });
  const [first, second] = [noise(3200, -20, 1), noise(3200, -20, 2)];
  booth.file("music/1", first);
  booth.file("music/sales/1", second);
  for (const [of, sound] of [["sales", second], ["support", first]] as const) {
    const heard = await booth.hear(booth.play([{ type: "music", class: of }], true), 10);
    assert.deepEqual(heard, sound);
  }
});

Deno.test("where the owner's music cannot be looked for, the box plays its own and says why", async () => {
  await using booth = new Booth();
  Deno.writeTextFileSync(`${booth.folder}/music`, "A file");
  const heard = await booth.hear(booth.play([{ type: "music" }], true), 40);
  assert.ok(heard.some((sample) => Math.abs(sample) > 1000));
  assert.match((await booth.event()).text, /Cannot look for music in ".*music": Not a directory/);
});

Deno.test("what cannot be played is told, and what comes after it is heard", async () => {
  await using booth = new Booth();
  const sound = noise(1600, -20, 1);
  const pipe = `${booth.folder}/pipe`;
  assert.ok((await new Deno.Command("mkfifo", { args: [pipe] }).output()).success);
  const broken: readonly (readonly [string, RegExp])[] = [
    [`${booth.folder}/gone.wav`, /Cannot play ".*gone.wav": No such file/],
    [booth.folder, /it is no file/],
    [pipe, /it is no file/],
    ["/proc/self/mem", /./],
  ];
  const items = broken.map(([path]): PlayItem => ({ type: "file", path }));
  const ring = booth.play([...items, booth.file("sound", sound)]);
  assert.equal(firstDifference((await booth.hear(ring)).subarray(0, 1600), sound), -1);
  for (const [at, [, why]] of broken.entries()) {
    const event = await booth.event();
    assert.match(event.text, why);
    assert.deepEqual([event.ring, event.item], [ring, items[at]]);
  }
  assert.ok(booth.lines.every(({ level }) => level === "warn"));
  assert.equal(booth.lines.length, broken.length);
});

Deno.test("a worker that dies ends its rings and says why, and the next playlist has a new one", async () => {
  await using booth = new Booth();
  const music = booth.play([{ type: "music" }], true);
  await booth.hear(music, 5);
  // A playlist that no switchboard of ours would order: the worker holds it for our own bug, and throws.
  const deadly: Playlist = JSON.parse('{"items":null,"language":"en"}');
  assert.ok(booth.desk.open(deadly) !== undefined);
  const event = await booth.event();
  assert.match(event.text, /^The player died: /);
  assert.equal(event.ring, undefined);
  assert.deepEqual(booth.lines.map(({ level }) => level), ["error"]);
  assert.ok((await booth.hear(music)).length <= 25 * PLAY_FRAME_SAMPLES, "what waited is heard, and then the end");
  const again = booth.play([{ type: "music" }], true);
  assert.notEqual(again, music);
  booth.desk.close(music);
  assert.equal((await booth.hear(again, 50)).length, 16_000);
});

Deno.test("a desk that has stopped plays nothing, and its rings have ended", async () => {
  const booth = new Booth();
  const ring = booth.play([{ type: "music" }], true);
  await booth[Symbol.asyncDispose]();
  assert.equal(booth.desk.open({ items: [{ type: "music" }], language: "en" }), undefined);
  assert.ok((await booth.hear(ring)).length <= 25 * PLAY_FRAME_SAMPLES);
  booth.desk.close(ring);
});
