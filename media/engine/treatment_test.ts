import assert from "node:assert/strict";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Treatment } from "../../core/sound/mod.ts";
import { compositeSource, echoOf, formulaPath, powerDb } from "../../tests/lab/line.ts";
import { findTone, noise, seeded, sine, sum, voice } from "../../tests/lab/signals.ts";
import { codecFor } from "../codec/mod.ts";
import { headerLength, writeHeader } from "../rtp/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { ANA, BOB, EVE, EVENTS, kernels, opus, PCMU, type Peer, Stage } from "./stage.ts";

const G722: PlannedCodec = { name: "G722", clockRate: 8000, channels: 1, sendAs: 9, receiveAs: 9 };
const OFF: Treatment = { echo: "off", noise: "off", gain: "off" };
const FRAME_MS = 20;

/** A phone that says whatever it is given, frame by frame, and hears what it is sent. */
class Phone {
  readonly rate: number;
  readonly #stage: Stage;
  readonly #socket: number;
  readonly #peer: Peer;
  readonly #codec: PlannedCodec;
  readonly #mouth;
  readonly #ears;
  readonly #pcm = takeSamples(kernels, 320);
  readonly #payload = takeOctets(kernels, 320);
  #frames = 0;
  #packets = 0;

  constructor(stage: Stage, leg: string, parts: { peer: Peer; codec?: PlannedCodec; treatment?: Treatment }) {
    const { peer, codec = PCMU, treatment } = parts;
    this.#stage = stage;
    this.#peer = peer;
    this.#codec = codec;
    this.#mouth = codecFor(codec, { kernels, opus })!;
    this.#ears = codecFor(codec, { kernels, opus })!;
    this.rate = this.#mouth.sampleRate;
    this.#socket = stage.open(leg, peer, {
      codecs: [codec, EVENTS],
      ...(treatment === undefined ? {} : { treatment }),
    });
  }

  /** What it says in the next 20 ms, as a packet. */
  packet(sound: Int16Array): Uint8Array {
    this.#pcm.view.set(sound);
    const room = { at: this.#payload.at, length: 320 };
    const length = this.#mouth.encode({ at: this.#pcm.at, length: sound.length }, room);
    const packet = new Uint8Array(12 + length);
    const [sequence, timestamp] = [this.#packets & 0xffff, this.#frames * this.#codec.clockRate / 50];
    this.#frames += 1;
    this.#packets += 1;
    const { receiveAs: payloadType } = this.#codec;
    writeHeader(packet, { marker: false, payloadType, sequence, timestamp, ssrc: this.#peer.port });
    packet.set(this.#payload.view.subarray(0, length), 12);
    return packet;
  }

  /** Says nothing for 20 ms, and sends nothing. */
  rest(): void {
    this.#frames += 1;
  }

  send(packet: Uint8Array): void {
    this.#stage.hear(this.#socket, packet, this.#peer);
  }

  /** The sound of what it was sent; of a frame nothing came in, silence. */
  hear(sent: ReturnType<Stage["take"]>): Int16Array {
    const mine = sent.find(({ socket }) => socket === this.#socket)?.packet;
    const room = { at: this.#pcm.at, length: this.rate * FRAME_MS / 1000 };
    if (mine === undefined) return new Int16Array(room.length);
    const header = headerLength(mine, mine.length);
    this.#payload.view.set(mine.subarray(header));
    this.#ears.decode({ at: this.#payload.at, length: mine.length - header }, room);
    return this.#pcm.view.slice(0, room.length);
  }
}

/** A call from Ana to a line behind Bob's gateway; what Ana says, and what the line sends back of it. */
interface Line {
  readonly said: Int16Array;
  readonly treatment: Treatment;
  readonly codec?: PlannedCodec;
  /** From what the gateway was sent until it sends the beginning of its echo. */
  readonly delayMs?: number;
  /** Spoken at the line's end. */
  readonly spoken?: Int16Array;
  /** By how many ms packets of the line may be late, at random, in each stretch of four seconds. */
  readonly jitterMs?: readonly number[];
  /** From one second to another the line sends nothing at all. */
  readonly silent?: readonly [number, number];
  /** Called when so many frames have been said. */
  readonly meanwhile?: (stage: Stage, frame: number) => void;
}

/** Plays a call; what the line sent, and what Ana heard. */
function play(line: Line): { readonly sent: Int16Array; readonly heard: Int16Array; readonly stage: Stage } {
  const { said, treatment, codec = PCMU, delayMs, spoken, jitterMs = [], silent, meanwhile } = line;
  const stage = new Stage();
  const ana = new Phone(stage, "ana", { peer: ANA, codec });
  const bob = new Phone(stage, "bob", { peer: BOB, codec, treatment });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const { rate } = ana;
  const samples = rate / 50;
  const path = delayMs === undefined ? new Float64Array(1) : formulaPath(1, 0, 8);
  const late = (delayMs ?? 0) * rate / 1000;
  const came = new Float64Array(said.length);
  const [sent, heard] = [new Int16Array(said.length), new Int16Array(said.length)];
  const chance = seeded(4);
  const onTheWay: { readonly packet: Uint8Array; readonly at: number }[] = [];
  for (let at = 0; at + samples <= said.length; at += samples) {
    const now = at * 1000 / rate;
    meanwhile?.(stage, at / samples);
    const from = Math.max(0, at - late - path.length);
    const echo = echoOf(came.subarray(from, Math.max(0, at - late + samples)), path).slice(-samples);
    for (let each = 0; each < samples; each++) {
      sent[at + each] = Math.round(echo[each] ?? 0) + (spoken?.[at + each] ?? 0);
    }
    ana.send(ana.packet(said.subarray(at, at + samples)));
    const isSilent = silent !== undefined && now >= 1000 * silent[0] && now < 1000 * silent[1];
    if (isSilent) bob.rest();
    else {onTheWay.push({
        packet: bob.packet(sent.subarray(at, at + samples)),
        at: now + (jitterMs[Math.floor(now / 4000)] ?? 0) * chance(),
      });}
    for (const each of onTheWay.filter(({ at }) => at <= now)) {
      bob.send(each.packet);
      onTheWay.splice(onTheWay.indexOf(each), 1);
    }
    stage.pass(FRAME_MS);
    const left = stage.take();
    // What he is sent in this beat, his line hears from the next frame on.
    came.set(bob.hear(left), Math.min(at + samples, came.length - samples));
    heard.set(ana.hear(left), at);
  }
  return { sent, heard, stage };
}

/** How much softer Ana hears the echo than the line sends it, from one second to another. */
function lost({ sent, heard }: { sent: Int16Array; heard: Int16Array }, from: number, to: number, rate = 8000): number {
  return powerDb(sent, from, to, rate) - powerDb(heard, from, to, rate);
}

const FAR = Int16Array.from(compositeSource({ seconds: 6, dBm0: -16 }));

for (const delayMs of [20, 60, 120, 200, 300]) {
  Deno.test(`an echo that comes back after ${delayMs} ms is gone after two seconds, and stays where nobody asks`, () => {
    const treated = play({ said: FAR, delayMs, treatment: { ...OFF, echo: "on" } });
    assert.equal(treated.stage.engine.beatMs, 20);
    const gone = lost(treated, 2, 3);
    assert.ok(gone >= 25, `${gone} dB`);
    const left = play({ said: FAR, delayMs, treatment: OFF });
    assert.equal(left.stage.engine.beatMs, 250, "passed on as it is");
    assert.ok(powerDb(left.sent, 4, 6) > powerDb(FAR, 4, 6) - 12, "there is an echo");
    assert.ok(Math.abs(lost(left, 4, 6)) < 1.5, `${lost(left, 4, 6)}`);
  });
}

Deno.test("at 16 kHz it is gone as far as G.722's own noise lets it, and whoever speaks into it is heard", () => {
  const rate = 16_000;
  const spoken = new Int16Array(8 * rate);
  spoken.set(Int16Array.from(compositeSource({ seconds: 2, dBm0: -16, kind: "double", rate })), 6 * rate);
  const said = voice(rate, 8);
  const treated = play({ said, spoken, codec: G722, delayMs: 60, treatment: { ...OFF, echo: "on" } });
  assert.ok(lost(treated, 3.5, 6, rate) >= 20, `${lost(treated, 3.5, 6, rate)} dB`);
  const off = powerDb(treated.heard, 6.2, 8, rate) - powerDb(spoken, 6.2, 8, rate);
  assert.ok(Math.abs(off) < 2, `${off} dB`);
});

Deno.test("who speaks while much is sent to him is heard as he is, with an echo and without one", () => {
  const spoken = new Int16Array(FAR.length);
  spoken.set(voice(8000, 3), 3 * 8000);
  for (const delayMs of [undefined, 60, 200]) {
    const echo = delayMs === undefined ? {} : { delayMs };
    const treated = play({ said: FAR, spoken, ...echo, treatment: { ...OFF, echo: "on" } });
    const off = powerDb(treated.heard, 3.5, 6) - powerDb(spoken, 3.5, 6);
    assert.ok(Math.abs(off) < 1.5, `with an echo of ${delayMs} ms: ${off} dB`);
  }
});

Deno.test("a network that becomes slower and faster again brings the echo back for moments only", () => {
  const said = Int16Array.from(compositeSource({ seconds: 16, dBm0: -16 }));
  const treated = play({ said, delayMs: 60, jitterMs: [0, 60, 0, 60], treatment: { ...OFF, echo: "on" } });
  const gone = Array.from({ length: 28 }, (_, half) => lost(treated, 2 + half / 2, 2.5 + half / 2));
  const share = gone.filter((db) => db >= 25).length / gone.length;
  // Each time the jitter buffer grows or shrinks there is a seam in what comes back.
  assert.ok(share >= 2 / 3, gone.map(Math.round).join(" "));
});

Deno.test("a path is known as well behind silence that was not sent", () => {
  const treated = play({ said: FAR, delayMs: 60, silent: [3, 4.5], treatment: { ...OFF, echo: "on" } });
  assert.ok(lost(treated, 2.5, 3) >= 25, `before: ${lost(treated, 2.5, 3)} dB`);
  assert.ok(lost(treated, 4.75, 5.25) >= 25, `behind: ${lost(treated, 4.75, 5.25)} dB`);
});

Deno.test("a path is known in whatever room the leg is", () => {
  const said = Int16Array.from(compositeSource({ seconds: 8, dBm0: -16 }));
  const treated = play({
    said,
    delayMs: 60,
    treatment: { ...OFF, echo: "on" },
    // The same two, in a room that is wider than both.
    meanwhile: (stage, frame) => {
      if (frame !== 150) return;
      stage.open("eve", EVE, { codecs: [G722] });
      for (const leg of ["ana", "bob", "eve"]) stage.engine.command({ type: "join", leg, room: "2001" });
    },
  });
  // The new room's jitter buffer begins anew.
  assert.ok(lost(treated, 3.5, 4) >= 25, `${lost(treated, 3.5, 4)} dB`);
});

Deno.test("noise is made softer by both kinds of suppression, and a voice stays", () => {
  const spoken = new Int16Array(8 * 8000);
  spoken.set(voice(8000, 4), 4 * 8000);
  const noisy = sum(spoken, noise(spoken.length, -42, 7));
  for (const kind of ["usual", "rnnoise"] as const) {
    const treated = play({ said: new Int16Array(noisy.length), spoken: noisy, treatment: { ...OFF, noise: kind } });
    assert.ok(lost(treated, 2, 4) >= 10, `${kind}: noise by ${lost(treated, 2, 4)} dB`);
    assert.ok(Math.abs(lost(treated, 4.5, 8)) < 3, `${kind}: the voice by ${lost(treated, 4.5, 8)} dB`);
  }
});

Deno.test("echo and noise are taken out together", () => {
  const spoken = noise(FAR.length, -45, 3);
  const treated = play({ said: FAR, spoken, delayMs: 60, treatment: { echo: "on", noise: "usual", gain: "off" } });
  assert.ok(powerDb(treated.heard, 4, 6) <= powerDb(spoken, 4, 6) - 8);
});

Deno.test("a soft voice is made louder, and a loud one softer", () => {
  for (const [factor, least, most] of [[0.2, 5, 13], [8, -13, -3]] as const) {
    const spoken = voice(8000, 10).map((sample) => Math.max(-32_768, Math.min(32_767, sample * factor)));
    const treated = play({ said: new Int16Array(spoken.length), spoken, treatment: { ...OFF, gain: "on" } });
    const louder = -lost(treated, 8, 10);
    assert.ok(louder >= least && louder <= most, `by ${factor}: ${louder} dB`);
  }
});

Deno.test("a treatment begins and ends in mid-call, and gives back what it took", () => {
  const taken: number[] = [];
  const said = voice(8000, 6);
  const wish = (stage: Stage, treatment: Treatment) => stage.apply("bob", BOB, { codecs: [PCMU, EVENTS], treatment });
  const { stage } = play({
    said,
    spoken: said,
    treatment: OFF,
    meanwhile: (stage, frame) => {
      taken.push(kernels.arena.takenBytes);
      if (frame === 50) wish(stage, { echo: "on", noise: "rnnoise", gain: "on" });
      if (frame === 100) assert.equal(stage.engine.beatMs, 20);
      if (frame === 100) wish(stage, { echo: "on", noise: "rnnoise", gain: "on" });
      if (frame === 150) wish(stage, OFF);
      if (frame === 160) assert.equal(stage.engine.beatMs, 250);
    },
  });
  assert.equal(new Set(taken.slice(70, 150)).size, 1, "nothing is made anew where nothing has changed");
  assert.ok(taken[149]! - taken[160]! > 100_000, "a canceller is large");
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
});

Deno.test("a fax is told once, and from then on its call is passed on as it is", () => {
  const tone = sine(2100, 8000, 3 * 8000, -15).map((sample, at) => Math.floor(at / 3600) % 2 === 0 ? sample : -sample);
  const spoken = new Int16Array(6 * 8000);
  spoken.set(tone, 8000);
  const all: Treatment = { echo: "on", noise: "usual", gain: "on" };
  const { stage, sent, heard } = play({ said: new Int16Array(spoken.length), spoken, treatment: all });
  assert.deepEqual(stage.events.filter(({ type }) => type === "fax"), [{ type: "fax", leg: "bob", tone: "ced" }]);
  assert.equal(stage.engine.beatMs, 250);
  assert.ok(Math.abs(lost({ sent, heard }, 2, 3.8)) < 0.2, `${lost({ sent, heard }, 2, 3.8)} dB`);
});

Deno.test("no fax is heard where none is listened for", () => {
  const spoken = sine(1100, 8000, 4 * 8000, -15);
  const { stage } = play({
    said: new Int16Array(spoken.length),
    spoken,
    treatment: { echo: "off", noise: "usual", gain: "off" },
    meanwhile: (stage, frame) => {
      if (frame === 1) stage.apply("bob", BOB, { codecs: [PCMU, EVENTS], fax: "off" });
      if (frame === 2) stage.engine.command({ type: "tap", leg: "bob", ring: 1 });
    },
  });
  assert.deepEqual(stage.events.filter(({ type }) => type === "fax"), []);
});

Deno.test("where a fax cannot be passed on as it is, the delay of its sound stays the same", () => {
  const spoken = new Int16Array(8 * 8000);
  spoken.set(sine(1100, 8000, 4000, -15), 8000);
  spoken.set(sine(1850, 8000, 5 * 8000, -15), 3 * 8000);
  const { stage, heard } = play({
    said: new Int16Array(spoken.length),
    spoken,
    treatment: OFF,
    jitterMs: [0, 60],
    meanwhile: (stage, frame) => {
      if (frame === 1) stage.engine.command({ type: "tap", leg: "bob", ring: 1 });
    },
  });
  assert.deepEqual(stage.events.filter(({ type }) => type === "fax"), [{ type: "fax", leg: "bob", tone: "cng" }]);
  assert.equal(stage.engine.beatMs, 20);
  const { snr } = findTone(heard.subarray(3.5 * 8000, 7.5 * 8000), 1850, 8000);
  assert.ok(snr >= 30, `no sample more or less: ${snr} dB`);
});
