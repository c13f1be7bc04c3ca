import assert from "node:assert/strict";
import { delaysOn, LINES } from "../../tests/lab/delay_traces.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { callOver, listen, say, type Sent } from "../../tests/lab/packet_line.ts";
import { findTone, levelOf, seeded, sine, voice } from "../../tests/lab/signals.ts";
import { type Codec, makeG711, makeG722 } from "../codec/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import { JitterBuffer } from "./mod.ts";

const kernels = await labKernels();
const pcmu = (on: Kernels): Codec => makeG711(on, "PCMU");
const CODECS: readonly (readonly [string, (on: Kernels) => Codec])[] = [["PCMU", pcmu], ["G722", makeG722]];

/** The part of the frames from `from` on that were of a kind. */
function part(taken: readonly string[], kind: string, from = 0): number {
  const frames = taken.slice(from);
  return frames.filter((taken) => taken === kind).length / frames.length;
}

for (const [name, make] of CODECS) {
  for (const ptimeMs of [10, 20, 30, 40, 60]) {
    Deno.test(`${name} packets of ${ptimeMs} ms that come on time are heard whole`, () => {
      using codec = make(kernels);
      const tone = sine(1000, codec.sampleRate, 4 * codec.sampleRate, -10);
      const heard = callOver(kernels, make, tone, (_, sentMs) => sentMs + 5, { ptimeMs, phaseMs: 3 });
      const began = heard.taken.indexOf("sound");
      assert.ok(began > 0 && began <= 7, `sound began in frame ${began}`);
      assert.equal(part(heard.taken, "sound", began), 1);
      assert.ok(findTone(heard.sound.subarray(30 * codec.samplesPerFrame), 1000, codec.sampleRate).snr > 25);
      const { late, lost, duplicated, refused, dropped, concealedMs, begun } = heard.figures;
      assert.deepEqual([late, lost, duplicated, refused, dropped, concealedMs, begun], [0, 0, 0, 0, 0, 0, 1]);
    });
  }
}

Deno.test("a lost packet is concealed, in its own place and nowhere else", () => {
  const tone = sine(1000, 8000, 16_000, -10);
  const heard = callOver(kernels, pcmu, tone, (packet, sentMs) => packet === 50 ? Infinity : sentMs);
  assert.equal(heard.taken.filter((taken) => taken === "concealed").length, 1);
  assert.equal(heard.figures.lost, 1);
  assert.equal(heard.figures.concealedMs, 20);
  assert.ok(findTone(heard.sound.subarray(60 * 160), 1000, 8000).snr > 30);
});

for (const ptimeMs of [10, 20, 30, 40, 60]) {
  Deno.test(`of packets of ${ptimeMs} ms exactly what is lost is concealed, and told`, () => {
    const tone = sine(300, 8000, 80_000, -10);
    const next = seeded(ptimeMs);
    const packets = 10_000 / ptimeMs;
    const lost = Array.from({ length: packets }, (_, at) => at > 3 && at < packets - 10 && next() < 0.05);
    const comes = (packet: number, sentMs: number): number => lost[packet]! ? Infinity : sentMs;
    const { figures } = callOver(kernels, pcmu, tone, comes, { ptimeMs, phaseMs: 9, untilMs: 9900 });
    const expected = lost.filter((isLost) => isLost).length;
    assert.equal(figures.lost, expected);
    assert.ok(Math.abs(figures.concealedMs - expected * ptimeMs) <= 20, `${figures.concealedMs} ms of ${expected}`);
  });
}

Deno.test("a box that has run for days plays on while its clock wraps", () => {
  for (const wrapMs of [2 ** 31 / 8, 2 ** 32 / 8, 2 ** 31 / 16]) {
    const from = wrapMs - 2000;
    const tone = sine(1000, 8000, 32_000, -10);
    const comes = (_: number, sentMs: number): number => from + sentMs + 0.4;
    const heard = callOver(kernels, pcmu, tone, comes, { phaseMs: from + 3, untilMs: from + 4000 });
    assert.equal(part(heard.taken, "sound", 3), 1);
    assert.ok(heard.figures.currentMs < 40);
    assert.ok(findTone(heard.sound.subarray(100 * 160), 1000, 8000).snr > 30);
  }
});

Deno.test("packets out of order, and twice, are heard once and in order", () => {
  const tone = sine(1000, 8000, 16_000, -10);
  const sent = say(kernels, pcmu(kernels), tone, (packet, sentMs) => packet % 5 === 0 ? sentMs + 21 : sentMs);
  using buffer = new JitterBuffer(kernels, pcmu(kernels), { leastMs: 60 });
  const heard = listen(kernels, buffer, pcmu(kernels), [...sent, ...sent.filter((_, at) => at % 7 === 3)], 2000);
  assert.equal(part(heard.taken, "sound", 6), 1);
  assert.ok(findTone(heard.sound.subarray(10 * 160), 1000, 8000).snr > 30);
  assert.deepEqual([buffer.figures.duplicated, buffer.figures.late], [Math.ceil((sent.length - 3) / 7), 0]);
});

Deno.test("a late packet is played late where nothing newer is there, and no packet is lost by it", () => {
  const tone = sine(1000, 8000, 16_000, -10);
  const heard = callOver(kernels, pcmu, tone, (packet, sentMs) => packet >= 50 ? sentMs + 45 : sentMs);
  assert.equal(heard.figures.lost, 0);
  assert.ok(heard.figures.late >= 1);
  assert.ok(part(heard.taken, "concealed") < 0.06);
  assert.ok(findTone(heard.sound.subarray(60 * 160, 80 * 160), 1000, 8000).snr > 25);
});

Deno.test("silence of the sender is not loss, with and without a description of its noise", () => {
  const tone = sine(500, 8000, 8000, -10);
  for (const isDescribed of [true, false]) {
    const codec = pcmu(kernels);
    const first = say(kernels, codec, tone, (_, sentMs) => sentMs);
    const last = first.at(-1)!;
    // A second of silence: the timestamps go on, the sequence numbers do not.
    const gap = isDescribed ? 1 : 0;
    const second = say(kernels, codec, tone, (_, sentMs) => 2000 + sentMs, {
      firstSequence: (last.sequence + 1 + gap) & 0xffff,
      firstTimestamp: (last.timestamp + 160 + 8000) >>> 0,
    });
    const noise: Sent = {
      sequence: (last.sequence + 1) & 0xffff,
      timestamp: (last.timestamp + 160) >>> 0,
      octets: Uint8Array.of(40),
      comesMs: 1020,
      carries: "noise",
    };
    using buffer = new JitterBuffer(kernels, codec);
    const heard = listen(kernels, buffer, codec, [...first, ...(isDescribed ? [noise] : []), ...second], 3000);
    assert.equal(buffer.figures.lost, 0);
    assert.equal(buffer.figures.late, 0);
    const level = levelOf(heard.sound.subarray(65 * 160, 95 * 160));
    // The loudest sine is 3 dB below the loudest square wave, of which RFC 3389 counts.
    if (isDescribed) assert.ok(Math.abs(level + 37) < 1.5, `noise at ${level} dB`);
    else assert.equal(level, -Infinity);
    assert.equal(part(heard.taken.slice(110), "sound"), 1);
    assert.ok(findTone(heard.sound.subarray(110 * 160), 500, 8000).snr > 30);
  }
});

Deno.test("noise that nobody describes any more ends after ten seconds, and lasts as long as somebody does", () => {
  const codec = pcmu(kernels);
  const said = say(kernels, codec, sine(500, 8000, 1600, -10), (_, sentMs) => sentMs);
  const last = said.at(-1)!;
  const described = (count: number): Sent[] =>
    Array.from({ length: count }, (_, at) => ({
      sequence: (last.sequence + 1 + at) & 0xffff,
      timestamp: (last.timestamp + 160 + 64_000 * at) >>> 0,
      octets: Uint8Array.of(40),
      comesMs: 220 + 8000 * at,
      carries: "noise" as const,
    }));
  for (const [count, endsMs] of [[1, 10_220], [3, 26_220]] as const) {
    using buffer = new JitterBuffer(kernels, pcmu(kernels));
    const { sound, taken } = listen(kernels, buffer, codec, [...said, ...described(count)], 30_000);
    const end = taken.lastIndexOf("noise");
    assert.ok(Math.abs(20 * end - endsMs) <= 100, `at ${20 * end} ms`);
    assert.ok(taken.slice(end + 1).every((each) => each === "silence"));
    assert.ok(Math.abs(levelOf(sound.subarray(160 * (end - 40), 160 * end)) + 37) < 1.5, "until then it is as loud");
    assert.ok(Math.abs(sound[160 * (end + 1) - 1]!) < 20, "and ends softly");
  }
});

Deno.test("packets without sound fill their place among the sequence numbers", () => {
  const tone = sine(500, 8000, 16_000, -10);
  const sent = say(kernels, pcmu(kernels), tone, (_, sentMs) => sentMs).map((packet, at) =>
    at >= 40 && at < 60 ? { ...packet, carries: "nothing" as const } : packet
  );
  using buffer = new JitterBuffer(kernels, pcmu(kernels));
  const heard = listen(kernels, buffer, pcmu(kernels), sent, 2000);
  assert.equal(buffer.figures.lost, 0);
  assert.equal(part(heard.taken.slice(65), "sound"), 1);
});

Deno.test("a sender that jumps is followed: sequence, timestamp, and both", () => {
  const tone = sine(500, 8000, 8000, -10);
  for (
    const jump of [{ firstSequence: 30_000 }, { firstTimestamp: 77 }, { firstSequence: 9, firstTimestamp: 123_456 }]
  ) {
    const codec = pcmu(kernels);
    const first = say(kernels, codec, tone, (_, sentMs) => sentMs, { firstSequence: 100, firstTimestamp: 0x7fff_ffff });
    const second = say(kernels, codec, tone, (_, sentMs) => 1000 + sentMs, {
      firstSequence: 150,
      firstTimestamp: 0x7fff_ffff + 8000,
      ...jump,
    });
    using buffer = new JitterBuffer(kernels, codec);
    const heard = listen(kernels, buffer, codec, [...first, ...second], 2000);
    assert.ok(part(heard.taken.slice(55), "sound") > 0.95, JSON.stringify(jump));
    assert.ok(findTone(heard.sound.subarray(60 * 160), 500, 8000).snr > 20);
  }
});

Deno.test("one stray packet changes nothing", () => {
  const tone = sine(500, 8000, 16_000, -10);
  const sent = say(kernels, pcmu(kernels), tone, (_, sentMs) => sentMs);
  const stray: Sent = { ...sent[20]!, sequence: 20_000, comesMs: 901 };
  using buffer = new JitterBuffer(kernels, pcmu(kernels));
  const heard = listen(kernels, buffer, pcmu(kernels), [...sent, stray], 2000);
  assert.equal(part(heard.taken, "sound", 3), 1);
  assert.deepEqual([buffer.figures.refused, buffer.figures.begun], [1, 1]);
});

Deno.test("a fixed buffer keeps its delay whatever comes late", () => {
  const tone = sine(1000, 8000, 32_000, -10);
  const isLate = (packet: number): boolean => packet === 70 || (packet >= 100 && packet < 103);
  const comes = (packet: number, sentMs: number): number => isLate(packet) ? sentMs + 150 : sentMs;
  const heard = callOver(kernels, pcmu, tone, comes, { mode: "fixed", fixedMs: 100 });
  assert.equal(heard.figures.currentMs, 100);
  assert.equal(heard.figures.meanMs, 100);
  assert.equal(heard.taken.filter((taken) => taken === "concealed").length, 4);
  // What was said at 20 ms is heard at 120 ms, to the end.
  const original = tone.subarray(120 * 160, 190 * 160);
  const later = heard.sound.subarray(126 * 160, 196 * 160);
  assert.ok(original.every((sample, at) => Math.abs(sample - later[at]!) < 600));
});

Deno.test("a buffer becomes fixed while it plays, and plays every packet", () => {
  const tone = sine(1000, 8000, 32_000, -10);
  using codec = pcmu(kernels);
  using buffer = new JitterBuffer(kernels, codec);
  const sent = say(kernels, codec, tone, (_, sentMs) => sentMs + 3);
  listen(kernels, buffer, codec, sent.slice(0, 99), 2005, 5);
  assert.ok(buffer.figures.currentMs < 45);
  buffer.fix(100);
  const heard = listen(kernels, buffer, codec, sent.slice(99), 4000, 2005);
  assert.deepEqual([buffer.figures.lost, buffer.figures.late, buffer.figures.dropped], [0, 0, 0]);
  assert.ok(buffer.figures.currentMs >= 100 && buffer.figures.currentMs < 120, `${buffer.figures.currentMs} ms`);
  assert.equal(part(heard.taken, "sound", 6), 1);
  assert.equal(buffer.figures.acceleratedMs + buffer.figures.expandedMs, 0);
});

Deno.test("a sender whose timestamps stood still in silence is not taken for a slow network", () => {
  const codec = pcmu(kernels);
  const tone = sine(500, 8000, 8000, -10);
  const first = say(kernels, codec, tone, (_, sentMs) => sentMs);
  const second = say(kernels, codec, tone, (_, sentMs) => 2500 + sentMs, {
    firstSequence: (first.at(-1)!.sequence + 1) & 0xffff,
    firstTimestamp: (first.at(-1)!.timestamp + 160) >>> 0,
  }).map((packet, at) => ({ ...packet, marker: at === 0 }));
  using buffer = new JitterBuffer(kernels, codec);
  const heard = listen(kernels, buffer, codec, [...first, ...second], 3500);
  assert.ok(buffer.figures.currentMs <= 40 && buffer.figures.targetMs <= 20, `${buffer.figures.currentMs} ms`);
  assert.equal(part(heard.taken.slice(129), "sound"), 1);
});

Deno.test("nothing clicks: not where sound begins, is lost, stretched, late, or ends", () => {
  for (const hz of [150, 400]) {
    const tone = sine(hz, 8000, 8 * 8000, -10);
    const delays = delaysOn(LINES.at(-2)!, 400, hz);
    // Mute from 4 s to 5 s, as a sender without DTX would be.
    tone.fill(0, 32_000, 40_000);
    const { sound, figures } = callOver(kernels, pcmu, tone, (packet, sentMs) => {
      return packet % 60 === 59 || packet > 350 ? Infinity : sentMs + delays[packet]!;
    }, { phaseMs: 7 });
    const steepest = sound.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (sound[at - 1] ?? 0))), 0);
    const natural = 32_767 * 10 ** (-10 / 20) * 2 * Math.PI * hz / 8000;
    assert.ok(figures.concealedMs > 100 && figures.acceleratedMs > 20, JSON.stringify(figures));
    // G.711 adds a step of its own quantiser.
    assert.ok(steepest <= 1.3 * natural + 520, `${hz} Hz: a step of ${steepest}, the tone's own is ${natural}`);
  }
});

Deno.test("frames that are asked for before their time lose no packets", () => {
  const tone = sine(500, 8000, 160_000, -10);
  for (const comesMs of [1, 4, 8, 13, 19]) {
    using codec = pcmu(kernels);
    using buffer = new JitterBuffer(kernels, codec);
    // Packets come so much behind a beat that is told to be 7 ms later than it is.
    const sent = say(kernels, codec, tone, (_, sentMs) => sentMs + comesMs)
      .map((packet) => ({ ...packet, toldMs: packet.comesMs - 7 }));
    listen(kernels, buffer, codec, sent, 20_000);
    assert.ok(buffer.figures.concealedMs <= 60, `${comesMs} ms: ${buffer.figures.concealedMs} ms concealed`);
    assert.equal(buffer.figures.lost, 0);
    assert.ok(buffer.figures.currentMs < 30, `${comesMs} ms: ${buffer.figures.currentMs} ms`);
  }
});

Deno.test("a buffer that nobody takes from for a while goes on with what is new", () => {
  const tone = sine(1000, 8000, 80_000, -10);
  using codec = pcmu(kernels);
  using buffer = new JitterBuffer(kernels, codec);
  const sent = say(kernels, codec, tone, (_, sentMs) => sentMs);
  listen(kernels, buffer, codec, sent.slice(0, 50), 1000);
  for (const pauseMs of [600, 3000]) {
    const from = Math.round((buffer.figures.received * 20 + pauseMs) / 20);
    const heard = listen(
      kernels,
      buffer,
      codec,
      sent.slice(buffer.figures.received, from + 50),
      20 * (from + 50),
      20 * from,
    );
    assert.equal(part(heard.taken, "silence", 3), 0);
    assert.ok(buffer.figures.currentMs <= 240, `${buffer.figures.currentMs} ms`);
  }
});

Deno.test("whatever comes in whatever order, a frame comes out and no memory is taken", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = seeded(seed);
    const [, make] = CODECS[seed % 2]!;
    using codec = make(kernels);
    const length = codec.samplesPerFrame;
    const before = kernels.arena.takenBytes;
    using buffer = new JitterBuffer(kernels, codec, seed % 3 === 0 ? { mode: "fixed" } : {});
    const held = kernels.arena.takenBytes;
    const packets: Sent[] = Array.from({ length: 300 }, (_, at) => ({
      sequence: next() < 0.02 ? Math.floor(next() * 65_536) : (65_400 + at) & 0xffff,
      timestamp: next() < 0.02 ? Math.floor(next() * 2 ** 32) : (4_294_960_000 + at * 160) >>> 0,
      octets: new Uint8Array(next() < 0.9 ? 160 : Math.floor(next() * 1500)).map(() => next() * 256),
      comesMs: next() < 0.1 ? Infinity : at * 20 + next() * (next() < 0.2 ? 300 : 30),
      marker: next() < 0.05,
      carries: next() < 0.9 ? "sound" : next() < 0.5 ? "noise" : "nothing",
    }));
    const twice = packets.filter(() => next() < 0.1).map((packet) => ({ ...packet, comesMs: packet.comesMs + 40 }));
    const heard = listen(kernels, buffer, codec, [...packets, ...twice], 7000);
    assert.equal(heard.sound.length, 350 * length);
    assert.match(heard.taken.at(-1)!, /silence|noise/);
    for (const [at, taken] of heard.taken.entries()) {
      const frame = heard.sound.subarray(at * length, (at + 1) * length);
      assert.ok(taken !== "silence" || frame.every((sample) => sample === 0), "silence is nothing at all");
    }
    assert.equal(kernels.arena.takenBytes, held);
    buffer[Symbol.dispose]();
    assert.equal(kernels.arena.takenBytes, before);
    const { transit, ...figures } = buffer.figures;
    assert.ok(Number.isInteger(transit));
    for (const [name, value] of Object.entries(figures)) assert.ok(Number.isFinite(value) && value >= 0, name);
  }
});

for (const ppm of [200, -200]) {
  Deno.test(`a clock that runs ${ppm} ppm apart for ten minutes costs neither packets nor delay`, () => {
    const sentence = voice(8000, 10);
    const sound = Int16Array.from({ length: 4_800_000 }, (_, at) => sentence[at % sentence.length]!);
    const comes = (_: number, sentMs: number): number => sentMs * (1 - ppm / 1e6) + 5;
    const heard = callOver(kernels, pcmu, sound, comes, { phaseMs: 10, untilMs: 599_800 });
    const { lost, late, dropped, concealedMs, currentMs, meanMs, acceleratedMs, expandedMs } = heard.figures;
    assert.deepEqual([lost, late, dropped, concealedMs], [0, 0, 0, 0]);
    assert.ok(currentMs < 25 && meanMs < 15, `${currentMs} ms at the end, ${meanMs} ms on the average`);
    const followed = acceleratedMs - expandedMs;
    assert.ok(Math.abs(followed - 0.6 * ppm) < 25, `${followed} ms were made good`);
  });
}

Deno.test("a stall makes the delay longer at once, and it becomes short again without a packet lost", () => {
  const sound = voice(8000, 20);
  const heard = callOver(kernels, pcmu, sound, (packet, sentMs) => packet < 300 ? sentMs : Math.max(sentMs, 6095));
  assert.equal(heard.figures.lost, 0);
  assert.equal(heard.taken.filter((taken) => taken === "concealed").length, 3);
  assert.ok(heard.figures.acceleratedMs >= 55, `${heard.figures.acceleratedMs} ms`);
  assert.ok(heard.figures.currentMs < 40, `${heard.figures.currentMs} ms`);
});

Deno.test("after restart() another stream is heard from its beginning", () => {
  const tone = sine(500, 8000, 8000, -10);
  using codec = makeG722(kernels);
  using buffer = new JitterBuffer(kernels, codec);
  listen(kernels, buffer, codec, say(kernels, codec, sine(700, 16_000, 16_000, -10), (_, sentMs) => sentMs), 1000);
  buffer.restart();
  const wide = sine(500, 16_000, 2 * tone.length, -10);
  const sent = say(kernels, codec, wide, (_, sentMs) => 1000 + sentMs, { firstSequence: 3, firstTimestamp: 9 });
  const heard = listen(kernels, buffer, codec, sent, 2000, 1000);
  assert.equal(part(heard.taken, "sound", 3), 1);
  assert.deepEqual([buffer.figures.lost, buffer.figures.refused, buffer.figures.begun], [0, 0, 2]);
});

Deno.test("options out of their bounds are refused", () => {
  for (const options of [{ mostMs: 481 }, { leastMs: -1 }, { fixedMs: Number.NaN }]) {
    assert.throws(() => new JitterBuffer(kernels, pcmu(kernels), options), /Cannot make a jitter buffer with \w+Ms "/);
  }
});
