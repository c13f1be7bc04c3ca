/**
 * Fax machines of spandsp's: a small C program around it draws, sends, receives and compares pages. Their telephony is a
 * phone worked by hand, on a real socket.
 *
 * @module
 */
import { SystemChance } from "../../core/io/mod.ts";
import type { SipRequest, SipResponse } from "../../core/sip/mod.ts";
import { toText } from "../../core/base/mod.ts";
import { HandPhone } from "../lab/hand_phone.ts";
import type { Box } from "./box.ts";
import { Child, SOON_MS } from "./child.ts";
import { HERE } from "./place.ts";
import { secretOf } from "./box.ts";

/** What must be there for it; libtiff comes with spandsp's header. */
export const SPANDSP = ["gcc", "spandsp/g168models.h"] as const;

/** The longest that one page takes, in ms. */
const PAGE_MS = 60_000;

/** How a machine sounds on the wire: `t38` is datagrams. */
export type FaxForm = "PCMA" | "PCMU" | "G722" | "t38";

const ORDERS: Readonly<Record<FaxForm, string>> = { PCMA: "sound 8", PCMU: "sound 0", G722: "g722 9", t38: "t38 0" };

/** The compiled program, and a page to send; gone with its folder when disposed. */
export class FaxWorks implements AsyncDisposable {
  readonly #folder: string;
  #machines = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Compiles it and draws the page. Throws what the compiler says. */
  static async build(): Promise<FaxWorks> {
    const works = new FaxWorks(await Deno.makeTempDir());
    const source = new URL("fax.c", import.meta.url).pathname;
    const libraries = ["-lspandsp", "-ltiff", "-lm"];
    const args = ["-std=gnu17", "-O2", "-Wall", "-o", `${works.#folder}/fax`, source, ...libraries];
    const { success, stderr } = await new Deno.Command("gcc", { args }).output();
    if (success && await works.#ask("draw", works.#page) === "") return works;
    await works[Symbol.asyncDispose]();
    throw new Error(`Cannot compile "${source}": ${new TextDecoder().decode(stderr)}`);
  }

  get #page(): string {
    return `${this.#folder}/page.tif`;
  }

  /** A machine that sends the page, or receives one. */
  async machine(kind: "send" | "receive", form: FaxForm): Promise<FaxMachine> {
    this.#machines += 1;
    const page = kind === "send" ? this.#page : `${this.#folder}/${this.#machines}.tif`;
    const [mode] = ORDERS[form].split(" ");
    const child = new Child(`${this.#folder}/fax`, { args: [mode!, kind, page], stdin: true });
    const [, port] = (await child.until(/^port \d+/)).split(" ");
    return new FaxMachine(child, Number(port), page);
  }

  /** How a page that was received differs from the one that was sent: `rows 150 unlike 0`. */
  async compare({ page }: FaxMachine): Promise<string> {
    return await this.#ask("same", this.#page, page);
  }

  async #ask(...args: readonly string[]): Promise<string> {
    const { stdout } = await new Deno.Command(`${this.#folder}/fax`, { args: [...args] }).output();
    return new TextDecoder().decode(stdout).trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** One machine, from its call's answer to the end of its page. */
export class FaxMachine {
  /** Where it wants its packets. */
  readonly port: number;
  readonly page: string;
  readonly #child: Child;

  constructor(child: Child, port: number, page: string) {
    this.#child = child;
    this.port = port;
    this.page = page;
  }

  /** Begins, or goes on in another form or to another port. */
  async speak(form: FaxForm, to: number): Promise<void> {
    await this.#child.write(`${ORDERS[form]} ${HERE} ${to}`);
  }

  /** How its page went: `result 0 pages 1 rate 14400`. */
  async result(): Promise<string> {
    return await this.#child.until(/^result/, 0, PAGE_MS);
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}

/** A phone worked by hand, on a real UDP socket. */
export class SocketHand implements AsyncDisposable {
  readonly phone: HandPhone;
  readonly #socket: Deno.DatagramConn;
  readonly #listening: Promise<void>;
  #wake: (() => void)[] = [];

  private constructor(box: Box, number: string, local: { readonly ip: string; readonly port: number }) {
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: local.ip, port: local.port });
    const remote = { ip: HERE, port: box.port };
    this.phone = new HandPhone({
      number,
      secret: secretOf(number),
      flow: { transport: "udp", local: { ip: local.ip, port: (this.#socket.addr as Deno.NetAddr).port }, remote },
      chance: new SystemChance(),
      post: (bytes) => void this.#socket.send(bytes, { transport: "udp", hostname: HERE, port: box.port }),
    });
    this.#listening = this.#listen();
  }

  /** One that is registered. */
  static async registered(box: Box, number: string): Promise<SocketHand> {
    const hand = new SocketHand(box, number, { ip: HERE, port: 0 });
    hand.phone.register();
    await hand.until(() => hand.phone.statuses("REGISTER").at(-1) === 200);
    return hand;
  }

  /** A provider that the box knows by its address. */
  static provider(box: Box, local: { readonly ip: string; readonly port: number }): SocketHand {
    return new SocketHand(box, "0722000111", local);
  }

  /** Waits until something holds, after whatever comes. Throws with what came. */
  async until(holds: () => boolean): Promise<void> {
    const giveUpAt = Date.now() + SOON_MS;
    while (!holds()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake.push(resolve);
      const timer = setTimeout(resolve, giveUpAt - Date.now());
      await promise;
      clearTimeout(timer);
      if (Date.now() < giveUpAt) continue;
      const got = this.phone.got.map((each) => each.kind === "request" ? each.method : each.status).join(" ");
      throw new Error(`Cannot go on at ${this.phone.number}: ${holds} does not hold after ${got}`);
    }
  }

  async #listen(): Promise<void> {
    for await (const [bytes] of this.#socket) {
      this.phone.take(bytes);
      for (const wake of this.#wake.splice(0)) wake();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#listening;
  }
}

/** What a machine says of itself in SDP. */
export function describe(form: FaxForm, port: number, version = 1): string {
  const head = `v=0\r\no=- 1 ${version} IN IP4 ${HERE}\r\ns=-\r\nc=IN IP4 ${HERE}\r\nt=0 0\r\n`;
  if (form !== "t38") {
    const number = ORDERS[form].split(" ")[1];
    return `${head}m=audio ${port} RTP/AVP ${number}\r\na=rtpmap:${number} ${form}/8000\r\n`;
  }
  return `${head}m=image ${port} udptl t38\r\na=T38FaxVersion:0\r\na=T38MaxBitRate:14400\r\n` +
    "a=T38FaxRateManagement:transferredTCF\r\na=T38FaxMaxDatagram:400\r\na=T38FaxUdpEC:t38UDPRedundancy\r\n";
}

/** The port that the box names for its open stream. */
export function portIn(message: SipRequest | SipResponse): number {
  const [, port] = /m=\w+ ([1-9]\d*)/.exec(toText(message.body)) ?? [];
  if (port === undefined) throw new Error(`Cannot see a port in "${toText(message.body)}"`);
  return Number(port);
}
