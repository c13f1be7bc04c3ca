/**
 * Asterisk's manager interface on loopback, for tests: it says what Asterisk 20 says, and lets nobody do anything but listen.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** The secret of its only user, `kontor`. */
export const AMI_SECRET = "only-may-hear";
/** As Asterisk tells that a caller has hung up. */
export const HANGUP: string =
  "Event: Hangup\r\nPrivilege: call,all\r\nChannel: PJSIP/provider-0000002a\r\nChannelState: 4\r\n" +
  "ChannelStateDesc: Ring\r\nCallerIDNum: 0745123456\r\nCallerIDName: <unknown>\r\nConnectedLineNum: <unknown>\r\n" +
  "ConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\nContext: ext-queues\r\nExten: 800\r\nPriority: 12\r\n" +
  "Uniqueid: 1772442000.33\r\nLinkedid: 1772442000.33\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n\r\n";
/** And of something that is no news to anybody. */
export const NEWSTATE: string =
  "Event: Newstate\r\nPrivilege: call,all\r\nChannel: PJSIP/101-0000002b\r\nChannelState: 5\r\n\r\n";

/** How it is told that somebody is gone, or speaks no TLS. */
const { BadResource, Interrupted, UnexpectedEof, InvalidData, ConnectionReset, BrokenPipe } = Deno.errors;
const GONE = [BadResource, Interrupted, UnexpectedEof, InvalidData, ConnectionReset, BrokenPipe];

/** A manager interface that says what Asterisk 20's says. */
export class AmiServer {
  readonly #listener: Deno.Listener | Deno.TlsListener;
  readonly #open = new Set<Deno.Conn>();
  readonly #heard: string[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #greeting: string;
  #serving: Promise<void>;

  constructor(
    { greeting = "Asterisk Call Manager/9.0.0\r\n", certificate }: {
      readonly greeting?: string;
      /** In PEM: it is only to be talked to over TLS. */
      readonly certificate?: { readonly certPem: string; readonly keyPem: string };
    } = {},
  ) {
    const where = { hostname: "127.0.0.1", port: 0 };
    this.#listener = certificate === undefined
      ? Deno.listen(where)
      : Deno.listenTls({ ...where, cert: certificate.certPem, key: certificate.keyPem });
    this.#greeting = greeting;
    this.#serving = this.#serve();
  }

  get port(): number {
    return (this.#listener.addr as Deno.NetAddr).port;
  }

  /** Resolves when an action was heard so many times. */
  async heard(action: string, times = 1): Promise<readonly string[]> {
    for (;;) {
      const found = this.#heard.filter((text) => text.startsWith(`Action: ${action}\r\n`));
      if (found.length >= times) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async tell(text: string): Promise<void> {
    for (const connection of this.#open) await connection.write(new TextEncoder().encode(text));
  }

  cut(): void {
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#serving;
  }

  async #serve(): Promise<void> {
    const talks: Promise<void>[] = [];
    for await (const connection of this.#listener) {
      this.#open.add(connection);
      talks.push(
        this.#talk(connection).catch((error) => {
          if (!GONE.some((gone) => error instanceof gone)) throw error;
        }),
      );
    }
    await Promise.all(talks);
  }

  async #talk(connection: Deno.Conn): Promise<void> {
    const say = (text: string) => connection.write(new TextEncoder().encode(text));
    await say(this.#greeting);
    const [bytes, decoder] = [new Uint8Array(4_096), new TextDecoder()];
    for (let rest = "";;) {
      const count = await connection.read(bytes);
      if (count === null) break;
      const parts = (rest + decoder.decode(bytes.subarray(0, count))).split("\r\n\r\n");
      rest = parts.pop() ?? "";
      for (const action of parts) {
        await say(answerTo(action));
        this.#heard.push(`${action}\r\n`);
        for (const wake of this.#waiting) wake();
        this.#waiting.clear();
      }
    }
    this.#open.delete(connection);
    try {
      connection.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}

function answerTo(action: string): string {
  const of = (key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(action)?.[1]?.trim() ?? "";
  const id = of("ActionID") === "" ? "" : `ActionID: ${of("ActionID")}\r\n`;
  switch (of("Action")) {
    case "Challenge":
      return `Response: Success\r\n${id}Challenge: 846930886\r\n\r\n`;
    case "Login": {
      const right = createHash("md5").update(`846930886${AMI_SECRET}`).digest("hex");
      return of("Username") === "kontor" && of("Key") === right
        ? `Response: Success\r\n${id}Message: Authentication accepted\r\n\r\n${NEWSTATE}`
        : `Response: Error\r\n${id}Message: Authentication failed\r\n\r\n`;
    }
    case "Ping":
      return `Response: Success\r\n${id}Ping: Pong\r\nTimestamp: 1772442000.123456\r\n\r\n`;
    default:
      return `Response: Error\r\n${id}Message: Permission denied\r\n\r\n`;
  }
}
