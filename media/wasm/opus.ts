/** What `opus.wasm` exports, as far as we call it. Pointers are addresses in its own memory; a negative result is an error. */
export interface OpusEntries {
  readonly memory: WebAssembly.Memory;
  start(): void;
  malloc(bytes: number): number;
  free(at: number): void;

  oc_create_encoder(rate: number, channels: number, application: number, error: number): number;
  oc_destroy_encoder(encoder: number): void;
  /** `count` samples for each channel make one packet. Returns its octets: at most `room`. */
  oc_encode(encoder: number, pcm: number, count: number, out: number, room: number): number;
  oc_encoder_ctl(encoder: number, request: number, value: number): number;
  oc_encoder_ctl_get_lookahead(encoder: number): number;
  oc_encoder_ctl_get_in_dtx(encoder: number): number;

  oc_create_decoder(rate: number, channels: number, error: number): number;
  oc_destroy_decoder(decoder: number): void;
  /**
   * Returns how many samples were written for each channel. Without a packet (both 0) `room` is concealed; with `fec` 1 it
   * is what the packet tells of the one before it.
   */
  oc_decode(decoder: number, packet: number, octets: number, pcm: number, room: number, fec: number): number;
  oc_decoder_ctl(decoder: number, request: number, value: number): number;
}

/** 120 ms at 48 kHz: no packet holds more (RFC 6716 §3.2.5). */
const MOST_SAMPLES = 5760;
/** Longer than any payload that fits a packet. */
const MOST_OCTETS = 4000;

const BAD_ALLOCATION = 0;
const PAGE = 65_536;
const GROWTH_PAGES = 64;

/**
 * libopus in a memory of its own, shared by all codecs of a worker: they work one after the other, so one frame and one
 * packet lie there for all of them. It takes memory where a codec is made or begins anew, 50 KB each, and nowhere else: the
 * first 17 MiB hold 330 codecs. When its memory grows, its views are made anew.
 */
export class OpusLibrary {
  readonly run: OpusEntries;
  /** Where sound crosses: 120 ms at 48 kHz. */
  readonly pcmAt: number;
  /** Where packets cross. */
  readonly packetAt: number;
  readonly mostSamples: number = MOST_SAMPLES;
  readonly mostOctets: number = MOST_OCTETS;
  #samples: Int16Array<ArrayBufferLike>;
  #octets: Uint8Array<ArrayBufferLike>;

  constructor(run: OpusEntries) {
    this.run = run;
    run.start();
    this.pcmAt = run.malloc(MOST_SAMPLES * Int16Array.BYTES_PER_ELEMENT);
    this.packetAt = run.malloc(MOST_OCTETS);
    if (this.pcmAt === BAD_ALLOCATION || this.packetAt === BAD_ALLOCATION) {
      throw new Error("Cannot start libopus: it has no memory for a frame");
    }
    this.#samples = new Int16Array(run.memory.buffer);
    this.#octets = new Uint8Array(run.memory.buffer);
  }

  /** All of its memory as samples: the frame begins at `pcmAt / 2`. Good until the next codec is made. */
  get samples(): Int16Array<ArrayBufferLike> {
    if (this.#samples.length === 0) this.#samples = new Int16Array(this.run.memory.buffer);
    return this.#samples;
  }

  /** All of its memory as octets. Good until the next codec is made. */
  get octets(): Uint8Array<ArrayBufferLike> {
    if (this.#octets.length === 0) this.#octets = new Uint8Array(this.run.memory.buffer);
    return this.#octets;
  }

  /** Bytes of its memory, used or not. */
  get memoryBytes(): number {
    return this.run.memory.buffer.byteLength;
  }
}

/** Brings libopus to life: once for each worker. Throws where the program is not the one that we know. */
export function startOpus(program: WebAssembly.Module): OpusLibrary {
  const world: { memory?: WebAssembly.Memory } = {};
  const imports: WebAssembly.Imports = {};
  for (const { module, name } of WebAssembly.Module.imports(program)) {
    const known = name === "emscripten_resize_heap" ? (bytes: number) => grow(world.memory, bytes) : () => {
      throw new Error(`Cannot go on with libopus: it called "${name}"`);
    };
    imports[module] = { ...imports[module], [name]: known };
  }
  const { exports } = new WebAssembly.Instance(program, imports);
  if (!isOpusEntries(exports)) throw new Error("Cannot start libopus: the file is not ours");
  world.memory = exports.memory;
  return new OpusLibrary(exports);
}

/** Answers malloc's wish for more memory: 1 when it was had. */
function grow(memory: WebAssembly.Memory | undefined, bytes: number): number {
  if (memory === undefined) return 0;
  const pages = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  try {
    memory.grow(Math.max(pages, GROWTH_PAGES));
    return 1;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function isOpusEntries(exports: WebAssembly.Exports): exports is WebAssembly.Exports & OpusEntries {
  return typeof exports["oc_encode"] === "function" && exports["memory"] instanceof WebAssembly.Memory;
}
