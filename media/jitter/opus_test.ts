import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { type Heard, listen, say } from "../../tests/lab/packet_line.ts";
import { levelOf, voice } from "../../tests/lab/signals.ts";
import { spectralDistance } from "../../tests/lab/spectrum.ts";
import { makeOpus } from "../codec/mod.ts";
import { JitterBuffer, type JitterFigures } from "./mod.ts";

const kernels = await labKernels();
const library = await labOpus();
const RATE = 16_000;
const sound = voice(RATE, 8);

/** A call by Opus with packets that are lost, from an encoder that was told of so much loss. */
function call(loss: number, isLost: (packet: number) => boolean): Heard & { readonly figures: JitterFigures } {
  using speaker = makeOpus(kernels, library, { sampleRate: RATE });
  using listener = makeOpus(kernels, library, { sampleRate: RATE });
  speaker.setLoss(loss);
  using buffer = new JitterBuffer(kernels, listener, { leastMs: 30 });
  const sent = say(kernels, speaker, sound, (packet, sentMs) => isLost(packet) ? Infinity : sentMs);
  return { ...listen(kernels, buffer, listener, sent, 8000), figures: buffer.figures };
}

Deno.test("packets of Opus are heard whole, and their timestamps are of 48 kHz", () => {
  const { taken, figures } = call(0, () => false);
  assert.ok(taken.slice(10).every((taken) => taken === "sound"));
  assert.deepEqual([figures.lost, figures.late, figures.concealedMs], [0, 0, 0]);
});

Deno.test("a lost packet is what the next one tells of it, or else what Opus makes of it", () => {
  const isLost = (packet: number): boolean => packet % 7 === 5;
  const distance = (loss: number): number => {
    const whole = call(loss, () => false);
    const holed = call(loss, isLost);
    assert.equal(holed.figures.lost, holed.figures.concealedMs / 20);
    assert.ok(holed.figures.lost >= 55);
    return spectralDistance(whole.sound, holed.sound);
  };
  const [told, guessed] = [distance(20), distance(0)];
  assert.ok(told < 0.7 * guessed, `${told} dB told, ${guessed} dB guessed`);
});

Deno.test("Opus goes on with its own noise for a second, then there is silence", () => {
  const { sound, taken, figures } = call(0, (packet) => packet >= 200);
  assert.equal(figures.lost, 0);
  const second = RATE;
  assert.equal(levelOf(sound.subarray(6 * second)), -Infinity);
  assert.ok(taken.slice(300).every((taken) => taken === "silence"));
  assert.ok(taken.slice(210, 240).every((taken) => taken === "concealed"));
});

Deno.test("what Opus leaves unsent in silence is no loss, and words come back whole", () => {
  using speaker = makeOpus(kernels, library, { sampleRate: RATE, dtx: true });
  using listener = makeOpus(kernels, library, { sampleRate: RATE });
  using buffer = new JitterBuffer(kernels, listener);
  const words = Int16Array.from(sound, (sample, at) => Math.floor(at / RATE) % 4 < 2 ? sample : 0);
  const sent = say(kernels, speaker, words, (_, sentMs) => sentMs)
    // RFC 7587 §3.1.3: such packets are not sent, and sequence numbers do not count them.
    .filter(({ octets }) => octets.length > 2)
    .map((packet, at) => ({ ...packet, sequence: at }));
  assert.ok(sent.length < 330, `${sent.length} packets of 400`);
  const { taken, sound: heard } = listen(kernels, buffer, listener, sent, 8000);
  assert.deepEqual([buffer.figures.lost, buffer.figures.late, buffer.figures.dropped], [0, 0, 0]);
  const spoken = taken.slice(210, 290);
  assert.ok(spoken.every((taken) => taken === "sound"));
  assert.ok(levelOf(heard.subarray(3 * RATE, 3.8 * RATE)) < -50);
});
