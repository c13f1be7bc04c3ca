import { type Address, type Flow, formatAddress, type Log } from "../base/mod.ts";
import { asAddress } from "./addresses.ts";
import { answerBinding, isStun } from "../stun/mod.ts";
import type { Tally } from "./tally.ts";

/** The longest UDP datagram. Received here and copied out exactly, so that a message costs its own size. */
const BUFFER_BYTES = 65_535;
/** Datagrams that may wait for the network card; more are lost, as they would be in the network. */
const MOST_WAITING = 10_000;
const CRLF = new Uint8Array([13, 10]);
/** After so many failures without a datagram between them the socket is given up; the next rescan opens a new one. */
const MOST_FAILURES = 100;

export interface UdpEvents {
  message(flow: Flow, bytes: Uint8Array): void;
  unsent(flow: Flow, text: string): void;
  /** Said once, when it was closed or has failed. */
  closed(): void;
}

/**
 * One UDP socket on one concrete address.
 *
 * Measured, 600-byte messages at 5,000/s echoed, per message (receive and send): `Deno.listenDatagram` 7 us and 47 MB
 * RSS; a socket of our own in libc, awaited by a non-blocking FFI `poll`, 8 us; `node:dgram` 17 us and 89 MB.
 */
export class UdpSocket {
  readonly local: Address;
  readonly #socket: Deno.DatagramConn;
  readonly #on: UdpEvents;
  readonly #world: { readonly log: Log; readonly tally: Tally };
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #done: Promise<void>;
  #lastSend: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  /** Throws what `Deno.listenDatagram` throws when the address cannot be bound. */
  constructor(bind: Address, world: { readonly log: Log; readonly tally: Tally }, on: UdpEvents) {
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: bind.ip, port: bind.port });
    this.#world = world;
    this.#on = on;
    // As the system writes it: flows of the same socket must not differ in their spelling of an IPv6 address.
    this.local = asAddress(this.#socket.addr);
    this.#done = this.#receive();
  }

  /** Sends one datagram; a refusal by the system is told by `unsent`. */
  send(flow: Flow, bytes: Uint8Array): void {
    if (this.#waiting >= MOST_WAITING) return this.#on.unsent(flow, "Cannot send: too many datagrams wait already");
    this.#waiting++;
    this.#lastSend = this.#send(flow.remote, bytes).then(
      () => {
        this.#waiting--;
        this.#world.tally.count("sent", "udp");
      },
      (error) => {
        this.#waiting--;
        this.#on.unsent(flow, `Cannot send ${bytes.length} bytes to ${formatAddress(flow.remote)}: ${error.message}`);
      },
    );
  }

  /** Closes after what was sent has left; quiet when closed already. */
  async close(): Promise<void> {
    await this.#lastSend;
    this.#shut();
    await this.#done;
  }

  #send(to: Address, bytes: Uint8Array): Promise<number> {
    return this.#socket.send(bytes, { transport: "udp", hostname: to.ip, port: to.port });
  }

  #shut(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
    this.#on.closed();
  }

  async #receive(): Promise<void> {
    let failures = 0;
    while (!this.#closed) {
      let received: [Uint8Array, Deno.Addr];
      try {
        received = await this.#socket.receive(this.#buffer);
        failures = 0;
      } catch (error) {
        if (this.#closed) return;
        if (++failures < MOST_FAILURES) continue;
        const facts = { address: formatAddress(this.local), reason: String(error) };
        this.#world.log.write({ level: "error", text: "Cannot receive over UDP any more", facts });
        return this.#shut();
      }
      this.#hear(received[0], asAddress(received[1]));
    }
  }

  #hear(bytes: Uint8Array, remote: Address): void {
    // SIP starts with a letter; STUN with 0 or 1 (RFC 8489 §5); keep-alives are made of CR, LF, NUL or space.
    if (bytes.length === 0 || bytes[0]! <= 0x20) {
      const answer = answerKeepAlive(bytes, remote);
      if (answer === "pass-on") return this.#pass(bytes, remote);
      this.#world.tally.count("keepAlives", "udp");
      // A keep-alive that cannot be answered is asked again by the phone.
      if (answer !== undefined) this.#send(remote, answer).catch(() => this.#world.tally.count("unanswered", "udp"));
      return;
    }
    this.#pass(bytes, remote);
  }

  #pass(bytes: Uint8Array, remote: Address): void {
    this.#world.tally.count("received", "udp");
    this.#on.message({ transport: "udp", local: this.local, remote }, bytes.slice());
  }
}

function answerKeepAlive(bytes: Uint8Array, remote: Address): Uint8Array | undefined | "pass-on" {
  if (isStun(bytes)) return answerBinding(bytes, remote);
  let crlf = 0;
  while (bytes[crlf] === 13 || bytes[crlf] === 10 || bytes[crlf] === 0 || bytes[crlf] === 32) crlf++;
  // RFC 3261 §7.5: empty lines before a message are no part of it; the parser skips them.
  if (crlf < bytes.length) return bytes[crlf]! > 0x20 ? "pass-on" : undefined;
  // RFC 5626 §4.4.1, meant for streams: phones send it over UDP as well and are glad of the pong.
  const isPing = bytes.length === 4 && bytes[0] === 13 && bytes[1] === 10 && bytes[2] === 13 && bytes[3] === 10;
  return isPing ? CRLF : undefined;
}
