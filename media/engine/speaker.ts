import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { RTP_HEADER, sequenceAfter, writeHeader } from "../rtp/mod.ts";
import { Hush, type Lull, Mouth } from "../voice/mod.ts";
import type { Span } from "../wasm/mod.ts";
import { isSameCodec, noiseCodec, soundCodec } from "./codecs.ts";
import { sendRtp } from "./crypto.ts";
import { carriesFax } from "./fax.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import type { Lulls } from "./lulls.ts";
import { elapsedUnits } from "./out_stream.ts";

const FRAMES_PER_SECOND = 50;
/** So much silence a leg's own codec says: what was said before rings out, and its state comes near to that of any other. */
export const FRAMES_SAID = 10;

/** A mouth, and what it speaks as the plan has it. */
interface Speech {
  readonly mouth: Mouth;
  readonly codec: PlannedCodec;
}

/**
 * Speaks to a leg's peer wherever his packets are made here: what he hears in a room, and silence where he hears nothing.
 * It stays for as long as the leg does, so that he may come and go between the roads without a click.
 */
export class Speaker implements Disposable {
  /** The next packet of the relay road is to be joined on to what was said here: {@link land}. */
  lands = false;
  readonly #ground: Ground;
  readonly #leg: Leg;
  readonly #lulls: Lulls;
  readonly #payload: Span;
  readonly #header = { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0 };
  /** Made when it is first wanted. */
  #speech: Speech | undefined;
  /** Of the room; without one, of the codec itself. */
  #rate: Rate | undefined;
  /** Where he has agreed to comfort noise: when to send it, and as what. */
  #hush: { readonly hush: Hush; readonly codec: PlannedCodec } | undefined;
  /** What he is left in, for so many frames that his own codec said, and whether all that have said enough. */
  #lull: Lull | undefined;
  #lullFrames = 0;
  #isStill = false;

  constructor(ground: Ground, leg: Leg, lulls: Lulls) {
    this.#ground = ground;
    this.#leg = leg;
    this.#lulls = lulls;
    this.#payload = { at: ground.sockets.packet.byteOffset + RTP_HEADER, length: 0 };
  }

  /** Speaks for a room from now on. */
  enter(rate: Rate): void {
    this.#wake();
    this.#rate = rate;
    this.#speech?.mouth.enter(rate);
    this.lands = false;
  }

  /** What is said next does not follow from what was said last. */
  join(): void {
    this.#speech?.mouth.join();
  }

  /** Leaves the room or the silence: others may speak to him. */
  leave(): void {
    this.#wake();
    this.#rate = undefined;
    this.lands = this.#speech !== undefined && this.#leg.out.isOurs;
  }

  /** The plan may have changed: what is not said any more is let go. */
  replan(): void {
    const { plan } = this.#leg;
    const spoken = plan === undefined ? undefined : soundCodec(plan);
    const noise = plan === undefined ? undefined : noiseCodec(plan);
    if (this.#speech !== undefined && (spoken === undefined || !isSaidAlike(spoken, this.#speech.codec))) this.#drop();
    if (noise === undefined) this.#hush = undefined;
    else this.#hush = { hush: this.#hush?.hush ?? new Hush(this.#ground.kernels, noise.clockRate), codec: noise };
  }

  /** So many of our packets are lost, in percent. */
  adapt(lossPercent: number): void {
    this.#speech?.mouth.codec.adapt?.(lossPercent);
  }

  /** A key for a peer who knows no telephone-event; nothing while he is held. */
  press(digit: string, durationMs: number): void {
    if (this.#leg.speaks) this.#begin()?.mouth.press(digit, durationMs);
  }

  /** Says a frame of the room. Allocates nothing. */
  say(frame: Span): void {
    const speech = this.#ready();
    if (speech !== undefined) this.#send(speech.codec, speech.mouth.frame, this.#utter(speech.mouth, frame));
  }

  /** Says nothing, for a frame; each beat has a number. Allocates nothing but for the first one. */
  rest(beat: number): void {
    const speech = this.#ready();
    if (speech === undefined) return;
    const { mouth, codec } = speech;
    const lull = this.#lull ?? this.#fallSilent(mouth, codec);
    if (mouth.isPressing) this.#stir(mouth, lull);
    if (this.#lullFrames < FRAMES_SAID) {
      this.#lullFrames += 1;
      return this.#send(codec, mouth.frame, this.#utter(mouth, lull.frame));
    }
    this.#isStill = true;
    this.#leg.companion.said(lull.frame, mouth.codec.sampleRate);
    this.#send(codec, lull.frame, lull.lay(this.#payload.at, beat));
  }

  /** Joins the first packet of another road on to what was said here, in place. Returns its payload's new length. */
  land(codec: PlannedCodec | undefined, payload: Span, room: number): number {
    this.lands = false;
    const speech = this.#speech;
    if (speech === undefined || codec === undefined || !isSameCodec(speech.codec, codec)) return payload.length;
    return speech.mouth.land(payload, room);
  }

  #begin(): Speech | undefined {
    const { plan } = this.#leg;
    return this.#speech ??= this.#speakAs(plan === undefined ? undefined : soundCodec(plan));
  }

  /** The mouth for the next frame: it knows what his peer has heard since it said the last one. */
  #ready(): Speech | undefined {
    const { kept, out } = this.#leg;
    const speech = this.#begin();
    if (speech === undefined || out.isOurs) return speech;
    const heard = kept.take(speech.codec, this.#ground.now);
    if (heard === undefined) speech.mouth.forget();
    else speech.mouth.follow(heard);
    return speech;
  }

  #speakAs(codec: PlannedCodec | undefined): Speech | undefined {
    const made = codec === undefined ? undefined : this.#ground.makeCodec(codec);
    if (codec === undefined || made === undefined) return undefined;
    made.adapt?.(this.#leg.rtcpState.lossPercent);
    return { mouth: new Mouth(this.#ground, made, this.#rate ?? made.sampleRate), codec };
  }

  #utter(mouth: Mouth, frame: Span): number {
    this.#payload.length = mouth.codec.octetsPerFrame;
    return mouth.say(frame, this.#payload, this.#leg.companion);
  }

  #fallSilent(mouth: Mouth, codec: PlannedCodec): Lull {
    mouth.enter(mouth.codec.sampleRate);
    this.#lullFrames = 0;
    return this.#lull = this.#lulls.enter(codec);
  }

  /** His own codec is needed again. */
  #stir({ codec }: Mouth, lull: Lull): void {
    if (this.#isStill) lull.wake(codec);
    this.#isStill = false;
    this.#lullFrames = 0;
  }

  #wake(): void {
    if (this.#lull === undefined) return;
    if (this.#speech !== undefined) this.#stir(this.#speech.mouth, this.#lull);
    this.#lulls.leave(this.#lull);
    this.#lull = undefined;
  }

  /** Sends the frame whose payload lies in the packet in hand, or what describes it. */
  #send(codec: PlannedCodec, frame: Span, length: number): void {
    const { out } = this.#leg;
    const isNext = out.isNext(this.#ground);
    const begins = out.isResting || !isNext && out.hasPaused(this.#ground);
    if (!isNext) this.#hush?.hush.restart();
    const { clockRate } = codec;
    out.make(this.#ground, isNext ? clockRate / FRAMES_PER_SECOND : elapsedUnits(this.#ground, this.#leg, clockRate));
    // A fax wants every sample: its pauses are said too.
    const hushed = carriesFax(this.#leg) ? "say" : this.#hush?.hush.judge(frame) ?? "say";
    out.isResting = hushed !== "say" || length === 0;
    if (hushed === "describe") this.#describeNoise(this.#hush!);
    if (!out.isResting) this.#sendAs(codec.sendAs, begins, length);
  }

  #describeNoise({ hush, codec }: { readonly hush: Hush; readonly codec: PlannedCodec }): void {
    this.#ground.sockets.packet[RTP_HEADER] = hush.description;
    this.#sendAs(codec.sendAs, false, 1);
  }

  #sendAs(payloadType: number, marker: boolean, length: number): void {
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

  #drop(): void {
    this.#wake();
    this.#speech?.mouth[Symbol.dispose]();
    this.#speech = undefined;
    this.lands = false;
  }

  /** The leg is over. */
  [Symbol.dispose](): void {
    this.#drop();
  }
}

/** Whether what is said in the one is what is said in the other. */
export function isSaidAlike(a: PlannedCodec, b: PlannedCodec): boolean {
  return isSameCodec(a, b) && a.sendAs === b.sendAs && a.parameters === b.parameters;
}
