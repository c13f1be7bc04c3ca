import type { Chance, Clock, Flow } from "../../base/mod.ts";
import { DEFAULT_CODECS } from "../../sdp/mod.ts";
import type { PhoneCommand, PhoneEvent } from "../line.ts";
import { Phone, type PhoneInput } from "../phone.ts";
import { ToneStream } from "./tone_stream.ts";

export interface SocketPhoneOptions {
  readonly number: string;
  readonly name: string;
  readonly secret: string;
  readonly box: { readonly ip: string; readonly port: number };
  readonly speaksHz: number;
  readonly hearsHz: number;
}

/** A {@link Phone} on a real UDP socket, with a tone for a voice. */
export class SocketPhone implements AsyncDisposable {
  readonly sound: ToneStream;
  readonly #phone: Phone;
  readonly #socket: Deno.DatagramConn;
  readonly #clock: Clock;
  readonly #onEvent: (event: PhoneEvent) => void;
  readonly #listening: Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    options: SocketPhoneOptions,
    world: { readonly clock: Clock; readonly chance: Chance },
    onEvent: (event: PhoneEvent) => void,
  ) {
    const { number, name, secret, box, speaksHz, hearsHz } = options;
    this.#clock = world.clock;
    this.#onEvent = onEvent;
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: box.ip, port: 0 });
    this.sound = new ToneStream({ ip: box.ip, speaksHz, hearsHz });
    const flow: Flow = {
      transport: "udp",
      local: { ip: box.ip, port: (this.#socket.addr as Deno.NetAddr).port },
      remote: box,
    };
    const codecs = DEFAULT_CODECS.filter((codec) => codec.name === "PCMU" || codec.name === "telephone-event");
    const { chance } = world;
    this.#phone = new Phone({ number, name, secret, flow, media: this.sound.address, chance, codecs });
    this.#listening = this.#listen();
  }

  do(command: PhoneCommand): void {
    this.#handle({ type: "do", command });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.#socket.close();
    await this.#listening;
    await this.sound[Symbol.asyncDispose]();
  }

  #handle(input: PhoneInput): void {
    for (const effect of this.#phone.handle(input, this.#clock.now())) {
      if (effect.type === "event") {
        this.#listenTo(effect.event);
        continue;
      }
      const { ip, port } = effect.flow.remote;
      void this.#socket.send(effect.bytes, { transport: "udp", hostname: ip, port });
    }
    clearTimeout(this.#timer);
    const next = this.#phone.next();
    if (next !== undefined) {
      this.#timer = setTimeout(() => this.#handle({ type: "tick" }), Math.max(0, next - this.#clock.now()));
    }
  }

  #listenTo(event: PhoneEvent): void {
    if (event.type === "media") this.sound.speakTo(event.plan.remote);
    if (event.type === "ended") this.sound.speakTo(undefined);
    this.#onEvent(event);
  }

  async #listen(): Promise<void> {
    for await (const [bytes] of this.#socket) this.#handle({ type: "wire", bytes });
  }
}
