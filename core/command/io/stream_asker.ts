import { concat } from "../../base/mod.ts";
import type { Asker } from "./exchange.ts";

/** As long as a question by UDP is repeated. */
const PATIENCE_MS = 2_200;
/** RFC 8489 §5: what stands before the attributes, with their length. */
const HEADER_BYTES = 20;

/**
 * Connects to a server that is asked in STUN over TCP or TLS (RFC 8489 §6.2.2). Undefined where nobody is there. Who shows
 * another's certificate says nothing.
 */
export async function openStreamAsker(
  { host: hostname, port }: { readonly host: string; readonly port: number },
  isSecure: boolean,
): Promise<Asker | undefined> {
  const given = new AbortController();
  const tooLate = setTimeout(() => given.abort(), PATIENCE_MS);
  try {
    const conn = await Deno.connect({ hostname, port, signal: given.signal });
    // By its first reading it is found out whose certificate that is.
    return new StreamAsker(isSecure ? await Deno.startTls(conn, { hostname }) : conn);
  } catch (error) {
    if (isUnheard(error)) return undefined;
    throw error;
  } finally {
    clearTimeout(tooLate);
  }
}

/** Asks one question after the other by a stream, where each message says how long it is. */
class StreamAsker implements Asker {
  readonly #conn: Deno.Conn;
  #heard: Uint8Array<ArrayBuffer> = new Uint8Array();
  #isClosed = false;

  constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  async ask<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T | undefined): Promise<T | undefined> {
    const tooLate = setTimeout(() => this.#close(), PATIENCE_MS);
    try {
      await this.#conn.write(bytes);
      for (let message = await this.#next(); message !== undefined; message = await this.#next()) {
        const value = read(message);
        if (value !== undefined) return value;
      }
      return undefined;
    } catch (error) {
      if (isUnheard(error)) return undefined;
      throw error;
    } finally {
      clearTimeout(tooLate);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    return Promise.resolve();
  }

  async #next(): Promise<Uint8Array | undefined> {
    const chunk = new Uint8Array(4_096);
    for (;;) {
      const length = HEADER_BYTES + (this.#heard[2] ?? 0) * 256 + (this.#heard[3] ?? 0);
      if (this.#heard.length >= HEADER_BYTES && this.#heard.length >= length) {
        const message = this.#heard.slice(0, length);
        this.#heard = this.#heard.slice(length);
        return message;
      }
      const count = await this.#conn.read(chunk);
      if (count === null) return undefined;
      this.#heard = concat([this.#heard, chunk.subarray(0, count)]);
    }
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#conn.close();
  }
}

/** Nobody is there, he has closed, he is not who he should be, or it took too long and we closed. */
function isUnheard(error: unknown): boolean {
  const kinds = [
    Deno.errors.BadResource,
    Deno.errors.BrokenPipe,
    Deno.errors.ConnectionRefused,
    Deno.errors.ConnectionReset,
    Deno.errors.Interrupted,
    Deno.errors.InvalidData,
    Deno.errors.NetworkUnreachable,
    Deno.errors.NotFound,
    Deno.errors.TimedOut,
    Deno.errors.UnexpectedEof,
  ];
  const isAborted = error instanceof DOMException && error.name === "AbortError";
  // A name that nobody knows, and a machine that nobody finds, have no class of their own.
  const isUnknown = error instanceof Error && /failed to lookup address|No route to host/.test(error.message);
  return isAborted || isUnknown || kinds.some((kind) => error instanceof kind);
}
