/**
 * `deno task prompts`: `media/prompts/prompts.pack`, the words of `media/prompts/words` as espeak-ng (Debian) says them, in
 * Opus. The pack is committed, so that nobody else needs espeak-ng; it is made anew when the words have changed.
 *
 * @module
 */
import { makeOpus, type OpusCodec } from "../media/codec/mod.ts";
import { type LooseClip, PACK_RATE, readPack, writePack } from "../media/prompts/pack_format.ts";
import { hashOfWords, LANGUAGES, WORDS } from "../media/prompts/words.ts";
import { Resamplers } from "../media/resample/mod.ts";
import { openKernels, openOpus } from "../media/wasm/io/mod.ts";
import { type Block, type Kernels, type OpusLibrary, takeOctets, takeSamples } from "../media/wasm/mod.ts";
import { peakOf, say } from "./speech.ts";

const OUT = new URL("../media/prompts/prompts.pack", import.meta.url);

/** In bit/s: the first at which a clip comes true is taken. */
const BITRATES: readonly number[] = [10_500, 11_500, 12_500, 14_000, 16_000, 20_000, 24_000];
/**
 * So many times higher than what went in may the peak of 20 ms come out. A voice without any chance in it, as espeak-ng's
 * is, leads libopus astray now and then: its prediction of the next period comes out as a crack.
 */
const TRUE_WITHIN = 1.7;
const FRAME_MS = 20;
/** As high as -30 dB may every peak come out: what is quieter is no crack. */
const QUIET = 1000;
const COMPLEXITY = 10;
/** The longest packet of one frame (RFC 6716 §2.1.4): the least spent on packets, and nobody waits for one. */
const PACKET_MS = 60;
/** How many voices speak at once. */
const AT_ONCE = 2;

/** Speech as Opus packets, by an encoder that knows of no clip before it. */
class ClipEncoder {
  readonly packetSamples: number = PACK_RATE * PACKET_MS / 1000;
  readonly preSkip: number;
  readonly #codec: OpusCodec;
  readonly #pcm: Block<Int16Array>;
  readonly #packet: Block<Uint8Array>;

  constructor(kernels: Kernels, opus: OpusLibrary) {
    this.#codec = makeOpus(kernels, opus, { sampleRate: PACK_RATE, complexity: COMPLEXITY });
    this.#pcm = takeSamples(kernels, this.packetSamples);
    this.#packet = takeOctets(kernels, opus.mostOctets);
    this.preSkip = this.#codec.lookahead;
  }

  /** Throws where no bitrate is enough. */
  encode(sound: Int16Array): readonly Uint8Array[] {
    for (const bitrate of BITRATES) {
      const { packets, heard } = this.#tryAt(bitrate, sound);
      if (isTrue(heard, sound)) return packets;
    }
    throw new Error(`Cannot encode "${sound.length}" samples of speech: not even at "${BITRATES.at(-1)}" bit/s`);
  }

  /** The packets, and what will be heard of them. */
  #tryAt(bitrate: number, sound: Int16Array): { readonly packets: readonly Uint8Array[]; readonly heard: Int16Array } {
    const [codec, pcm, packet] = [this.#codec, this.#pcm, this.#packet];
    codec.setBitrate(bitrate);
    codec.reset();
    const packets: Uint8Array[] = [];
    const heard = new Int16Array(sound.length + this.preSkip + pcm.length);
    // What the encoder holds back comes out behind the end.
    for (let at = 0; at < sound.length + this.preSkip; at += pcm.length) {
      const part = sound.subarray(at, at + pcm.length);
      pcm.view.set(part);
      pcm.view.fill(0, part.length);
      const octets = codec.encode(pcm, packet);
      packets.push(packet.view.slice(0, octets));
      codec.decode({ at: packet.at, length: octets }, pcm);
      heard.set(pcm.view, at);
    }
    return { packets, heard: heard.subarray(this.preSkip, this.preSkip + sound.length) };
  }
}

/** Whether no frame has a much higher peak than it and its neighbours had. */
function isTrue(heard: Int16Array, sound: Int16Array): boolean {
  const step = PACK_RATE * FRAME_MS / 1000;
  const peaks = (samples: Int16Array): number[] =>
    Array.from(
      { length: Math.ceil(samples.length / step) },
      (_, frame) => peakOf(samples.subarray(frame * step, (frame + 1) * step)),
    );
  const went = peaks(sound);
  return peaks(heard).every((came, frame) =>
    came <= Math.max(QUIET, TRUE_WITHIN * Math.max(...went.slice(Math.max(0, frame - 1), frame + 2)))
  );
}

/** Renders every clip of every language, in the order of the words; texts that are said twice are rendered once. */
export async function renderPrompts(): Promise<Uint8Array<ArrayBuffer>> {
  const kernels = openKernels();
  const encoder = new ClipEncoder(kernels, openOpus());
  const tools = { kernels, resamplers: new Resamplers(kernels), rate: PACK_RATE };
  const clips: LooseClip[] = [];
  for (const language of LANGUAGES) {
    const words = WORDS[language];
    const texts = [...new Set(words.clips.values())];
    const said = new Map<string, Pick<LooseClip, "samples" | "packets">>();
    const render = async (): Promise<void> => {
      for (let text = texts.shift(); text !== undefined; text = texts.shift()) {
        const sound = await say(text, words, tools);
        said.set(text, { samples: sound.length, packets: encoder.encode(sound) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, render));
    for (const [name, text] of words.clips) clips.push({ name: `${language}/${name}`, ...said.get(text)! });
  }
  const { packetSamples, preSkip } = encoder;
  return writePack({ hash: hashOfWords(), packetSamples, preSkip }, clips);
}

if (import.meta.main) {
  const pack = await renderPrompts();
  await Deno.writeFile(OUT, pack);
  const { clips } = readPack(pack);
  const seconds = clips.reduce((sum, { samples }) => sum + samples, 0) / PACK_RATE;
  console.log(
    `media/prompts/prompts.pack: ${clips.length} clips, ${Math.round(seconds)} s, ${(pack.length / 1e6).toFixed(2)} MB`,
  );
}
