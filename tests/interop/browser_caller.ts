/**
 * The caller in a browser, worked by hand: SIP over a secure WebSocket, a description with fingerprint and ICE, one check, and
 * the handshake of a {@link HandClient}, honest or not.
 *
 * @module
 */
import type { SrtpKeys } from "../../core/sdp/mod.ts";
import { SystemChance } from "../../core/io/mod.ts";
import { readBinding } from "../../core/stun/mod.ts";
import { toBytes, toText } from "../../core/base/mod.ts";
import type { HandClient } from "../../media/dtls/hand_client.ts";
import { browserCheck, CHECK_ID } from "../lab/browser_check.ts";
import { shaken } from "../lab/browser_sdp.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { HandPhone } from "../lab/hand_phone.ts";
import { type Box, secretOf } from "./box.ts";
import { SOON_MS } from "./child.ts";

/** So long a client waits for the next flight before it says its last again (RFC 6347 §4.2.4). */
const REPEAT_MS = 300;

export class BrowserCaller implements AsyncDisposable {
  /** What came that is sound, still closed. */
  readonly sound: Uint8Array[] = [];
  readonly client: HandClient;
  readonly #phone: HandPhone;
  readonly #socket: WebSocket;
  readonly #trust: Deno.HttpClient;
  readonly #box: Deno.NetAddr;
  readonly #media: Deno.DatagramConn = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  readonly #listening: Promise<void>;
  #isChecked = false;

  private constructor(box: Box, user: string, client: HandClient, trusts: string) {
    this.client = client;
    this.#box = { transport: "udp", hostname: box.host.ip, port: box.soundPort };
    this.#trust = Deno.createHttpClient({ caCerts: [trusts] });
    const options = { protocols: ["sip"], client: this.#trust };
    this.#socket = new WebSocket(`wss://${box.host.ip}:${box.webTlsPort}/sip`, options as WebSocketOptions & string[]);
    this.#socket.binaryType = "arraybuffer";
    this.#phone = new HandPhone({
      number: user,
      secret: secretOf(user),
      flow: {
        transport: "wss",
        local: { ip: "df7jal23ls0d.invalid", port: 5060 },
        remote: { ip: box.host.ip, port: box.webTlsPort },
      },
      chance: new SystemChance(),
      post: (bytes) => this.#socket.send(toText(bytes)),
    });
    this.#socket.onmessage = ({ data }) =>
      this.#phone.take(typeof data === "string" ? toBytes(data) : new Uint8Array(data));
    this.#listening = this.#listen();
  }

  static async open(box: Box, user: string, client: HandClient): Promise<BrowserCaller> {
    const caller = new BrowserCaller(box, user, client, await box.certificate());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    caller.#socket.onopen = () => resolve();
    caller.#socket.onerror = (event) => reject(new Error(`Cannot open a WebSocket: ${JSON.stringify(event)}`));
    await promise;
    return caller;
  }

  /** Calls a number, and is answered; `hash` is the fingerprint that its description promises. */
  async call(number: string, hash: string): Promise<HandCall> {
    const call = this.#phone.invite(number, { sdp: shaken(sdp(["PCMU"]), { hash }) });
    await until(`an answer to the call of "${number}"`, () => call.statuses().some((status) => status >= 200));
    const answer = call.answer();
    if (answer.status !== 200) throw new Error(`Cannot call "${number}": ${answer.status}`);
    call.ack();
    return call;
  }

  /** Proves to the box by a check where it is, as the answer to its call has asked for it. */
  async check(call: HandCall): Promise<void> {
    const answer = toText(call.answer().body);
    const [ufrag, password] = ["ufrag", "pwd"].map((name) => RegExp(`^a=ice-${name}:(.*)\r$`, "m").exec(answer)?.[1]);
    if (ufrag === undefined || password === undefined) throw new Error(`Cannot make checks for "${answer}"`);
    await this.#send(browserCheck({ user: `${ufrag}:theirs`, password, nominates: true }));
    await until("an answer to the check", () => this.#isChecked);
  }

  /** Goes through the handshake until it is over, well or with an alert. */
  async shakeHands(): Promise<SrtpKeys | number> {
    const { client } = this;
    const outcome = () => client.keys ?? client.alert;
    let flight = client.hello();
    for (let rounds = 0; rounds < SOON_MS / REPEAT_MS && outcome() === undefined; rounds++) {
      for (const datagram of flight) await this.#send(datagram);
      await delay(REPEAT_MS);
      flight = client.repeat();
    }
    const found = outcome();
    if (found === undefined) throw new Error("Cannot shake hands: the box says nothing more");
    return found;
  }

  /** Says its last flight again, again and again, for so long. */
  async insist(forMs: number): Promise<void> {
    for (let rounds = 0; rounds < forMs / REPEAT_MS; rounds++) {
      for (const datagram of this.client.repeat()) await this.#send(datagram);
      await delay(REPEAT_MS);
    }
  }

  /** Closes the page. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.onclose = resolve);
    this.#socket.close();
    await closed;
    this.#trust.close();
    this.#media.close();
    await this.#listening;
  }

  async #send(datagram: Uint8Array): Promise<void> {
    await this.#media.send(datagram, this.#box);
  }

  /** RFC 7983: what it is stands in the first octet. */
  async #listen(): Promise<void> {
    for await (const [datagram] of this.#media) {
      const kind = datagram[0]!;
      if (kind < 4) this.#isChecked ||= readBinding(datagram, CHECK_ID).ok;
      else if (kind >= 128) this.sound.push(datagram);
      else for (const each of this.client.receive(datagram)) await this.#send(each);
    }
  }
}

export async function until(what: string, isSo: () => boolean, withinMs: number = SOON_MS): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error(`Cannot see ${what}`);
    await delay(20);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
