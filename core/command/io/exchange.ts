import { type Address, isIpv6 } from "../../base/mod.ts";
import { localAddresses, nearestAddress } from "../../io/mod.ts";

/** Repeated after 0, 0.4 and 1.2 s, as both STUN (RFC 8489 §6.2.1) and SIP over UDP would. */
const REPEAT_AFTER_MS = [0, 400, 800] as const;
const GIVE_UP_AFTER_MS = 1000;

/** What came back on a UDP socket of its own: what `read` makes of it, and the address it was sent from. */
export interface Exchanged<T> {
  readonly from: Address;
  /** Undefined: nothing came back in time. */
  readonly value: T | undefined;
}

/** What carries questions to a server, and its answers back. */
export interface Asker extends AsyncDisposable {
  /** Undefined: nothing came back in time. */
  ask<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T | undefined): Promise<T | undefined>;
}

/** Sends a datagram up to three times until `read` makes something of an answer; silence takes 2.2 s. */
export async function exchange<T>(
  to: Address,
  write: (from: Address) => Uint8Array,
  read: (bytes: Uint8Array) => T | undefined,
): Promise<Exchanged<T>> {
  await using asker = new DatagramAsker(to);
  return { from: asker.from, value: await asker.ask(write(asker.from), read) };
}

/** Asks one address several things from one UDP socket, one after the other. */
export class DatagramAsker implements Asker {
  readonly from: Address;
  readonly #to: Deno.NetAddr;
  readonly #socket: Deno.DatagramConn;
  readonly #receiving: Promise<void>;
  #hear: (bytes: Uint8Array) => void = () => {};

  constructor(to: Address) {
    this.#to = { transport: "udp", hostname: to.ip, port: to.port };
    this.#socket = Deno.listenDatagram({ transport: "udp", hostname: localIpTowards(to), port: 0 });
    const { hostname: ip, port } = this.#socket.addr as Deno.NetAddr;
    this.from = { ip, port };
    this.#receiving = this.#receive();
  }

  async ask<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T | undefined): Promise<T | undefined> {
    const done = Promise.withResolvers<T | undefined>();
    const timers: ReturnType<typeof setTimeout>[] = [];
    this.#hear = (heard) => {
      const value = read(heard);
      if (value !== undefined) done.resolve(value);
    };
    // What cannot be sent (no route) cannot be answered either.
    const send = (): void => void this.#socket.send(bytes, this.#to).catch(() => done.resolve(undefined));
    let afterMs = 0;
    for (const gapMs of REPEAT_AFTER_MS) {
      afterMs += gapMs;
      timers.push(setTimeout(send, afterMs));
    }
    timers.push(setTimeout(() => done.resolve(undefined), afterMs + GIVE_UP_AFTER_MS));
    try {
      return await done.promise;
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#receiving;
  }

  async #receive(): Promise<void> {
    try {
      for await (const [bytes] of this.#socket) this.#hear(bytes);
    } catch (error) {
      // Linux reports a port that nobody listens on (ICMP) to the next receive.
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    }
  }
}

function localIpTowards(to: Address): string {
  return nearestAddress(localAddresses(), to.ip)?.ip ?? (isIpv6(to.ip) ? "::" : "0.0.0.0");
}
