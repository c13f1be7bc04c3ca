import { ADDRESS_WORDS, isSameAddress, readAddress } from "./address.ts";
import type { Sockets } from "./sockets.ts";

/** A packet that left the engine. */
export interface SentPacket {
  readonly socket: number;
  readonly target: Int32Array;
  readonly packet: Uint8Array;
}

/** The engine's sockets in memory: the twin of those in `media/io`, for tests on a fake clock. */
export class MemorySockets implements Sockets {
  readonly packet: Uint8Array<ArrayBuffer>;
  readonly source: Int32Array = new Int32Array(ADDRESS_WORDS);
  /** What left, in order; tests take it away. */
  sent: SentPacket[] = [];
  /** Ports that somebody else has. */
  readonly taken: Set<number> = new Set();
  /** The system's filter, where tests want one: whether it lets anything through. */
  filters = false;
  readonly locked: Set<number> = new Set();
  readonly #aims = new Map<number, Int32Array>();

  constructor(packet: Uint8Array<ArrayBuffer>) {
    this.packet = packet;
  }

  bind(_pair: number, port: number, _family: 4 | 6): "bound" | "taken" | "refused" {
    return this.taken.has(port) || this.taken.has(port + 1) ? "taken" : "bound";
  }

  listen(_pair: number): void {}

  rest(pair: number): void {
    for (const socket of [2 * pair, 2 * pair + 1]) {
      this.#aims.delete(socket);
      this.locked.delete(socket);
    }
  }

  aim(socket: number, target: Int32Array): boolean {
    this.#aims.set(socket, Int32Array.from(target));
    return true;
  }

  send(socket: number, length: number): number {
    const target = this.#aims.get(socket);
    if (target === undefined) return -1;
    this.sent.push({ socket, target, packet: this.packet.slice(0, length) });
    return length;
  }

  lock(socket: number): boolean {
    if (this.filters) this.locked.add(socket);
    return this.filters;
  }

  unlock(socket: number): void {
    this.locked.delete(socket);
  }

  bindShared(_socket: number, port: number, _family: 4 | 6): "bound" | "taken" | "refused" {
    return this.taken.has(port) ? "taken" : "bound";
  }

  borrow(socket: number, _shared: number): void {
    this.#aims.delete(socket);
  }

  handBack(socket: number): void {
    this.#aims.delete(socket);
  }

  /** Puts a packet into the buffer as if it had come in. True when the system's filter has let it through as filtered. */
  arrive(
    socket: number,
    packet: Uint8Array,
    from: { readonly ip: string; readonly port: number },
  ): boolean | undefined {
    const source = readAddress(from.ip, from.port);
    if (source === undefined) throw new Error(`Cannot send from "${from.ip}:${from.port}": expected an address`);
    const filtered = this.locked.has(socket);
    if (filtered && !isSameAddress(source, this.#aims.get(socket)!)) return undefined;
    this.packet.set(packet);
    this.source.set(source);
    return filtered;
  }
}
