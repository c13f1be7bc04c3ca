/**
 * What the engine needs of the world: pairs of bound UDP sockets and one packet buffer. Everything is a number or a
 * view made beforehand, so that a packet allocates nothing. Pair `n` has socket `2n` for RTP and `2n + 1` for RTCP. Behind
 * the pairs of the range there are two sockets that all browsers share, and behind those the pairs of each of them.
 *
 * Two implementations in `media/io` sit the exam in `exam.ts`: libc, and `Deno.listenDatagram`.
 */
export interface Sockets {
  /** The packet in hand: received into, rewritten in place, sent from. It lies in the kernels' memory. */
  readonly packet: Uint8Array;
  /**
   * Who sent the packet in hand, in the form of `address.ts`. Only valid where the engine is told that the source is
   * not filtered.
   */
  readonly source: Int32Array;
  /** Binds pair `pair` to `port` and `port + 1`. `taken`: try other ports. `refused`: no more sockets can be had. */
  bind(pair: number, port: number, family: 4 | 6): "bound" | "taken" | "refused";
  /** Starts to hand in what arrives; what arrived before is thrown away. */
  listen(pair: number): void;
  /** Stops handing in; forgets the aims and the lock. */
  rest(pair: number): void;
  /** Where {@link send} goes from now on. False when the socket's family cannot reach it. */
  aim(socket: number, target: Int32Array): boolean;
  /** Sends the first `length` octets of {@link packet} to the aim. Octets sent, or less than 0. */
  send(socket: number, length: number): number;
  /**
   * Asks that nobody but the aim is heard any more. True when the system filters from now on: packets are then handed
   * in as filtered. False when it cannot, and the engine has to look at every source itself.
   */
  lock(socket: number): boolean;
  /** Binds a socket that many pairs share, and starts to hand in what arrives. */
  bindShared(socket: number, port: number, family: 4 | 6): "bound" | "taken" | "refused";
  /** A socket that is none of its own sends by a shared one from now on; it has no aim yet. */
  borrow(socket: number, shared: number): void;
  /** No more: it is nothing again. */
  handBack(socket: number): void;
  /** Everybody is handed in again, unfiltered. */
  unlock(socket: number): void;
}
