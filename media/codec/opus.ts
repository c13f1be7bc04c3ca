import type { Rate } from "../resample/mod.ts";
import type { Kernels, OpusLibrary, Span } from "../wasm/mod.ts";
import { type Codec, FRAME_MS } from "./codec.ts";

/** How Opus is to be spoken. What the other side may ask for comes from its fmtp: `readOpusFormat`. */
export interface OpusOptions {
  /** Of the sound, in Hz. 16 kHz carries all of a voice at two thirds of the price. */
  readonly sampleRate?: Rate;
  /** In bit/s. Settled by the sample rate where it is not given. */
  readonly bitrate?: number;
  /** 0 to 10: how hard the encoder tries. */
  readonly complexity?: number;
  /** Whether packets may tell of the one before them: they do once loss was measured. */
  readonly fec?: boolean;
  /** Whether silence is left unsent: nothing above -40 dB counts as silence. */
  readonly dtx?: boolean;
  /** Whether every packet is of the same size. */
  readonly isConstant?: boolean;
  /** What the other side can play, in Hz: no band above half of it is sent. */
  readonly maxPlaybackRate?: number;
  /** The most that the other side wants to receive, in bit/s. */
  readonly maxBitrate?: number;
}

/** Opus, with what it can besides the others. */
export interface OpusCodec extends Codec {
  /** How far the encoder's output lies behind its input, in samples. */
  readonly lookahead: number;
  /** Whether what was encoded last need not be sent: silence that DTX leaves out (RFC 7587 §3.1.3). */
  readonly isResting: boolean;
  conceal(out: Span): number;
  recover(next: Span, out: Span): number;
  /** Says it to FEC as {@link setLoss} does; where much is lost, also sends less: the way may be full. */
  adapt(lossPercent: number): void;
  /** Sets the bitrate in bit/s from the next frame on; held to what the other side wants. */
  setBitrate(bitrate: number): void;
  /** Says how many of our packets are lost, in percent: from 1 on they tell of the one before, where FEC is wanted. */
  setLoss(percent: number): void;
}

/** opus_defines.h */
const APPLICATION_VOIP = 2048;
const SIGNAL_VOICE = 3001;
const REQUEST = {
  bitrate: 4002,
  maxBandwidth: 4004,
  vbr: 4006,
  complexity: 4010,
  inbandFec: 4012,
  lossPercent: 4014,
  dtx: 4016,
  signal: 4024,
} as const;
/** From narrow to full band, with the sample rate that carries each. */
const BANDWIDTHS: readonly (readonly [number, number])[] = [
  [8000, 1101],
  [12_000, 1102],
  [16_000, 1103],
  [24_000, 1104],
  [48_000, 1105],
];

const MONO = 1;
const COMPLEXITY = 5;
const BITRATES: Readonly<Record<Rate, number>> = { 8000: 16_000, 16_000: 24_000, 24_000: 28_000, 48_000: 32_000 };
/**
 * From so much loss on the way is taken to be full, and until it is that little again. Less is sent then, but no less than
 * what libopus wants for FEC in wide band (18.4 kbit/s).
 */
const [FULL_PERCENT, FREE_PERCENT] = [10, 5];
const PART_WHEN_FULL = 5 / 6;
/** RFC 7587 §6.1 */
const [LEAST_BITRATE, MOST_BITRATE] = [6000, 510_000];
/** -40 dB below the loudest sine, as a mean square. libopus takes any steady tone for noise, however loud it is. */
const QUIET_POWER = 32_767 ** 2 / 2 * 10 ** (-40 / 10);
/** The kernel's word on how many samples it measures at once. */
const POWER_STEP = 8;
/** RFC 6716 §3.2.1: the longest frame. */
const OCTETS_PER_FRAME = 1275;
/** RFC 7587 §3.1.3, and opus_encode's own word: so small a packet need not be sent. */
const MOST_RESTING_OCTETS = 2;

/** One encoder and one decoder in the library's memory. Throws where it is full. */
export function makeOpus(kernels: Kernels, library: OpusLibrary, options: OpusOptions = {}): OpusCodec {
  const { sampleRate = 16_000, fec = true, dtx = false } = options;
  const { run, pcmAt, packetAt, mostSamples, mostOctets } = library;
  const samplesPerFrame = sampleRate * FRAME_MS / 1000;
  const memory = new Uint8Array(kernels.buffer);
  let encoder = 0;
  let decoder = 0;
  let bitrate = options.bitrate ?? BITRATES[sampleRate];
  let loss = 0;
  let isFull = false;
  let written = Infinity;
  let isQuiet = false;

  const set = (request: keyof typeof REQUEST, value: number): void => {
    if (run.oc_encoder_ctl(encoder, REQUEST[request], value) < 0) {
      throw new RangeError(`Cannot set Opus's ${request} to "${value}"`);
    }
  };
  const most = Math.min(MOST_BITRATE, options.maxBitrate ?? MOST_BITRATE);
  const setBitrate = (): void => {
    const wanted = Math.min(most, bitrate) * (isFull ? PART_WHEN_FULL : 1);
    set("bitrate", Math.max(LEAST_BITRATE, Math.round(wanted)));
  };
  const setLoss = (): void => {
    set("lossPercent", loss);
    set("inbandFec", fec && loss > 0 ? 1 : 0);
  };
  const close = (): void => {
    if (encoder !== 0) run.oc_destroy_encoder(encoder);
    if (decoder !== 0) run.oc_destroy_decoder(decoder);
    encoder = decoder = 0;
  };
  /** The library lets nobody reset a codec, but a new one takes the place of the old. */
  const open = (): void => {
    close();
    encoder = run.oc_create_encoder(sampleRate, MONO, APPLICATION_VOIP, pcmAt);
    decoder = run.oc_create_decoder(sampleRate, MONO, pcmAt);
    isQuiet = false;
    written = Infinity;
    try {
      settle();
    } catch (error) {
      close();
      throw error;
    }
  };
  const settle = (): void => {
    if (encoder === 0 || decoder === 0) throw new Error(`Cannot make Opus at "${sampleRate}" Hz: its memory is full`);
    setBitrate();
    setLoss();
    set("complexity", options.complexity ?? COMPLEXITY);
    set("dtx", 0);
    set("vbr", options.isConstant === true ? 0 : 1);
    set("maxBandwidth", bandwidth());
    set("signal", SIGNAL_VOICE);
  };
  const bandwidth = (): number => {
    const rate = Math.min(sampleRate, options.maxPlaybackRate ?? sampleRate);
    return BANDWIDTHS.findLast(([carried]) => carried <= rate)?.[1] ?? BANDWIDTHS[0]![1];
  };
  const listen = (pcm: Span): void => {
    const wasQuiet = isQuiet;
    isQuiet = pcm.length % POWER_STEP === 0 && kernels.run.power(pcm.at, pcm.length) < QUIET_POWER;
    if (isQuiet !== wasQuiet) set("dtx", isQuiet ? 1 : 0);
  };
  /** What the decoder made goes to the kernels' memory, as much as there is room for. */
  const hear = (count: number, out: Span): number => {
    const kept = Math.min(count, out.length);
    const { samples } = library;
    for (let at = 0, from = pcmAt >> 1, to = out.at >> 1; at < kept; at++) {
      kernels.samples[to + at] = samples[from + at]!;
    }
    return kept;
  };
  const lay = (payload: Span): number => {
    if (payload.length > mostOctets) return 0;
    const { octets } = library;
    for (let at = 0; at < payload.length; at++) octets[packetAt + at] = memory[payload.at + at]!;
    return payload.length;
  };

  open();
  const codec: OpusCodec = {
    name: "opus",
    sampleRate,
    // RFC 7587 §4.1: whatever the sound's rate.
    clockRate: 48_000,
    samplesPerFrame,
    octetsPerFrame: OCTETS_PER_FRAME,
    lookahead: run.oc_encoder_ctl_get_lookahead(encoder),
    get isResting(): boolean {
      return written <= MOST_RESTING_OCTETS;
    },
    encode(pcm: Span, out: Span): number {
      const room = Math.min(out.length, mostOctets);
      if (room === 0) return 0;
      if (dtx) listen(pcm);
      const { samples } = library;
      const count = Math.min(pcm.length, mostSamples);
      for (let at = 0, from = pcm.at >> 1, to = pcmAt >> 1; at < count; at++) {
        samples[to + at] = kernels.samples[from + at]!;
      }
      written = run.oc_encode(encoder, pcmAt, pcm.length, packetAt, room);
      if (written < 0) throw new RangeError(`Cannot encode "${pcm.length}" samples: error "${written}" of libopus`);
      const { octets } = library;
      for (let at = 0; at < written; at++) memory[out.at + at] = octets[packetAt + at]!;
      return written;
    },
    decode(payload: Span, out: Span): number {
      const octets = lay(payload);
      const count = octets === 0 ? -1 : run.oc_decode(decoder, packetAt, octets, pcmAt, mostSamples, 0);
      return count < 0 ? codec.conceal(out) : hear(count, out);
    },
    conceal(out: Span): number {
      const count = run.oc_decode(decoder, 0, 0, pcmAt, samplesPerFrame, 0);
      if (count < 0) throw new Error(`Cannot conceal a loss: error "${count}" of libopus`);
      return hear(count, out);
    },
    recover(next: Span, out: Span): number {
      const octets = lay(next);
      const count = octets === 0 ? -1 : run.oc_decode(decoder, packetAt, octets, pcmAt, samplesPerFrame, 1);
      return count < 0 ? codec.conceal(out) : hear(count, out);
    },
    adapt(lossPercent: number): void {
      codec.setLoss(lossPercent);
      const wasFull = isFull;
      if (lossPercent >= FULL_PERCENT) isFull = true;
      else if (lossPercent <= FREE_PERCENT) isFull = false;
      if (isFull !== wasFull) setBitrate();
    },
    setBitrate(wanted: number): void {
      bitrate = wanted;
      setBitrate();
    },
    setLoss(percent: number): void {
      loss = Math.max(0, Math.min(100, Math.round(percent)));
      setLoss();
    },
    reset: open,
    [Symbol.dispose]: close,
  };
  return codec;
}
