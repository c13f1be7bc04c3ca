import { type ByteSource, openPlayer, type Player, type PlayerTools, sidesOf, writeWavHeader } from "../file/mod.ts";
import { type Block, takeSamples } from "../wasm/mod.ts";
import type { Measure } from "./message.ts";

export type HearingTools = PlayerTools;

/** Of what is heard, in Hz: as wide as calls are recorded. */
const RATE = 16_000;
const OCTETS = 2;
/** So many samples are decoded at once. */
const STEP = 4_096;

/** One of the files, and where its sound lies in the whole, in samples. */
interface Part {
  readonly from: number;
  readonly samples: number;
  /** One for each side. */
  readonly players: readonly Player[];
  /** What the players give next. */
  at: number;
}

/**
 * Files with sound, one after the other, as one WAV file of 16-bit PCM. What is asked for is decoded then; a stretch that follows
 * the one before costs no search. Whoever opened it closes it, and the sources thereafter.
 */
export class Hearing implements Disposable {
  readonly measure: Measure;
  readonly #tools: HearingTools;
  readonly #parts: readonly Part[];
  readonly #header: Uint8Array<ArrayBuffer>;
  readonly #step: Block<Int16Array>;
  readonly #opened: DisposableStack;

  /** Throws what a person can read where a file is none that can be heard. */
  constructor(sources: readonly ByteSource[], tools: HearingTools) {
    using opening = new DisposableStack();
    this.#tools = tools;
    const parts: Part[] = [];
    let [from, sides] = [0, 1 as 1 | 2];
    for (const source of sources) {
      const players = playersOf(source, tools).map((player) => opening.use(player));
      const samples = Math.round(players[0]!.lengthMs * RATE / 1_000);
      parts.push({ from, samples, players, at: 0 });
      from += samples;
      if (players.length === 2) sides = 2;
    }
    this.#parts = parts;
    const octets = from * sides * OCTETS;
    this.#header = writeWavHeader(RATE, sides, octets);
    this.measure = { bytes: this.#header.length + octets, sides, durationMs: Math.round(from * 1_000 / RATE) };
    this.#step = takeSamples(tools.kernels, STEP);
    opening.defer(() => tools.kernels.arena.giveBack(this.#step.at));
    this.#opened = opening.move();
  }

  /** A stretch of the WAV file; less where it ends. */
  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    const end = Math.min(at + length, this.measure.bytes);
    const bytes = new Uint8Array(Math.max(0, end - at));
    const header = this.#header.length;
    if (at < header) bytes.set(this.#header.subarray(at, end));
    const octets = this.measure.sides * OCTETS;
    const from = Math.floor(Math.max(0, at - header) / octets);
    const to = Math.ceil(Math.max(0, end - header) / octets);
    if (to <= from) return bytes;
    const sound = new Uint8Array(this.#samples(from, to).buffer);
    const start = header + from * octets;
    bytes.set(sound.subarray(Math.max(0, at - start), end - start), Math.max(0, start - at));
    return bytes;
  }

  [Symbol.dispose](): void {
    this.#opened.dispose();
  }

  /** Interleaved where there are two sides. */
  #samples(from: number, to: number): Int16Array<ArrayBuffer> {
    const { sides } = this.measure;
    const out = new Int16Array((to - from) * sides);
    for (const part of this.#parts) {
      const [begin, end] = [Math.max(from, part.from), Math.min(to, part.from + part.samples)];
      if (end > begin) this.#fill(part, begin - part.from, out.subarray((begin - from) * sides, (end - from) * sides));
    }
    return out;
  }

  #fill(part: Part, at: number, out: Int16Array): void {
    const { sides } = this.measure;
    const count = out.length / sides;
    for (const [side, player] of part.players.entries()) {
      if (part.at !== at) player.seek(at * 1_000 / RATE);
      for (let done = 0; done < count;) {
        const got = player.next({ at: this.#step.at, length: Math.min(STEP, count - done) });
        // A file that was cut off is silent to the end that it claims.
        if (got === 0) break;
        const from = this.#step.at >> 1;
        for (let nth = 0; nth < got; nth++) out[(done + nth) * sides + side] = this.#tools.kernels.samples[from + nth]!;
        done += got;
      }
    }
    // Among files of two sides one of a single side is heard on both.
    if (part.players.length < sides) { for (let nth = 0; nth < count; nth++) out[nth * 2 + 1] = out[nth * 2]!; }
    part.at = at + count;
  }
}

function playersOf(source: ByteSource, tools: HearingTools): readonly Player[] {
  const sides = sidesOf(source);
  if (!sides.ok) throw new Error(sides.fault.text);
  using opening = new DisposableStack();
  const wanted = sides.value === 1 ? (["both"] as const) : (["left", "right"] as const);
  const players = wanted.map((side) => {
    const player = openPlayer(source, tools, { rate: RATE, side });
    if (!player.ok) throw new Error(player.fault.text);
    return opening.use(player.value);
  });
  opening.move();
  return players;
}
