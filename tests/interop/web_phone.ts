/**
 * A phone as a browser page has it: SIP over a WebSocket (RFC 7118) to the box's web port, under a name that nobody can
 * call up. Its sound is plain RTP, with a tone for a voice.
 *
 * @module
 */
import { later, START } from "../../core/base/mod.ts";
import { SystemChance } from "../../core/io/mod.ts";
import { Phone, type PhoneCommand, type PhoneEvent, type PhoneInput } from "../../core/phone/mod.ts";
import { ToneStream } from "../../core/phone/io/mod.ts";
import { DEFAULT_CODECS } from "../../core/sdp/mod.ts";
import { SOON_MS } from "./child.ts";
import { HERE } from "./place.ts";

export interface WebPhoneOptions {
  readonly user: string;
  readonly secret: string;
  /** `ws://127.0.0.1:8080/sip` */
  readonly url: string;
  /** The authority of the box's certificate, in PEM, for `wss:`. */
  readonly trusts?: string;
  readonly speaksHz: number;
  readonly hearsHz: number;
}

export class WebPhone {
  readonly sound: ToneStream;
  readonly #phone: Phone;
  readonly #socket: WebSocket;
  readonly #client: Deno.HttpClient | undefined;
  readonly #events: PhoneEvent[] = [];
  readonly #closed: Promise<void>;
  #stopped: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wake: (() => void)[] = [];
  #seen = 0;

  private constructor(options: WebPhoneOptions) {
    const { url, user, secret, trusts, speaksHz, hearsHz } = options;
    const { protocol, hostname, port } = new URL(url);
    this.#client = trusts === undefined ? undefined : Deno.createHttpClient({ caCerts: [trusts] });
    const client = this.#client === undefined ? {} : { client: this.#client };
    this.#socket = new WebSocket(url, { protocols: ["sip"], ...client } as WebSocketOptions & string[]);
    this.#socket.binaryType = "arraybuffer";
    this.sound = new ToneStream({ ip: HERE, speaksHz, hearsHz });
    this.#phone = new Phone({
      number: user,
      secret,
      // RFC 7118 §5: a page knows neither its address nor its port, and makes a name up.
      flow: {
        transport: protocol === "wss:" ? "wss" : "ws",
        local: { ip: "df7jal23ls0d.invalid", port: 5060 },
        remote: { ip: hostname, port: Number(port) },
      },
      media: this.sound.address,
      chance: new SystemChance(),
      codecs: DEFAULT_CODECS.filter(({ name }) => name === "PCMU"),
    });
    this.#socket.onmessage = ({ data }) => {
      const bytes = typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
      this.#handle({ type: "wire", bytes });
    };
    this.#closed = new Promise((resolve) => this.#socket.onclose = () => resolve());
  }

  /** Opens the WebSocket and registers. */
  static async start(options: WebPhoneOptions): Promise<WebPhone> {
    const phone = new WebPhone(options);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    phone.#socket.onopen = () => resolve();
    phone.#socket.onerror = (event) => reject(new Error(`Cannot open ${options.url}: ${JSON.stringify(event)}`));
    try {
      await promise;
      phone.do({ do: "register" });
      await phone.until("registered");
      return phone;
    } catch (error) {
      await phone.stop();
      throw error;
    }
  }

  do(command: PhoneCommand): void {
    this.#handle({ type: "do", command });
  }

  /** The next event of a type, past those already taken by this method. */
  async until<Type extends PhoneEvent["type"]>(type: Type): Promise<Extract<PhoneEvent, { type: Type }>> {
    const giveUpAt = Date.now() + SOON_MS;
    for (;;) {
      for (; this.#seen < this.#events.length; this.#seen++) {
        const event = this.#events[this.#seen];
        if (event?.type !== type) continue;
        this.#seen += 1;
        return event as Extract<PhoneEvent, { type: Type }>;
      }
      if (Date.now() > giveUpAt) throw new Error(`Cannot see "${type}": had ${JSON.stringify(this.#events)}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake.push(resolve);
      const timer = setTimeout(resolve, Math.max(1, giveUpAt - Date.now()));
      await promise;
      clearTimeout(timer);
    }
  }

  /** Waits until it hears nothing but its tone for half a second. */
  async hears(): Promise<void> {
    const giveUpAt = Date.now() + SOON_MS;
    for (let share = 0; share < 0.9; share = this.sound.heard()) {
      if (Date.now() > giveUpAt) {
        throw new Error(`Cannot hear the tone: ${share} of the sound, ${JSON.stringify(this.sound.packets)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** Closes the page. Twice is quiet. */
  stop(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#socket.close();
    await this.#closed;
    this.#client?.close();
    await this.sound[Symbol.asyncDispose]();
  }

  #handle(input: PhoneInput): void {
    const now = later(START, Math.round(performance.now()));
    for (const effect of this.#phone.handle(input, now)) {
      if (effect.type === "send") this.#socket.send(new TextDecoder().decode(effect.bytes));
      else this.#show(effect.event);
    }
    clearTimeout(this.#timer);
    const next = this.#phone.next();
    if (next !== undefined) {
      this.#timer = setTimeout(() => this.#handle({ type: "tick" }), Math.max(0, next - now));
    }
  }

  #show(event: PhoneEvent): void {
    if (event.type === "media") this.sound.speakTo(event.plan.remote);
    if (event.type === "ended") this.sound.speakTo(undefined);
    this.#events.push(event);
    for (const wake of this.#wake.splice(0)) wake();
  }
}
