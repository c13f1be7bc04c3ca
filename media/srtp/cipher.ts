import type { SrtpSuite } from "../../core/sdp/mod.ts";
import { type Block, type Kernels, type Span, takeOctets } from "../wasm/mod.ts";
import { isAead, type Protocol, type SessionKeys } from "./derive.ts";

/** The kernels' layout of keys. */
const SALT_AT = 256;
const AUTHENTICATION_AT = 272;
const PADS_OCTETS = 40;
const TABLES_OCTETS = 512;

const AEAD_TAG = 16;
/** RTCP keeps its index in the packet (RFC 3711 §3.4); RTP's is known. */
const KEPT: Readonly<Record<Protocol, number>> = { rtp: 0, rtcp: 4 };
const INDEX_LOW = 0x10000;

/** RFC 4568 §6.2.2: the short codes are RTP's alone. */
function tagOctets(suite: SrtpSuite, protocol: Protocol): number {
  if (isAead(suite)) return AEAD_TAG;
  return suite.endsWith("_32") && protocol === "rtp" ? 4 : 10;
}

/** One direction's and one protocol's keys, in the kernels' memory: closes and opens packets where they lie. */
export class Cipher implements Disposable {
  readonly #kernels: Kernels;
  readonly #keys: Block<Uint8Array<ArrayBuffer>>;
  readonly #isAead: boolean;
  readonly #tag: number;
  readonly #kept: number;
  #isOpen = true;

  constructor(kernels: Kernels, suite: SrtpSuite, protocol: Protocol, keys: SessionKeys) {
    this.#kernels = kernels;
    this.#isAead = isAead(suite);
    this.#tag = tagOctets(suite, protocol);
    this.#kept = KEPT[protocol];
    this.#keys = takeOctets(kernels, AUTHENTICATION_AT + (this.#isAead ? TABLES_OCTETS : PADS_OCTETS));
    const { at, view } = this.#keys;
    view.set(keys.salt, SALT_AT);
    lend(kernels, keys.encryption, (key) => kernels.run.aesExpand(at, key.at, key.length));
    if (this.#isAead) kernels.run.gcmExpand(at);
    else {lend(kernels, keys.authentication, (key) =>
        kernels.run.hmacExpand(at + AUTHENTICATION_AT, key.at, key.length));}
  }

  /** How many octets a closed packet is longer. */
  get growth(): number {
    return this.#tag + this.#kept;
  }

  /** Where RTCP's index lies, in octets from the end of a closed packet: AEAD has its code before it. */
  get indexFromEnd(): number {
    return this.#isAead ? this.#kept : this.#kept + this.#tag;
  }

  /** Closes the packet of `count` octets at `at`, of which the first `header` stay readable. */
  seal(at: number, header: number, count: number, index: number): void {
    const { run } = this.#kernels;
    const low = index % INDEX_LOW;
    const high = (index - low) / INDEX_LOW;
    if (this.#isAead) run.gcmSeal(this.#keys.at, at, header, count, high, low, this.#kept);
    else run.cmSeal(this.#keys.at, at, header, count, high, low, this.#kept, this.#tag);
  }

  /** Whether the packet, of `count` octets when it is open, is genuine; only then it is opened. */
  open(at: number, header: number, count: number, index: number): boolean {
    const { run } = this.#kernels;
    const low = index % INDEX_LOW;
    const high = (index - low) / INDEX_LOW;
    if (this.#isAead) return run.gcmOpen(this.#keys.at, at, header, count, high, low, this.#kept) !== 0;
    return run.cmOpen(this.#keys.at, at, header, count, high, low, this.#kept, this.#tag) !== 0;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#keys.view.fill(0);
    this.#kernels.arena.giveBack(this.#keys.at);
  }
}

/** Lets the kernels read a key, and wipes it behind them. */
function lend(kernels: Kernels, key: Uint8Array, read: (key: Span) => void): void {
  const block = takeOctets(kernels, key.length);
  block.view.set(key);
  read(block);
  block.view.fill(0);
  kernels.arena.giveBack(block.at);
}
