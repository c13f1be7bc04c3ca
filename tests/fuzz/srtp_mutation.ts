import { Buffer } from "node:buffer";
import { SeededChance } from "../../core/base/mod.ts";
import { DEFAULT_SUITES } from "../../core/sdp/mod.ts";
import { SRTP_REFUSED, SrtpReceiver, SrtpSender } from "../../media/srtp/mod.ts";
import { type Block, type Kernels, takeOctets } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { someKey, someRtcp, someRtp } from "../lab/packets.ts";

const ROOM = 32;
const MOST_OCTETS = 1024;
/** No packet is overtaken by more than these: with one lost for each they lie within the window, and none comes too late. */
const UNDER_WAY = 40;
/** With nothing under way a stream may go on from nearly half a circle later. */
const LONGEST_JUMP = 32_000;
const SESSION_PACKETS = 500;
const SSRCS = 4;

/** A packet under way. */
interface Sent {
  readonly number: number;
  readonly which: number;
  readonly isRtcp: boolean;
  readonly plain: Buffer;
  readonly closed: Buffer;
}

/** How the packets fared. `leftBytes` of the kernels' memory must be 0. */
export interface SrtpFuzzed {
  readonly taken: number;
  readonly replayed: number;
  readonly refused: number;
  readonly leftBytes: number;
}

/** One session between a sender and a receiver, with whoever sits on the line between them. */
class Line {
  readonly counts = { taken: 0, replayed: 0, refused: 0 };
  readonly #chance: SeededChance;
  readonly #place: Block<Uint8Array>;
  readonly #sender: SrtpSender;
  readonly #receiver: SrtpReceiver;
  readonly #sequences: number[];
  readonly #underWay: Sent[] = [];
  /** Streams that went on later and have not been heard since: twice would be more than half a circle. */
  readonly #jumped = new Set<number>();
  #sent = 0;

  constructor(kernels: Kernels, chance: SeededChance, place: Block<Uint8Array>) {
    const key = someKey(chance, DEFAULT_SUITES[chance.below(DEFAULT_SUITES.length)]!);
    this.#chance = chance;
    this.#place = place;
    this.#sender = new SrtpSender(kernels, key);
    this.#receiver = new SrtpReceiver(kernels, key);
    this.#sequences = Array.from({ length: SSRCS }, () => chance.below(32_768));
  }

  /** Something happens on the line. */
  step(): void {
    const [oldest] = this.#underWay;
    const isLate = oldest !== undefined && this.#sent - oldest.number >= UNDER_WAY;
    const at = isLate ? 0 : this.#chance.below(Math.max(1, this.#underWay.length));
    if (!isLate && this.#chance.below(2) === 0) return this.#send();
    const sent = this.#underWay[at];
    if (sent === undefined || this.#chance.below(3) === 0) return this.#forge(sent);
    this.#underWay.splice(at, 1);
    if (this.#chance.below(20) === 0) return;
    this.#expect(sent, sent.plain.length);
    if (!sent.isRtcp) this.#jumped.delete(sent.which);
    this.counts.taken++;
    if (this.#chance.below(4) !== 0) return;
    this.#expect(sent, SRTP_REFUSED.replayed);
    this.counts.replayed++;
  }

  [Symbol.dispose](): void {
    this.#sender[Symbol.dispose]();
    this.#receiver[Symbol.dispose]();
  }

  #send(): void {
    const which = this.#chance.below(SSRCS);
    const isRtcp = this.#chance.below(8) === 0;
    const mayJump = this.#underWay.length === 0 && !isRtcp && !this.#jumped.has(which);
    const jump = this.#chance.below(mayJump ? LONGEST_JUMP : 2);
    const sequence = (this.#sequences[which]! + 1 + jump) & 0xffff;
    if (mayJump) this.#jumped.add(which);
    if (!isRtcp) this.#sequences[which] = sequence;
    const plain = isRtcp ? someRtcp(this.#chance, which) : someRtp(this.#chance, which, sequence).packet;
    const span = this.#lay(plain);
    const length = isRtcp ? this.#sender.protectRtcp(span) : this.#sender.protect(span);
    if (length < 0) throw new Error(`Cannot protect packet "${sequence}": refused with "${length}"`);
    this.#underWay.push({
      number: this.#sent++,
      which,
      isRtcp,
      plain,
      closed: Buffer.from(this.#place.view.subarray(0, length)),
    });
  }

  /** A damaged copy, or anything at all. */
  #forge(sent: Sent | undefined): void {
    const forged = Buffer.from(sent?.closed ?? this.#chance.bytes(this.#chance.below(80)));
    for (let strokes = 1 + this.#chance.below(4); strokes > 0 && forged.length > 0; strokes--) {
      forged[this.#chance.below(forged.length)] = this.#chance.below(256);
    }
    const cut = this.#chance.below(4) === 0 ? forged.subarray(0, this.#chance.below(forged.length + 1)) : forged;
    if (sent?.closed.equals(cut)) return;
    const span = this.#lay(cut);
    const isRtcp = sent?.isRtcp ?? this.#chance.below(2) === 0;
    const got = isRtcp ? this.#receiver.unprotectRtcp(span) : this.#receiver.unprotect(span);
    if (got >= 0 || !cut.equals(this.#place.view.subarray(0, cut.length))) {
      throw new Error(`Cannot refuse "${cut.toString("hex")}": "${got}" octets were taken`);
    }
    this.counts.refused++;
  }

  #expect({ isRtcp, plain, closed }: Sent, length: number): void {
    const span = this.#lay(closed);
    const got = isRtcp ? this.#receiver.unprotectRtcp(span) : this.#receiver.unprotect(span);
    if (got !== length) throw new Error(`Cannot take "${closed.toString("hex")}": got "${got}", not "${length}"`);
    if (got > 0 && !plain.equals(this.#place.view.subarray(0, got))) {
      throw new Error(`Cannot open "${closed.toString("hex")}": it is not what was sent`);
    }
  }

  #lay(octets: Uint8Array): { at: number; length: number } {
    this.#place.view.set(octets);
    return { at: this.#place.at, length: octets.length };
  }
}

/**
 * Sends so many packets through lines that lose, mix, double and forge them. Throws when a genuine packet is not taken
 * once, or another one ever.
 */
export async function fuzzSrtp(seed: number, count: number): Promise<SrtpFuzzed> {
  const kernels = await labKernels();
  const chance = new SeededChance(seed);
  const sum = { taken: 0, replayed: 0, refused: 0 };
  const before = kernels.arena.takenBytes;
  const place = takeOctets(kernels, MOST_OCTETS + ROOM);
  for (let left = count; left > 0; left -= SESSION_PACKETS) {
    using line = new Line(kernels, chance, place);
    for (let step = Math.min(left, SESSION_PACKETS); step > 0; step--) line.step();
    sum.taken += line.counts.taken;
    sum.replayed += line.counts.replayed;
    sum.refused += line.counts.refused;
  }
  kernels.arena.giveBack(place.at);
  return { ...sum, leftBytes: kernels.arena.takenBytes - before };
}
