import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { findTone, levelOf, noise, seeded, sine } from "../../tests/lab/signals.ts";
import { spectralDistance } from "../../tests/lab/spectrum.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { examine } from "./exam.ts";
import { makeOpus, type OpusCodec, type OpusOptions } from "./opus.ts";

const kernels = await labKernels();
const library = await labOpus();

for (const sampleRate of [8000, 16_000, 24_000, 48_000] as const) {
  await examine({
    name: `opus at ${sampleRate / 1000} kHz`,
    make: (kernels) => makeOpus(kernels, library, { sampleRate }),
    // 16 kbit/s at 8 kHz.
    toneSnr: sampleRate === 8000 ? 25 : 34,
    silence: -95,
    isSeamless: false,
    isOctetwise: false,
  });
}

const pcm = takeSamples(kernels, library.mostSamples);
const octets = takeOctets(kernels, library.mostOctets);

function encode(codec: OpusCodec, sound: Int16Array): Uint8Array {
  pcm.view.set(sound);
  return octets.view.slice(0, codec.encode({ at: pcm.at, length: sound.length }, octets));
}

function decode(codec: OpusCodec, packet: Uint8Array): Int16Array {
  octets.view.set(packet);
  return pcm.view.slice(0, codec.decode({ at: octets.at, length: packet.length }, pcm));
}

function recover(codec: OpusCodec, next: Uint8Array): Int16Array {
  octets.view.set(next);
  return pcm.view.slice(0, codec.recover({ at: octets.at, length: next.length }, pcm));
}

/** Something like a voice: noise in a mouth that opens and closes, over a pitch that jumps every 90 ms. */
function voice(rate: number, frames: number): Int16Array {
  const next = seeded(7);
  let [phase, hz, pitch, low] = [0, 100, 100, 0];
  return Int16Array.from({ length: frames * rate / 50 }, (_, at) => {
    if (at % Math.round(0.09 * rate) === 0) pitch = 90 + 130 * next();
    hz += (pitch - hz) * 20 / rate;
    phase = (phase + hz / rate) % 1;
    const loud = Math.max(0.05, Math.sin(2 * Math.PI * 2.3 * at / rate));
    low += (phase < hz / rate ? 1 : 0.05 * (next() - 0.5)) - low * 1000 / rate;
    return Math.max(-32_768, Math.min(32_767, 9000 * loud * low));
  });
}

function framesOf(sound: Int16Array, codec: OpusCodec): Int16Array[] {
  const { samplesPerFrame } = codec;
  return Array.from({ length: Math.floor(sound.length / samplesPerFrame) }, (_, at) => {
    return sound.subarray(at * samplesPerFrame, (at + 1) * samplesPerFrame);
  });
}

const octetsOf = (options: OpusOptions, sound: Int16Array): number[] => {
  using codec = makeOpus(kernels, library, options);
  return framesOf(sound, codec).map((frame) => encode(codec, frame).length);
};
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

Deno.test("a lost packet of Opus is heard better from the next one than concealed, and concealed better than left out", () => {
  using speaker = makeOpus(kernels, library, { bitrate: 32_000 });
  speaker.setLoss(20);
  const packets = framesOf(voice(16_000, 500), speaker).map((frame) => encode(speaker, frame));
  const listen = (lost: (codec: OpusCodec, at: number) => Int16Array): Int16Array => {
    using codec = makeOpus(kernels, library);
    return Int16Array.from(packets.flatMap((packet, at) => {
      return [...at % 7 === 5 && at + 1 < packets.length ? lost(codec, at) : decode(codec, packet)];
    }));
  };
  const clean = listen((codec, at) => decode(codec, packets[at]!));
  const distance = (lost: (codec: OpusCodec, at: number) => Int16Array): number => {
    const heard = listen(lost);
    assert.equal(heard.length, clean.length);
    return spectralDistance(clean, heard);
  };
  const told = distance((codec, at) => recover(codec, packets[at + 1]!));
  const hidden = distance((codec) => pcm.view.slice(0, codec.conceal(pcm)));
  const silent = distance(() => new Int16Array(320));
  assert.ok(told < 0.8 * hidden && hidden < silent, `${told}, ${hidden} and ${silent} dB`);
});

Deno.test("Opus tells of the packet before only once loss was measured, and not where it is not wanted", () => {
  const costs = (fec: boolean, loss: number): number => {
    using codec = makeOpus(kernels, library, { fec, bitrate: 40_000 });
    codec.setLoss(loss);
    const packets = framesOf(voice(16_000, 100), codec).map((frame) => encode(codec, frame));
    using listener = makeOpus(kernels, library);
    using guesser = makeOpus(kernels, library);
    return sum(
      packets.slice(1).map((packet, at) => {
        decode(listener, packets[at]!);
        decode(guesser, packets[at]!);
        const told = recover(listener, packet);
        const guessed = pcm.view.slice(0, guesser.conceal(pcm));
        return told.every((sample, at) => sample === guessed[at]) ? 0 : 1;
      }),
    );
  };
  assert.equal(costs(true, 0), 0);
  assert.equal(costs(false, 20), 0);
  assert.ok(costs(true, 20) > 20);
});

Deno.test("with DTX Opus leaves silence unsent, and voice not", () => {
  using codec = makeOpus(kernels, library, { dtx: true });
  framesOf(voice(16_000, 50), codec).forEach((frame) => encode(codec, frame));
  const quiet = framesOf(new Int16Array(16_000 * 4), codec).map((frame) => {
    encode(codec, frame);
    return codec.isResting;
  });
  assert.ok(quiet.slice(50).filter((isResting) => isResting).length >= 0.9 * (quiet.length - 50));
  encode(codec, noise(320, -10, 1));
  assert.equal(codec.isResting, false);
});

Deno.test("with DTX a steady tone is sent for as long as it is there", () => {
  using codec = makeOpus(kernels, library, { dtx: true });
  for (const frame of framesOf(sine(425, 16_000, 16_000 * 5, -35), codec)) {
    encode(codec, frame);
    assert.equal(codec.isResting, false);
  }
});

Deno.test("the bitrate may change while the codec runs, and never passes what the other side wants", () => {
  const sound = voice(16_000, 200);
  using codec = makeOpus(kernels, library, { maxBitrate: 20_000 });
  const at = (bitrate: number): number => {
    codec.setBitrate(bitrate);
    return sum(framesOf(sound, codec).map((frame) => encode(codec, frame).length)) * 8 / 4;
  };
  assert.ok(at(8000) < 11_000);
  const [most, more] = [at(20_000), at(200_000)];
  assert.ok(Math.abs(most - more) < 1000, `${most} and ${more} bit/s`);
});

Deno.test("where much is lost Opus sends less, and as much as before where it is over", () => {
  const sound = voice(16_000, 200);
  using codec = makeOpus(kernels, library, { fec: false });
  const at = (lossPercent: number): number => {
    codec.adapt(lossPercent);
    return sum(framesOf(sound, codec).map((frame) => encode(codec, frame).length)) * 8 / 4;
  };
  const usual = at(0);
  // How much is sent is also the sound's doing: the bitrate is no more than what is aimed at.
  for (const [lossPercent, isLess] of [[4, false], [12, true], [7, true], [3, false]] as const) {
    const bitrate = at(lossPercent);
    assert.equal(bitrate < 0.93 * usual, isLess, `at ${lossPercent} %: ${bitrate} of ${usual} bit/s`);
  }
});

Deno.test("a constant rate makes packets of one size", () => {
  assert.equal(new Set(octetsOf({ isConstant: true }, voice(16_000, 50))).size, 1);
});

Deno.test("no band is sent that the other side cannot play", () => {
  const high = sine(6000, 48_000, 48_000, -10);
  const through = (maxPlaybackRate: number): number => {
    using codec = makeOpus(kernels, library, { sampleRate: 48_000, maxPlaybackRate });
    const heard = Int16Array.from(framesOf(high, codec).flatMap((frame) => [...decode(codec, encode(codec, frame))]));
    return findTone(heard.subarray(4800), 6000, 48_000).level;
  };
  assert.ok(Math.abs(through(48_000) + 10) < 1);
  assert.ok(through(8000) < -40);
});

Deno.test("packets of 2.5 to 120 ms are heard in full, whatever was agreed", () => {
  using codec = makeOpus(kernels, library);
  for (const ms of [2.5, 5, 10, 20, 40, 60, 80, 100, 120]) {
    const sound = sine(500, 16_000, 16 * ms, -10);
    assert.equal(decode(codec, encode(codec, sound)).length, sound.length, `${ms} ms`);
  }
});

Deno.test("stereo is heard as the mean of both sides", () => {
  const { run, pcmAt, packetAt, mostOctets } = library;
  const encoder = run.oc_create_encoder(16_000, 2, 2049, pcmAt);
  using codec = makeOpus(kernels, library);
  const left = sine(500, 16_000, 320 * 50, -10);
  const heard: number[] = [];
  for (let frame = 0; frame < 50; frame++) {
    for (let at = 0; at < 320; at++) {
      library.samples[(pcmAt >> 1) + 2 * at] = left[320 * frame + at]!;
      library.samples[(pcmAt >> 1) + 2 * at + 1] = 0;
    }
    const count = run.oc_encode(encoder, pcmAt, 320, packetAt, mostOctets);
    heard.push(...decode(codec, library.octets.slice(packetAt, packetAt + count)));
  }
  run.oc_destroy_encoder(encoder);
  const tone = findTone(Int16Array.from(heard).subarray(3200), 500, 16_000);
  assert.equal(heard.length, left.length);
  assert.ok(Math.abs(tone.level + 16) < 1, `it came at ${tone.level} dB`);
});

Deno.test("an empty or endless payload is concealed, and a frame of no known length is refused", () => {
  using codec = makeOpus(kernels, library);
  assert.equal(decode(codec, new Uint8Array(0)).length, 320);
  assert.equal(codec.decode({ at: octets.at, length: library.mostOctets + 1 }, pcm), 320);
  assert.equal(recover(codec, new Uint8Array(0)).length, 320);
  assert.equal(recover(codec, Uint8Array.of(0xff, 0xff, 0xff)).length, 320);
  assert.throws(() => encode(codec, new Int16Array(123)), /Cannot encode "123" samples/);
  assert.throws(() => makeOpus(kernels, library, { complexity: 11 }), /Cannot set Opus's complexity to "11"/);
});

Deno.test("concealment of a long loss fades to silence", () => {
  using codec = makeOpus(kernels, library);
  const tone = sine(500, 16_000, 320, -10);
  for (let frame = 0; frame < 10; frame++) decode(codec, encode(codec, tone));
  const levels = Array.from({ length: 20 }, () => levelOf(pcm.view.slice(0, codec.conceal(pcm))));
  assert.ok(levels[0]! > -20 && levels[19]! < -50, levels.join(" "));
});

Deno.test("neither work nor a thousand legs one after the other make libopus's memory grow, and two hundred at once may", () => {
  const before = library.memoryBytes;
  const random = noise(320, -20, 1);
  for (let leg = 0; leg < 1000; leg++) {
    using codec = makeOpus(kernels, library);
    decode(codec, encode(codec, random));
    codec.reset();
  }
  assert.equal(library.memoryBytes, before);
  const legs = Array.from({ length: 300 }, () => makeOpus(kernels, library, { sampleRate: 48_000 }));
  const [first] = legs;
  assert.equal(decode(first!, encode(first!, noise(960, -20, 1))).length, 960);
  for (const leg of legs) leg[Symbol.dispose]();
  assert.ok(library.memoryBytes >= before);
});
