import type { MediaPlan, PlannedCodec } from "../../core/sdp/mod.ts";
import type { Keystroke } from "../dtmf/mod.ts";
import type { Packet } from "../jitter/mod.ts";
import { RTP_HEADER, sequenceAfter, writeHeader } from "../rtp/mod.ts";
import type { Party, Room } from "../room/mod.ts";
import { Ear, Hush, Mouth } from "../voice/mod.ts";
import type { Span } from "../wasm/mod.ts";
import { isSameCodec, noiseCodec, soundCodec } from "./codecs.ts";
import { sendRtp } from "./crypto.ts";
import { findsDigits } from "./digit_form.ts";
import { carriesFax } from "./fax.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { elapsedUnits } from "./out_stream.ts";

/** {@link OutStream.fromPair} of a stream that we make ourselves. */
const OURS = -2;
const FRAMES_PER_SECOND = 50;

/** A leg on the mixing road: the party of a room whose words come by RTP and whose ears are at its other end. */
export class Voice implements Party, Disposable {
  readonly room: Room;
  readonly #ground: Ground;
  readonly #leg: Leg;
  readonly #pass: (digit: string, durationMs: number) => void;
  #ear: { readonly ear: Ear; readonly codec: PlannedCodec } | undefined;
  /** Of the packet in hand: written anew for each, so that none is made. */
  readonly #packet: { -readonly [Field in keyof Packet]: Packet[Field] } & { readonly payload: Span };
  readonly #payload: Span;
  readonly #header = { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0 };
  /** The room does not hear him. */
  isMuted = false;
  /** Where among the samples lies what he said in this beat; undefined where he said nothing. */
  #said: number | undefined;
  /** Where he has agreed to comfort noise: when to send it, and as what. */
  #hush: { readonly hush: Hush; readonly codec: PlannedCodec } | undefined;
  /** He was left in silence: the next packet begins a talk spurt (RFC 3551 §4.1). */
  #hasRested = false;

  /** `pass` is told of every digit that the leg's peer has pressed. */
  constructor(ground: Ground, leg: Leg, room: Room, pass: (digit: string, durationMs: number) => void) {
    this.#ground = ground;
    this.#leg = leg;
    this.room = room;
    this.#pass = pass;
    this.#packet = { timestamp: 0, sequence: 0, payload: { at: 0, length: 0 }, marker: false, carries: "sound" };
    this.#payload = { at: ground.sockets.packet.byteOffset + RTP_HEADER, length: 0 };
    this.#hushAs(leg.plan);
    leg.mouth?.mouth.enter(room.rate);
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
      this.#ground.emit({ type: "digit", leg: this.#leg.id, digit: stroke.digit, durationMs: stroke.durationMs });
      this.#pass(stroke.digit, stroke.durationMs);
    }
  }

  hear(said: Span): void {
    const leg = this.#leg;
    const { out } = leg;
    const frame = leg.playing === undefined ? said : leg.playing.instead(said, this.room.rate);
    leg.tap?.write(this.#ground.kernels.samples, this.room.rate, this.#said, frame.at >> 1);
    if (!leg.speaks || leg.digitsToSend.length > 0) return out.pause();
    const mouthpiece = this.#mouth();
    if (mouthpiece === undefined) return;
    const { mouth, codec } = mouthpiece;
    const heard = leg.kept.take(codec, this.#ground.now);
    if (heard !== undefined) mouth.follow(heard);
    this.#payload.length = mouth.codec.octetsPerFrame;
    const length = mouth.say(frame, this.#payload, leg.companion);
    const isNew = out.fromPair !== OURS;
    const step = isNew ? elapsedUnits(this.#ground, leg, codec.clockRate) : codec.clockRate / FRAMES_PER_SECOND;
    out.timestamp = (out.timestamp + step) | 0;
    out.sentAt = this.#ground.now;
    out.fromPair = OURS;
    const hushed = this.#hush?.hush.judge(mouth.frame) ?? "say";
    const begins = isNew || this.#hasRested;
    this.#hasRested = hushed !== "say" || length === 0;
    if (hushed === "describe") this.#describeNoise(this.#hush!);
    if (!this.#hasRested) this.#send(codec.sendAs, begins, length);
  }

  #describeNoise({ hush, codec }: { readonly hush: Hush; readonly codec: PlannedCodec }): void {
    this.#ground.sockets.packet[RTP_HEADER] = hush.description;
    this.#send(codec.sendAs, false, 1);
  }

  /** A digit that came as an event goes on to whoever hears this leg. */
  pass(digit: string, durationMs: number): void {
    this.#pass(digit, durationMs);
  }

  /** A key for a peer who knows no telephone-event; nothing while he is held. */
  press(digit: string, durationMs: number): void {
    if (!this.#leg.speaks) return;
    this.#mouth()?.mouth.press(digit, durationMs);
  }

  /** The plan has changed: what is not said or heard any more is let go. */
  replan(): void {
    const { plan } = this.#leg;
    const spoken = plan === undefined ? undefined : soundCodec(plan);
    const { mouth } = this.#leg;
    this.#hushAs(plan);
    if (mouth !== undefined && (spoken === undefined || !isSame(spoken, mouth.codec))) dropMouth(this.#leg);
    const heard = this.#ear?.codec;
    const stays = heard === undefined ? undefined : plan?.codecs.find((codec) => isSame(codec, heard));
    if (this.#ear === undefined || stays !== undefined && this.#ear.ear.findsDigits === findsDigits(this.#leg)) {
      if (this.#ear !== undefined && stays !== undefined) this.#ear = { ear: this.#ear.ear, codec: stays };
      return;
    }
    this.#ear.ear[Symbol.dispose]();
    this.#ear = undefined;
  }

  #hushAs(plan: MediaPlan | undefined): void {
    const codec = plan === undefined ? undefined : noiseCodec(plan);
    if (codec === undefined) this.#hush = undefined;
    else this.#hush = { hush: this.#hush?.hush ?? new Hush(this.#ground.kernels, codec.clockRate), codec };
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

  /** What speaks to him, in the codec that he hears; made when it is first wanted. */
  #mouth(): Leg["mouth"] {
    const { plan } = this.#leg;
    return this.#leg.mouth ??= this.#speakAs(plan === undefined ? undefined : soundCodec(plan));
  }

  #speakAs(codec: PlannedCodec | undefined): Leg["mouth"] {
    const made = codec === undefined ? undefined : this.#ground.makeCodec(codec);
    if (codec === undefined || made === undefined) return undefined;
    made.adapt?.(this.#leg.rtcpState.lossPercent);
    return { mouth: new Mouth(this.#ground, made, this.room.rate), codec };
  }

  #send(payloadType: number, marker: boolean, length: number): void {
    const { figures, sockets } = this.#ground;
    const { out } = this.#leg;
    out.sequence = sequenceAfter(out.sequence);
    const { sequence, timestamp, ssrc } = out;
    const header = this.#header;
    header.marker = marker;
    header.payloadType = payloadType;
    header.sequence = sequence;
    header.timestamp = timestamp;
    header.ssrc = ssrc;
    writeHeader(sockets.packet, header);
    if (!sendRtp(this.#ground, this.#leg, RTP_HEADER + length)) return;
    out.packets += 1;
    out.octets += length;
    figures[FIGURE.packetsSent]! += 1;
  }

  /** Leaves the room. */
  [Symbol.dispose](): void {
    this.room.remove(this);
    this.#ear?.ear[Symbol.dispose]();
    this.#ear = undefined;
    if (this.#leg.mouth !== undefined) this.#leg.mouth.mouth.lands = true;
  }
}

/** Nobody speaks to the leg's peer as he was spoken to: the leg is over, or its codec is another. */
export function dropMouth(leg: Leg): void {
  leg.mouth?.mouth[Symbol.dispose]();
  leg.mouth = undefined;
}

function isSame(a: PlannedCodec, b: PlannedCodec): boolean {
  return isSameCodec(a, b) && a.sendAs === b.sendAs && a.parameters === b.parameters;
}
