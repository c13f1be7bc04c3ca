import { ADDRESS_WORDS, formatHostOf, isIpv4, isSameAddress, readAddress, type Sockets } from "../engine/mod.ts";
import type { Receiver } from "./libc_sockets.ts";

const RECEIVE = 2048;

/** One bound socket and what is known of it. */
interface Bound {
  readonly connection: Deno.DatagramConn;
  readonly family: 4 | 6;
  aim: { readonly words: Int32Array; readonly address: Deno.NetAddr } | undefined;
  listens: boolean;
}

/**
 * The engine's sockets where libc is out of reach: `Deno.listenDatagram`. The same behaviour, more slowly: every source
 * is looked at by the engine, and packets cannot be marked EF.
 */
export class DatagramSockets implements Sockets {
  readonly packet: Uint8Array<ArrayBuffer>;
  readonly source: Int32Array = new Int32Array(ADDRESS_WORDS);
  receiveErrors = 0;
  readonly #ips: Readonly<Record<4 | 6, string | undefined>>;
  readonly #bound: (Bound | undefined)[] = [];
  readonly #receiver: Receiver;
  #isClosed = false;

  constructor(
    binds: readonly { readonly family: 4 | 6; readonly ip: string }[],
    packet: Uint8Array<ArrayBuffer>,
    receiver: Receiver,
  ) {
    this.packet = packet;
    const ipOf = (family: 4 | 6): string | undefined => binds.find((bind) => bind.family === family)?.ip;
    this.#ips = { 4: ipOf(4), 6: ipOf(6) };
    this.#receiver = receiver;
  }

  canBind(family: 4 | 6): boolean {
    const bound = this.#open(0, 0, family) === "bound";
    if (bound) this.#close(0);
    return bound;
  }

  bind(pair: number, port: number, family: 4 | 6): "bound" | "taken" | "refused" {
    const rtp = this.#open(2 * pair, port, family);
    if (rtp !== "bound") return rtp;
    const rtcp = this.#open(2 * pair + 1, port + 1, family);
    if (rtcp !== "bound") this.#close(2 * pair);
    else for (const socket of [2 * pair, 2 * pair + 1]) this.#receiveForever(socket, this.#bound[socket]!);
    return rtcp;
  }

  listen(pair: number): void {
    this.#setListening(pair, true);
  }

  rest(pair: number): void {
    this.#setListening(pair, false);
  }

  aim(socket: number, target: Int32Array): boolean {
    const bound = this.#bound[socket]!;
    if (isIpv4(target) !== (bound.family === 4)) return false;
    const address: Deno.NetAddr = { transport: "udp", hostname: formatHostOf(target), port: target[0]! };
    if (bound.aim === undefined || !isSameAddress(bound.aim.words, target)) {
      bound.aim = { words: Int32Array.from(target), address };
    }
    return true;
  }

  send(socket: number, length: number): number {
    const bound = this.#bound[socket];
    if (bound?.aim === undefined || this.#isClosed) return -1;
    // A copy: the next packet comes into the buffer before this one may have left.
    bound.connection.send(this.packet.slice(0, length), bound.aim.address).catch(() => {
      // Refused by the peer's host, or closed under way: one packet is lost, as packets are.
      this.receiveErrors += 1;
    });
    return length;
  }

  lock(_socket: number): boolean {
    return false;
  }

  unlock(_socket: number): void {}

  bindShared(socket: number, port: number, family: 4 | 6): "bound" | "taken" | "refused" {
    const outcome = this.#open(socket, port, family);
    const bound = this.#bound[socket];
    if (outcome !== "bound" || bound === undefined) return outcome;
    bound.listens = true;
    this.#receiveForever(socket, bound);
    return outcome;
  }

  borrow(socket: number, shared: number): void {
    const { connection, family } = this.#bound[shared]!;
    this.#bound[socket] = { connection, family, aim: undefined, listens: false };
  }

  handBack(socket: number): void {
    this.#bound[socket] = undefined;
  }

  close(): void {
    this.#isClosed = true;
    // Those that were borrowed are closed with the one that they are.
    for (const connection of new Set(this.#bound.map((bound) => bound?.connection))) connection?.close();
    this.#bound.length = 0;
  }

  async #receiveForever(socket: number, bound: Bound): Promise<void> {
    const buffer = new Uint8Array(RECEIVE);
    while (!this.#isClosed && this.#bound[socket] === bound) {
      try {
        const [packet, from] = await bound.connection.receive(buffer);
        if (!bound.listens || from.transport !== "udp" || packet.length === 0) continue;
        const source = readAddress(from.hostname, from.port);
        if (source === undefined) continue;
        this.packet.set(packet);
        this.source.set(source);
        this.#receiver.received(socket, packet.length, false);
      } catch (error) {
        if (this.#isClosed || error instanceof Deno.errors.BadResource) return;
        // An ICMP error of an earlier send: the socket lives on.
        if (!(error instanceof Deno.errors.ConnectionRefused || error instanceof Deno.errors.ConnectionReset)) {
          throw error;
        }
        this.receiveErrors += 1;
      }
    }
  }

  #setListening(pair: number, listens: boolean): void {
    for (const socket of [2 * pair, 2 * pair + 1]) {
      const bound = this.#bound[socket]!;
      bound.listens = listens;
      if (!listens) bound.aim = undefined;
    }
  }

  #open(socket: number, port: number, family: 4 | 6): "bound" | "taken" | "refused" {
    const hostname = this.#ips[family];
    if (hostname === undefined) return "refused";
    try {
      const connection = Deno.listenDatagram({ transport: "udp", hostname, port });
      this.#bound[socket] = { connection, family, aim: undefined, listens: false };
      return "bound";
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse || error instanceof Deno.errors.PermissionDenied) return "taken";
      if (error instanceof Error) return "refused";
      throw error;
    }
  }

  #close(socket: number): void {
    this.#bound[socket]?.connection.close();
    this.#bound[socket] = undefined;
  }
}
