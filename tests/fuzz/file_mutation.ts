import { makeOpus } from "../../media/codec/mod.ts";
import { abuse, LAB_RATE, LAB_TOOLS, labSides, playAll, record } from "../../media/file/exam.ts";
import {
  type ByteSource,
  fromMemory,
  makeOpusRecording,
  makeWavRecording,
  openPlayer,
  openSealed,
  sealRecording,
} from "../../media/file/mod.ts";
import { pagesOf, partsOf, writePage } from "../../media/file/ogg_page.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { seeded } from "../lab/signals.ts";

/** How the damaged files fared. */
export interface FilesFuzzed {
  readonly files: number;
  readonly played: number;
  readonly refused: number;
  /** Samples of those that were played. */
  readonly samples: number;
  /** Octets of the kernels' memory that were not given back. */
  readonly leftOctets: number;
}

const { kernels, opus } = LAB_TOOLS;
const KEY = new Uint8Array(32).fill(7);
const SEAL = { key: KEY, keyId: "fuzz", salt: new Uint8Array(16) };
const LARGEST_PACKET = 1500;

type Next = () => number;

/** Good files: WAV, Ogg Opus, and that sealed. */
function seeds(): readonly Uint8Array[] {
  const sides = labSides(1);
  const ogg = () => makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 2, size: "usual", serial: 1 });
  return [
    record(makeWavRecording(kernels, { rate: LAB_RATE, sides: 2 }), sides),
    record(ogg(), sides),
    record(makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 1, size: "small", serial: 2 }), sides),
    record(sealRecording(ogg(), SEAL), sides),
  ];
}

/** An Ogg file whose pages are whole, so that what is wrong in them is found by those who read packets. */
function spoilPackets(file: Uint8Array, next: Next): Uint8Array {
  const source = fromMemory(file);
  const pages = [...pagesOf(source)].map((page) => {
    const packets = partsOf(source, page).map((part) => next() < 0.2 ? abuse(part, next) : part);
    const granule = next() < 0.1 ? Math.floor(next() * 1e6) : Math.max(0, page.granule);
    const serial = next() < 0.02 ? 9 : page.serial;
    const is = page.isFirst ? { is: "first" } as const : page.isLast ? { is: "last" } as const : {};
    return writePage(packets, { serial, sequence: page.sequence, granule, ...is });
  });
  return Uint8Array.from(pages.filter(() => next() > 0.05).flatMap((page) => [...page]));
}

function draw(files: readonly Uint8Array[], next: Next): Uint8Array {
  const file = files[Math.floor(next() * files.length)]!;
  return next() < 0.5 && file[0] === 0x4f ? spoilPackets(file, next) : abuse(file, next);
}

/** Opens, plays and moves within one file. Returns how many samples were heard; undefined where it was refused. */
function play(bytes: Uint8Array, next: Next): number | undefined {
  const sealed = openSealed(fromMemory(bytes), () => KEY);
  const source: ByteSource = sealed.ok ? sealed.value : fromMemory(bytes);
  const player = openPlayer(source, LAB_TOOLS, { rate: next() < 0.5 ? 8000 : 48_000 });
  if (!player.ok) return undefined;
  using opened = player.value;
  const heard = playAll(opened).length;
  opened.seek(next() * 1.2 * opened.lengthMs);
  return heard + playAll(opened).length;
}

/** Opens and plays `count` files, whole and damaged. Throws when anything does, or when more is heard than could be. */
export function fuzzFiles(seed: number, count: number): FilesFuzzed {
  const next = seeded(seed);
  const files = seeds();
  // Filters between rates stay, since they are shared: they are made before the memory is counted.
  for (const file of files) play(file, next);
  for (const rate of [8000, 48_000] as const) {
    for (const from of [8000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000]) {
      if (from !== rate) LAB_TOOLS.resamplers.make(from, rate)[Symbol.dispose]();
    }
  }
  const before = kernels.arena.takenBytes;
  let [played, refused, samples] = [0, 0, 0];
  for (let file = 0; file < count; file++) {
    const heard = play(draw(files, next), next);
    if (heard === undefined) refused += 1;
    else {
      played += 1;
      samples += heard;
    }
  }
  return { files: count, played, refused, samples, leftOctets: kernels.arena.takenBytes - before };
}

/** How packets of Opus fared. */
export interface OpusFuzzed {
  readonly packets: number;
  /** Those that were heard as something else than 20 ms. */
  readonly odd: number;
  readonly leftOctets: number;
}

/** Has one decoder hear `count` packets, whole and damaged. Throws when it throws, or hears more than 120 ms. */
export function fuzzOpus(seed: number, count: number): OpusFuzzed {
  const next = seeded(seed);
  const before = kernels.arena.takenBytes;
  const [pcm, octets] = [takeSamples(kernels, opus.mostSamples), takeOctets(kernels, LARGEST_PACKET)];
  let odd = 0;
  {
    using speaker = makeOpus(kernels, opus);
    using listener = makeOpus(kernels, opus, { sampleRate: 48_000 });
    speaker.setLoss(10);
    const whole = Array.from({ length: 50 }, () => {
      pcm.view.set(pcm.view.subarray(0, 320).map(() => 4000 * (next() - 0.5)));
      return octets.view.slice(0, speaker.encode({ at: pcm.at, length: 320 }, octets));
    });
    for (let round = 0; round < count; round++) {
      const packet = next() < 0.2
        ? Uint8Array.from({ length: Math.floor(next() * LARGEST_PACKET) }, () => Math.floor(256 * next()))
        : abuse(whole[round % whole.length]!, next);
      octets.view.set(packet);
      const span = { at: octets.at, length: packet.length };
      const heard = next() < 0.2 ? listener.recover(span, pcm) : listener.decode(span, pcm);
      if (heard <= 0 || heard > opus.mostSamples) throw new Error(`Cannot be: "${heard}" samples of one packet`);
      if (heard !== 960) odd += 1;
    }
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(octets.at);
  return { packets: count, odd, leftOctets: kernels.arena.takenBytes - before };
}
