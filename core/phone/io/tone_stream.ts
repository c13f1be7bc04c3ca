import type { Address } from "../../base/mod.ts";
import { FRAME_OCTETS, Tone, ToneEar } from "./tone.ts";

const HEADER_OCTETS = 12;
const FRAME_MS = 20;
const PCMU = 0;

/** A phone's sound on a real socket: speaks one tone as RTP (RFC 3550) in PCMU, and listens for another. */
export class ToneStream implements AsyncDisposable {
  readonly #socket: Deno.DatagramConn;
  readonly #tone: Tone;
  readonly #ear: ToneEar;
  readonly #packet = new Uint8Array(HEADER_OCTETS + FRAME_OCTETS);
  readonly #listening: Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent = 0;
  #received = 0;

  constructor(sound: { readonly ip: string; readonly speaksHz: number; readonly hearsHz: number }) {
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: sound.ip, port: 0 });
    this.#tone = new Tone(sound.speaksHz);
    this.#ear = new ToneEar(sound.hearsHz);
    const header = new DataView(this.#packet.buffer);
    header.setUint8(0, 0x80);
    header.setUint8(1, PCMU);
    header.setUint32(8, sound.speaksHz);
    this.#listening = this.#listen();
  }

  get address(): Address {
    const { hostname, port } = this.#socket.addr as Deno.NetAddr;
    return { ip: hostname, port };
  }

  get packets(): { readonly sent: number; readonly received: number } {
    return { sent: this.#sent, received: this.#received };
  }

  /** How much of what was heard since the last asking is the tone: 0 to 1. */
  heard(): number {
    return this.#ear.share();
  }

  /** Speaks to `remote` from now on; silent without one. */
  speakTo(remote: Address | undefined): void {
    clearTimeout(this.#timer);
    if (remote === undefined) return;
    const startedAt = performance.now();
    const first = this.#sent;
    const step = () => {
      this.#send(remote);
      const due = startedAt + (this.#sent - first) * FRAME_MS;
      this.#timer = setTimeout(step, Math.max(0, due - performance.now()));
    };
    step();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.#socket.close();
    await this.#listening;
  }

  #send(remote: Address): void {
    const header = new DataView(this.#packet.buffer);
    header.setUint16(2, this.#sent & 0xffff);
    header.setUint32(4, this.#sent * FRAME_OCTETS >>> 0);
    this.#tone.next(this.#packet.subarray(HEADER_OCTETS));
    this.#sent += 1;
    this.#socket.send(this.#packet, { transport: "udp", hostname: remote.ip, port: remote.port })
      .catch(refusedIsSilence);
  }

  async #listen(): Promise<void> {
    for await (const [packet] of this.#socket) {
      if (packet.length !== HEADER_OCTETS + FRAME_OCTETS || (packet[1]! & 0x7f) !== PCMU) continue;
      this.#received += 1;
      this.#ear.hear(packet.subarray(HEADER_OCTETS));
    }
  }
}

/** A peer that has just hung up refuses packets, and a socket that was closed meanwhile sends none. */
function refusedIsSilence(error: unknown): void {
  const expected = error instanceof Deno.errors.ConnectionRefused || error instanceof Deno.errors.BadResource;
  if (!expected) throw error;
}
