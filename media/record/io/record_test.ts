import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../../tests/lab/kernels.ts";
import { FileSource } from "../../file/io/mod.ts";
import { type ByteSource, isSealed, openPlayer, openSealed, type Player, type Side } from "../../file/mod.ts";
import { Resamplers } from "../../resample/mod.ts";
import { TAP_FRAME_SAMPLES, tapBytes, TapReader, TapWriter } from "../../tap/mod.ts";
import { takeSamples } from "../../wasm/mod.ts";
import type { RecorderEvent, RecordingOrder } from "../mod.ts";
import { type Recorder, startRecorder } from "./mod.ts";

const kernels = await labKernels();
const tools = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };
const [LEFT_HZ, RIGHT_HZ] = [440, 700];
const SEAL = { key: new Uint8Array(32).fill(7), keyId: "box-1" };

/** A recorder at work, and what it tells. */
class Studio {
  readonly taps = new SharedArrayBuffer(tapBytes());
  readonly recorder: Recorder;
  readonly #events: RecorderEvent[] = [];
  #wake: () => void = () => {};

  constructor() {
    this.recorder = startRecorder({ taps: this.taps, log: { write() {} } }, (event) => {
      this.#events.push(event);
      this.#wake();
    });
  }

  order(path: string, format: RecordingOrder["format"], seal?: RecordingOrder["seal"]): RecordingOrder {
    const order = { ring: 1, from: TapReader.position(this.taps, 1), path, format, of: "call" } as const;
    return seal === undefined ? order : { ...order, seal };
  }

  async event(): Promise<RecorderEvent> {
    while (this.#events.length === 0) await new Promise<void>((resolve) => this.#wake = resolve);
    return this.#events.shift()!;
  }
}

/** Writes two notes into a ring, as the engine would: one on each side. */
function sing(
  taps: SharedArrayBuffer,
  ring: number,
  parts: readonly (readonly [rate: number, frames: number])[],
): void {
  const writer = new TapWriter(taps, ring);
  const samples = new Int16Array(2 * TAP_FRAME_SAMPLES);
  let seconds = 0;
  for (const [rate, frames] of parts) {
    for (let frame = 0; frame < frames; frame++) {
      for (let at = 0; at < rate / 50; at++) {
        const now = seconds + at / rate;
        samples[at] = 8000 * Math.sin(2 * Math.PI * LEFT_HZ * now);
        samples[TAP_FRAME_SAMPLES + at] = 8000 * Math.sin(2 * Math.PI * RIGHT_HZ * now);
      }
      seconds += 0.02;
      writer.write(samples, rate, 0, TAP_FRAME_SAMPLES);
    }
  }
}

/** What the file says, for who has the key where it needs one. */
function unsealed(file: ByteSource, isWhole: boolean): ByteSource {
  if (!isSealed(file)) return file;
  const opened = openSealed(file, (id) => id === SEAL.keyId ? SEAL.key : undefined);
  assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
  assert.equal(opened.value.isWhole, isWhole);
  return opened.value;
}

/** One side of a file at 16 kHz. */
function openSide(file: ByteSource, side: Side): Player {
  const opened = openPlayer(file, tools, { rate: 16_000, side });
  assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
  return opened.value;
}

function play(player: Player): Float64Array {
  const frame = takeSamples(kernels, 320);
  const sound: number[] = [];
  for (let count = player.next(frame); count > 0; count = player.next(frame)) {
    sound.push(...frame.view.subarray(0, count));
  }
  kernels.arena.giveBack(frame.at);
  return Float64Array.from(sound);
}

function partOf(sound: Float64Array, hz: number): number {
  let [cosine, sine, all] = [0, 0, 0];
  for (const [at, sample] of sound.entries()) {
    cosine += sample * Math.cos(2 * Math.PI * hz * at / 16_000);
    sine += sample * Math.sin(2 * Math.PI * hz * at / 16_000);
    all += sample * sample;
  }
  return 2 * (cosine * cosine + sine * sine) / sound.length / all;
}

const ALL = (["opus", "small", "wav"] as const).flatMap((format) => [[format, undefined], [format, SEAL]] as const);
for (const [format, seal] of ALL) {
  const how = seal === undefined ? format : `sealed ${format}`;
  Deno.test(`a call is written down as ${how}, both sides apart, through a change of its width`, async () => {
    const folder = await Deno.makeTempDir();
    const studio = new Studio();
    const order = studio.order(`${folder}/call`, format, seal);
    studio.recorder.record(order);
    sing(studio.taps, order.ring, [[8000, 45], [16_000, 45]]);
    studio.recorder.finish(order.ring);
    const event = await studio.event();
    using file = new FileSource(order.path);
    const bytes = file.length;
    assert.deepEqual(event, { type: "recorded", ring: 1, path: order.path, ms: 1800, lostMs: 0, bytes });
    assert.equal(isSealed(file), seal !== undefined);
    for (const [side, hz] of [["left", LEFT_HZ], ["right", RIGHT_HZ]] as const) {
      using player = openSide(unsealed(file, true), side);
      const sound = play(player);
      assert.ok(Math.abs(sound.length - 16 * 1800) <= 320, `${sound.length} samples`);
      for (const from of [1600, 16_000]) {
        const part = partOf(sound.subarray(from, from + 8000), hz);
        assert.ok(part > 0.97, `${side} from ${from}: ${part}`);
      }
      player.seek(1000);
      assert.equal(sound.length - play(player).length, 16_000);
    }
    await studio.recorder.close();
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("a seal that is none makes no file, and is told", async () => {
  const folder = await Deno.makeTempDir();
  const studio = new Studio();
  const order = studio.order(`${folder}/call`, "opus", { ...SEAL, key: new Uint8Array(5) });
  studio.recorder.record(order);
  const event = await studio.event();
  assert.ok(event.type === "failed" && /a key of "5" octets/.test(event.text), JSON.stringify(event));
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await studio.recorder.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a file that is there already is not written over, and one that cannot be made is told", async () => {
  const folder = await Deno.makeTempDir();
  const studio = new Studio();
  await Deno.writeTextFile(`${folder}/here`, "mine");
  for (const [path, why] of [["here", /exists/], ["here/call", /Not a directory|exists/]] as const) {
    studio.recorder.record(studio.order(`${folder}/${path}`, "opus"));
    const event = await studio.event();
    assert.ok(event.type === "failed" && why.test(event.text), JSON.stringify(event));
  }
  assert.equal(await Deno.readTextFile(`${folder}/here`), "mine");
  await studio.recorder.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("of a speaker alone one channel is written, in a folder that was not there, and his silence is told once", async () => {
  const folder = await Deno.makeTempDir();
  const studio = new Studio();
  const order = { ...studio.order(`${folder}/101/call`, "opus", SEAL), of: "speaker", silenceMs: 300 } as const;
  studio.recorder.record(order);
  sing(studio.taps, order.ring, [[8000, 40]]);
  const silent = new Int16Array(2 * TAP_FRAME_SAMPLES);
  const writer = new TapWriter(studio.taps, order.ring);
  for (let frame = 0; frame < 20; frame++) writer.write(silent, 8000, undefined, undefined);
  assert.deepEqual(await studio.event(), { type: "quiet", ring: 1 });
  studio.recorder.finish(order.ring);
  const event = await studio.event();
  using file = new FileSource(order.path);
  const bytes = file.length;
  assert.deepEqual(event, { type: "recorded", ring: 1, path: order.path, ms: 1200, lostMs: 0, bytes });
  using player = openSide(unsealed(file, true), "both");
  const sound = play(player);
  assert.ok(partOf(sound.subarray(1600, 9600), LEFT_HZ) > 0.97);
  await studio.recorder.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a file that was cut off is closed, and its length told; one that holds nothing, or is not there, counts as nothing", async () => {
  const folder = await Deno.makeTempDir();
  const studio = new Studio();
  const order = studio.order(`${folder}/call`, "opus", SEAL);
  studio.recorder.record(order);
  sing(studio.taps, order.ring, [[8000, 90]]);
  studio.recorder.finish(order.ring);
  await studio.event();
  const whole = await Deno.readFile(order.path);
  const cut = `${folder}/cut`;
  // In the middle of its last chunk, which says that it was the last.
  await Deno.writeFile(cut, whole.subarray(0, whole.length - 3));
  await Deno.writeFile(`${folder}/empty`, new Uint8Array(0));
  for (const [path, least] of [["cut", 1700], ["cut", 1700], ["empty", 0], ["nowhere", 0]] as const) {
    studio.recorder.adopt({ path: `${folder}/${path}`, seal: SEAL });
    const event = await studio.event();
    assert.ok(event.type === "adopted" && event.path === `${folder}/${path}`, JSON.stringify(event));
    assert.ok(least === 0 ? event.ms === 0 : event.ms >= least, `${path}: ${event.ms} ms`);
    if (least === 0) continue;
    using file = new FileSource(cut);
    assert.equal(event.bytes, file.length);
    using player = openSide(unsealed(file, true), "right");
    assert.ok(partOf(play(player).subarray(1600, 9600), RIGHT_HZ) > 0.97);
  }
  await studio.recorder.close();
  await Deno.remove(folder, { recursive: true });
});
