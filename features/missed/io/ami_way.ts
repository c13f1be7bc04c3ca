import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { PbxTls } from "../../../core/directory/mod.ts";
import { tlsWishOf } from "./tls.ts";

export interface AmiWayWish {
  readonly host: string;
  readonly port: number;
  readonly tls: PbxTls;
  /** How long the other side may take until it can be talked to. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** The way to a manager interface, encrypted or not. */
export class AmiWay {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Uint8Array>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /** Rejects with what was in the way. */
  static async open({ host, port, tls, patienceMs, signal }: AmiWayWish): Promise<AmiWay> {
    const wish = await tlsWishOf(tls);
    // A name that is none proves nothing (RFC 6066 §3): who is called by his address is looked for by that in the certificate.
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = wish === undefined ? connect({ host, port }) : connectTls({ host, port, ...name, ...wish });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new Error(`it did not answer within ${patienceMs / 1_000} s`)), patienceMs);
    const stop = () => reject(new Error("stopped"));
    signal.addEventListener("abort", stop, { once: true });
    socket.once(wish === undefined ? "connect" : "secureConnect", resolve).once("error", reject);
    try {
      if (signal.aborted) stop();
      await promise;
      return new AmiWay(socket);
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** Undefined: the other side has hung up. */
  async read(): Promise<Uint8Array | undefined> {
    const { value, done } = await this.#chunks.next();
    return done === true ? undefined : value;
  }

  write(text: string): Promise<void> {
    return new Promise((resolve, reject) =>
      void this.#socket.write(text, (error) => error === null || error === undefined ? resolve() : reject(error))
    );
  }

  /** Whoever reads is told that it is over. Closing twice is quiet. */
  close(): void {
    this.#socket.destroy();
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }
}
