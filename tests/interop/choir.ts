/**
 * Many phones that call the box over UDP and sing one note each, in PCMU, and keep what they hear.
 *
 * @module
 */
import { type Flow, SeededChance } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { Phone, type PhoneEvent, type PhoneInput } from "../../core/phone/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { headerLength, RTP_HEADER, sequenceOf, writeHeader } from "../../media/rtp/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { SOON_MS } from "./child.ts";
import { HERE } from "./place.ts";

const FRAME_MS = 20;
const FRAME = 160;
/** Samples a second; a whole number of Hz comes round in one. */
const RATE = 8000;
/** Fifty of them together do not reach the loudest sample. */
const LOUD = 500;

const kernels = await labKernels();
const codec = codecFor({ name: "PCMU" }, { kernels, opus: await labOpus() })!;
const clock = new SystemClock();

/** One second of a note, as the payloads of 50 packets. */
function noteOf(hz: number): readonly Uint8Array[] {
  const [pcm, payload] = [takeSamples(kernels, FRAME), takeOctets(kernels, FRAME)];
  return Array.from({ length: RATE / FRAME }, (_, frame) => {
    for (let at = 0; at < FRAME; at++) {
      pcm.view[at] = Math.round(LOUD * Math.sin(2 * Math.PI * hz * (FRAME * frame + at) / RATE));
    }
    codec.encode(pcm, payload);
    return payload.view.slice();
  });
}

/** The sound of the last second of packets with PCMU. */
export function lastSecondOf(packets: readonly Uint8Array[]): Float64Array {
  return soundOf(packets.toSorted((a, b) => sequenceOf(a) - sequenceOf(b)).slice(-RATE / FRAME));
}

/** The sound of packets with PCMU, as they came. */
export function soundOf(packets: readonly Uint8Array[]): Float64Array {
  const [pcm, payload] = [takeSamples(kernels, FRAME), takeOctets(kernels, FRAME)];
  return Float64Array.from(packets.flatMap((packet) => {
    payload.view.set(packet.subarray(headerLength(packet, packet.length)));
    codec.decode(payload, pcm);
    return [...pcm.view];
  }));
}

export interface SingerOptions {
  readonly user: string;
  readonly secret: string;
  readonly box: { readonly ip: string; readonly port: number };
  readonly hz: number;
}

export class Singer {
  readonly hz: number;
  readonly #phone: Phone;
  readonly #sip = Deno.listenDatagram({ transport: "udp", hostname: HERE, port: 0 });
  readonly #rtp = Deno.listenDatagram({ transport: "udp", hostname: HERE, port: 0 });
  readonly #note: readonly Uint8Array[];
  readonly #packet = new Uint8Array(RTP_HEADER + FRAME);
  readonly #heard: Uint8Array[] = [];
  readonly #seen: PhoneEvent[] = [];
  readonly #listening: readonly Promise<void>[];
  #to: { readonly ip: string; readonly port: number } | undefined;
  #wake: () => void = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent = 0;
  #isClosed = false;

  constructor({ user, secret, box, hz }: SingerOptions) {
    this.hz = hz;
    this.#note = noteOf(hz);
    const portOf = (socket: Deno.DatagramConn) => (socket.addr as Deno.NetAddr).port;
    const flow: Flow = { transport: "udp", local: { ip: HERE, port: portOf(this.#sip) }, remote: box };
    const codecs = [{ name: "PCMU", clockRate: RATE, channels: 1, payloadType: 0 }];
    const media = { ip: HERE, port: portOf(this.#rtp) };
    this.#phone = new Phone({ number: user, secret, flow, media, chance: new SeededChance(hz), codecs });
    this.#listening = [
      this.#listen(this.#sip, (bytes) => this.#handle({ type: "wire", bytes: bytes.slice() })),
      this.#listen(this.#rtp, (packet) => packet.length === RTP_HEADER + FRAME && this.#heard.push(packet.slice())),
    ];
  }

  /** Registers and calls a number; it is answered when this returns. */
  async call(number: string): Promise<void> {
    this.#handle({ type: "do", command: { do: "register" } });
    await this.#until("registered");
    this.#handle({ type: "do", command: { do: "dial", number, line: "1" } });
    await this.#until("answered");
  }

  async hangUp(): Promise<void> {
    this.#handle({ type: "do", command: { do: "hang-up", line: "1" } });
    await this.#until("ended");
  }

  /** Sends the frames that are due so many ms after the choir began. */
  singUntil(ms: number): void {
    for (; this.#sent * FRAME_MS < ms; this.#sent++) {
      if (this.#to === undefined) continue;
      const timestamp = FRAME * this.#sent;
      writeHeader(this.#packet, { marker: false, payloadType: 0, sequence: this.#sent, timestamp, ssrc: this.hz });
      this.#packet.set(this.#note[this.#sent % this.#note.length]!, RTP_HEADER);
      const to = { transport: "udp", hostname: this.#to.ip, port: this.#to.port } as const;
      this.#rtp.send(this.#packet.slice(), to).catch((error) => {
        if (!this.#isClosed) throw error;
      });
    }
  }

  /** The last second of what it heard. */
  lastSecond(): Float64Array {
    return lastSecondOf(this.#heard);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#sip.close();
    this.#rtp.close();
    await Promise.all(this.#listening);
  }

  async #until(type: PhoneEvent["type"]): Promise<void> {
    const giveUpAt = performance.now() + SOON_MS;
    while (!this.#seen.some((event) => event.type === type)) {
      if (performance.now() > giveUpAt) throw new Error(`Cannot see "${type}" in ${JSON.stringify(this.#seen)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #handle(input: PhoneInput): void {
    for (const effect of this.#phone.handle(input, clock.now())) {
      if (effect.type === "event") this.#show(effect.event);
      else {
        const { ip, port } = effect.flow.remote;
        this.#sip.send(effect.bytes, { transport: "udp", hostname: ip, port }).catch((error) => {
          if (!this.#isClosed) throw error;
        });
      }
    }
    clearTimeout(this.#timer);
    const next = this.#phone.next();
    if (next === undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => this.#handle({ type: "tick" }), Math.max(0, next - clock.now()));
  }

  #show(event: PhoneEvent): void {
    if (event.type === "media") this.#to = event.plan.remote;
    this.#seen.push(event);
    this.#wake();
  }

  async #listen(socket: Deno.DatagramConn, take: (bytes: Uint8Array) => void): Promise<void> {
    while (!this.#isClosed) {
      try {
        const [bytes] = await socket.receive();
        take(bytes);
      } catch (error) {
        if (!this.#isClosed) throw error;
      }
    }
  }
}

/** Lets all of them sing, on time, for so long. */
export async function singTogether(singers: readonly Singer[], ms: number): Promise<void> {
  const began = performance.now();
  for (let now = 0; now < ms; now = performance.now() - began) {
    for (const singer of singers) singer.singUntil(now);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
