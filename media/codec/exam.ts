import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, firstDifference, levelOf, noise, seeded, sine, sum } from "../../tests/lab/signals.ts";
import { type Block, type Kernels, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";
import type { Codec } from "./codec.ts";
import { FRAME_MS } from "./codec.ts";

/** What differs from codec to codec. */
export interface ExamFacts {
  readonly name: string;
  readonly make: (kernels: Kernels) => Codec;
  /** The least SNR in dB of a 1 kHz tone at -10 dBFS. */
  readonly toneSnr: number;
  /** The loudest that silence may sound, in dBFS. */
  readonly silence: number;
  /** Whether a stream's payload is the same however it is cut into frames. */
  readonly isSeamless: boolean;
  /** Whether all 256 octets mean sound, so that any payload decodes to its full length. */
  readonly isOctetwise: boolean;
}

/** Longer than any payload that fits a packet. */
const LARGEST_PAYLOAD = 1500;
/** No codec makes more than 120 ms at 48 kHz of one packet. */
const LONGEST_DECODED = 5760;
const TONE_HZ = 1000;
const WARM_UP_FRAMES = 5;

/** The exam that every codec sits. Only tests import it. */
export async function examine(facts: ExamFacts): Promise<void> {
  const kernels = await labKernels();
  const sit = (name: string, test: (desk: Desk) => void): void => {
    Deno.test(`${facts.name} ${name}`, () => {
      const desk = new Desk(kernels, facts.make);
      try {
        test(desk);
      } finally {
        desk.clear();
      }
    });
  };

  sit("names itself, its rates and its frame", ({ codec }) => {
    assert.match(codec.name, /^[A-Za-z0-9-]+$/);
    assert.equal(codec.samplesPerFrame, codec.sampleRate * FRAME_MS / 1000);
    assert.ok(codec.octetsPerFrame > 0 && codec.octetsPerFrame <= LARGEST_PAYLOAD);
  });

  sit("gives back as many samples as it was given", (desk) => {
    const { codec } = desk;
    const octets = desk.encode(new Int16Array(codec.samplesPerFrame));
    assert.ok(octets.length > 0 && octets.length <= codec.octetsPerFrame);
    assert.equal(desk.decode(octets).length, codec.samplesPerFrame);
  });

  for (const level of [-3, -10, -30]) {
    sit(`carries a tone at ${level} dB at its own level`, (desk) => {
      const tone = sine(TONE_HZ, desk.codec.sampleRate, 50 * desk.codec.samplesPerFrame, level);
      const heard = desk.roundTrip(tone).subarray(WARM_UP_FRAMES * desk.codec.samplesPerFrame);
      const found = findTone(heard, TONE_HZ, desk.codec.sampleRate);
      assert.ok(Math.abs(found.level - level) < 0.5, `it came at ${found.level} dB`);
      if (level === -10) assert.ok(found.snr >= facts.toneSnr, `its SNR is ${found.snr} dB`);
    });
  }

  sit("leaves silence silent", (desk) => {
    const heard = desk.roundTrip(new Int16Array(50 * desk.codec.samplesPerFrame));
    assert.ok(levelOf(heard) <= facts.silence, `silence came at ${levelOf(heard)} dB`);
  });

  sit("holds the loudest sound at its bounds and never turns it over", (desk) => {
    const half = sine(400, desk.codec.sampleRate, 20 * desk.codec.samplesPerFrame, 0);
    const clipped = sum(half, half);
    const heard = desk.roundTrip(clipped).subarray(WARM_UP_FRAMES * desk.codec.samplesPerFrame);
    // A sample that wrapped would be a noise as loud as the tone.
    assert.ok(findTone(heard, 400, desk.codec.sampleRate).snr > 8);
  });

  sit("gives the same for the same", (desk) => {
    const sound = noise(10 * desk.codec.samplesPerFrame, -20, 1);
    const first = desk.roundTrip(sound);
    desk.codec.reset();
    assert.equal(firstDifference(desk.roundTrip(sound), first), -1);
  });

  sit("keeps two legs apart", (desk) => {
    const sound = noise(10 * desk.codec.samplesPerFrame, -20, 2);
    const other = noise(10 * desk.codec.samplesPerFrame, -10, 3);
    const alone = desk.roundTrip(sound);
    desk.codec.reset();
    using second = facts.make(kernels);
    const frames = desk.frames(sound).map((frame, at) => {
      const mine = desk.encode(frame);
      desk.decode(desk.encode(desk.frames(other)[at] ?? frame, second), second);
      return [...desk.decode(mine)];
    });
    assert.equal(firstDifference(frames.flat(), alone), -1);
  });

  if (facts.isSeamless) {
    sit("cares not how a stream is cut into packets", (desk) => {
      const { codec } = desk;
      const sound = noise(codec.samplesPerFrame * 12, -20, 4);
      const whole = desk.encode(sound.subarray(0, codec.samplesPerFrame * 3));
      codec.reset();
      const cut = [0, 1, 2].flatMap((at) => [...desk.encode(desk.frames(sound)[at] ?? sound)]);
      assert.equal(firstDifference(whole, cut), -1);
      const atOnce = desk.decode(whole);
      codec.reset();
      const odd = 37;
      const pieces = [...desk.decode(whole.subarray(0, odd)), ...desk.decode(whole.subarray(odd))];
      assert.equal(firstDifference(pieces, atOnce), -1);
    });
  }

  sit("takes whatever a stranger sends and stays within its bounds", (desk) => {
    const next = seeded(5);
    for (let round = 0; round < 200; round++) {
      const payload = Uint8Array.from({ length: Math.floor(next() * LARGEST_PAYLOAD) }, () => Math.floor(next() * 256));
      const room = Math.floor(next() * LONGEST_DECODED);
      const heard = desk.decode(payload, desk.codec, room);
      assert.ok(heard.length <= room);
      if (facts.isOctetwise && room === LONGEST_DECODED) assert.ok(heard.length >= payload.length);
    }
    desk.codec.reset();
    assert.equal(
      desk.decode(desk.encode(new Int16Array(desk.codec.samplesPerFrame))).length,
      desk.codec.samplesPerFrame,
    );
  });

  sit("hides a loss with a frame where it knows how to, and within its room", (desk) => {
    const { samplesPerFrame } = desk.codec;
    const sent = desk.frames(noise(10 * samplesPerFrame, -20, 7)).map((frame) => desk.encode(frame));
    for (const octets of sent) desk.decode(octets);
    for (const room of [samplesPerFrame, samplesPerFrame - 1, 0, LONGEST_DECODED]) {
      const expected = Math.min(room, samplesPerFrame);
      assert.equal(desk.conceal(room)?.length ?? expected, expected);
      assert.equal(desk.recover(sent[0]!, room)?.length ?? expected, expected);
      assert.equal(desk.recover(Uint8Array.of(255, 255, 255), room)?.length ?? expected, expected);
    }
  });

  sit("writes no octet behind the room it was given", (desk) => {
    const { codec } = desk;
    const room = Math.floor(codec.octetsPerFrame / 2);
    assert.ok(desk.encode(noise(codec.samplesPerFrame, -10, 6), codec, room).length <= room);
  });

  Deno.test(`${facts.name} gives its memory back once, however often it is closed`, () => {
    const before = kernels.arena.takenBytes;
    const codec = facts.make(kernels);
    codec[Symbol.dispose]();
    codec[Symbol.dispose]();
    assert.equal(kernels.arena.takenBytes, before);
  });
}

const GUARD = 0x5a;

/** One candidate with its blocks of memory, whose far ends are watched. */
class Desk {
  readonly codec: Codec;
  readonly #kernels: Kernels;
  readonly #pcm: Block<Int16Array<ArrayBuffer>>;
  readonly #octets: Block<Uint8Array<ArrayBuffer>>;

  constructor(kernels: Kernels, make: (kernels: Kernels) => Codec) {
    this.#kernels = kernels;
    this.#pcm = takeSamples(kernels, 2 * LONGEST_DECODED);
    this.#octets = takeOctets(kernels, 2 * LARGEST_PAYLOAD);
    this.codec = make(kernels);
  }

  encode(pcm: Int16Array, codec: Codec = this.codec, room: number = LARGEST_PAYLOAD): Uint8Array {
    this.#octets.view.fill(GUARD);
    this.#pcm.view.set(pcm);
    const count = codec.encode({ at: this.#pcm.at, length: pcm.length }, { at: this.#octets.at, length: room });
    assert.ok(this.#octets.view.subarray(room).every((octet) => octet === GUARD), "it wrote behind its room");
    return this.#octets.view.slice(0, count);
  }

  decode(payload: Uint8Array, codec: Codec = this.codec, room: number = LONGEST_DECODED): Int16Array {
    this.#octets.view.set(payload);
    return this.#fill(room, (out) => codec.decode({ at: this.#octets.at, length: payload.length }, out))!;
  }

  /** Undefined where the codec leaves it to others. */
  conceal(room: number): Int16Array | undefined {
    return this.#fill(room, (out) => this.codec.conceal?.(out));
  }

  /** Undefined where the codec leaves it to others. */
  recover(next: Uint8Array, room: number): Int16Array | undefined {
    this.#octets.view.set(next);
    return this.#fill(room, (out) => this.codec.recover?.({ at: this.#octets.at, length: next.length }, out));
  }

  #fill(room: number, work: (out: Span) => number | undefined): Int16Array | undefined {
    this.#pcm.view.fill(GUARD);
    const count = work({ at: this.#pcm.at, length: room });
    assert.ok(this.#pcm.view.subarray(room).every((sample) => sample === GUARD), "it wrote behind its room");
    return count === undefined ? undefined : this.#pcm.view.slice(0, count);
  }

  frames(sound: Int16Array): readonly Int16Array[] {
    const { samplesPerFrame } = this.codec;
    const count = Math.floor(sound.length / samplesPerFrame);
    return Array.from({ length: count }, (_, at) => sound.subarray(at * samplesPerFrame, (at + 1) * samplesPerFrame));
  }

  roundTrip(sound: Int16Array): Int16Array {
    return Int16Array.from(this.frames(sound).flatMap((frame) => [...this.decode(this.encode(frame))]));
  }

  clear(): void {
    this.codec[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#pcm.at);
    this.#kernels.arena.giveBack(this.#octets.at);
  }
}
