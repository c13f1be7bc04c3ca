import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Keystroke } from "../dtmf/mod.ts";
import type { Packet } from "../jitter/mod.ts";
import type { Party, Room } from "../room/mod.ts";
import { Ear } from "../voice/mod.ts";
import type { Span } from "../wasm/mod.ts";
import { findsDigits } from "./digit_form.ts";
import { carriesFax } from "./fax.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import type { Playing } from "./playing.ts";
import { isSaidAlike } from "./speaker.ts";

/** A leg on the mixing road: the party of a room whose words come by RTP and whose ears are at its other end. */
export class Voice implements Party, Disposable {
  readonly room: Room;
  readonly #ground: Ground;
  readonly #leg: Leg;
  readonly #pass: (digit: string, durationMs: number) => void;
  #ear: { readonly ear: Ear; readonly codec: PlannedCodec } | undefined;
  /** Of the packet in hand: written anew for each, so that none is made. */
  readonly #packet: { -readonly [Field in keyof Packet]: Packet[Field] } & { readonly payload: Span };
  /** The room does not hear him. */
  isMuted = false;
  /** What he was played in the last beat. */
  #played: Playing | undefined;
  /** Where among the samples lies what he said in this beat; undefined where he said nothing. */
  #said: number | undefined;

  /** `pass` is told of every digit that the leg's peer has pressed. */
  constructor(ground: Ground, leg: Leg, room: Room, pass: (digit: string, durationMs: number) => void) {
    this.#ground = ground;
    this.#leg = leg;
    this.room = room;
    this.#pass = pass;
    this.#packet = { timestamp: 0, sequence: 0, payload: { at: 0, length: 0 }, marker: false, carries: "sound" };
    leg.speaker.enter(room.rate);
    room.add(this);
  }

  /** Takes the packet in hand, of the leg's own stream. Allocates nothing but where the codec changes. */
  heard(at: number, length: number, sequence: number, timestamp: number): void {
    const { seenKind, seenCodec } = this.#leg;
    if (seenKind === "sound" && seenCodec !== undefined && seenCodec !== this.#ear?.codec) this.#listenTo(seenCodec);
    const packet = this.#packet;
    packet.sequence = sequence;
    packet.timestamp = timestamp;
    packet.payload.at = this.#ground.sockets.packet.byteOffset + at;
    packet.payload.length = length;
    packet.marker = (this.#ground.sockets.packet[1]! & 0x80) !== 0;
    packet.carries = seenKind === "event" ? "nothing" : seenKind;
    this.#ear?.ear.put(packet, this.#ground.now);
  }

  /** His stream begins anew, with another SSRC. */
  restart(): void {
    this.#ear?.ear.restart();
  }

  speak(frame: Span): boolean {
    const ear = this.#ear?.ear;
    this.#said = undefined;
    if (ear === undefined || !this.#leg.hears) return false;
    const isHeard = ear.take(frame, this.#ground.frameAt, this.#leg.companion);
    if (ear.strokes.length > 0) this.#tell(ear.strokes);
    if (!isHeard || this.isMuted) return false;
    this.#said = frame.at >> 1;
    return true;
  }

  #tell(strokes: readonly Keystroke[]): void {
    for (const stroke of strokes) {
      if (stroke.type !== "released") continue;
      this.#ground.figures[FIGURE.digitsIn]! += 1;
      const { digit, durationMs } = stroke;
      const leg = this.#leg.id;
      if (this.#leg.withheld.includes(digit)) {
        this.#ground.emit({ type: "digit", leg, digit, durationMs, isWithheld: true });
        continue;
      }
      this.#ground.emit({ type: "digit", leg, digit, durationMs });
      this.#pass(digit, durationMs);
    }
  }

  /** Whoever taps him has what was said aloud: a whisper is nobody else's, and no recording's. */
  hear(said: Span, aloud: Span = said): void {
    const leg = this.#leg;
    if (leg.playing !== this.#played) leg.speaker.join();
    this.#played = leg.playing;
    const { playing } = leg;
    const frame = playing === undefined ? said : playing.instead(said, this.room.rate);
    const tapped = frame === said ? aloud : frame;
    const { taps } = leg;
    for (let nth = 0; nth < taps.length; nth++) {
      taps[nth]!.write(this.#ground.kernels.samples, this.room.rate, this.#said, tapped.at >> 1);
    }
    if (leg.speaks && leg.digitsToSend.length === 0) leg.speaker.say(frame);
    else leg.out.pause();
  }

  /** A digit that came as an event goes on to whoever hears this leg. */
  pass(digit: string, durationMs: number): void {
    this.#pass(digit, durationMs);
  }

  /** The plan has changed: what is not heard any more is let go. */
  replan(): void {
    const { plan } = this.#leg;
    const heard = this.#ear?.codec;
    const stays = heard === undefined ? undefined : plan?.codecs.find((codec) => isSaidAlike(codec, heard));
    if (this.#ear === undefined || stays !== undefined && this.#ear.ear.findsDigits === findsDigits(this.#leg)) {
      if (this.#ear !== undefined && stays !== undefined) this.#ear = { ear: this.#ear.ear, codec: stays };
      return;
    }
    this.#ear.ear[Symbol.dispose]();
    this.#ear = undefined;
  }

  #listenTo(codec: PlannedCodec): void {
    this.#ear?.ear[Symbol.dispose]();
    const made = this.#ground.makeCodec(codec);
    this.#ear = made === undefined ? undefined : {
      ear: new Ear(this.#ground, made, { rate: this.room.rate, findsDigits: findsDigits(this.#leg) }),
      codec,
    };
    this.#leg.buffer = this.#ear?.ear.jitter.figures;
    if (carriesFax(this.#leg)) this.fix();
  }

  /** His packets are played with a delay that never changes: they are a fax's. */
  fix(): void {
    if (this.#ear?.ear.jitter.isFixed === false) this.#ear.ear.jitter.fix();
  }

  /** Leaves the room. */
  [Symbol.dispose](): void {
    this.room.remove(this);
    this.#ear?.ear[Symbol.dispose]();
    this.#ear = undefined;
    this.#leg.speaker.leave();
  }
}
