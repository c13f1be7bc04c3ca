/**
 * One HTTP connection that is kept open, with as little work as may be: what is measured is the box.
 *
 * @module
 */
import { rest } from "./whole_box.ts";

/** A character is an octet. */
const LATIN = new TextDecoder("latin1");
const MOST_HEAD = 4_096;

export interface Asked {
  readonly port: number;
  readonly path: string;
  /** `authorization: Bearer 1234` */
  readonly header: string;
}

export class HttpClient implements Disposable {
  readonly #connection: Deno.Conn;
  readonly #asked: Asked;
  readonly #buffer = new Uint8Array(262_144);

  private constructor(connection: Deno.Conn, asked: Asked) {
    this.#connection = connection;
    this.#asked = asked;
  }

  static async open(asked: Asked): Promise<HttpClient> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: asked.port });
    connection.setNoDelay(true);
    return new HttpClient(connection, asked);
  }

  /** Asks, and reads the whole answer. Throws when it is another than 200. */
  async ask(path: string = this.#asked.path): Promise<void> {
    const { port, header } = this.#asked;
    const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${header}\r\n\r\n`;
    await this.#connection.write(new TextEncoder().encode(request));
    let head = "";
    for (let read = 0, length = Infinity, start = 0; read < start + length;) {
      const count = await this.#connection.read(this.#buffer);
      if (count === null) throw new Error("Cannot read an answer: the box has hung up");
      read += count;
      if (start > 0) continue;
      head += LATIN.decode(this.#buffer.subarray(0, Math.min(count, MOST_HEAD)));
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) continue;
      if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(`Cannot measure "${path}": ${head.slice(0, 200)}`);
      start = end + 4;
      const told = /^content-length: (\d+)\r$/im.exec(head.slice(0, end + 2))?.[1];
      if (told === undefined) {
        throw new Error(`Cannot measure "${path}": the answer tells no length: ${head.slice(0, end)}`);
      }
      length = Number(told);
    }
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

/** How a load is put on: each client asks again so long after it last asked, or at once when it was answered later. */
export interface Load {
  readonly forMs: number;
  readonly pauseMs: number;
}

export interface Answered {
  readonly answers: number;
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export async function load(clients: readonly HttpClient[], { forMs, pauseMs }: Load): Promise<Answered> {
  const delays: number[] = [];
  const begin = performance.now();
  await Promise.all(clients.map(async (client, at) => {
    for (let due = begin + pauseMs * at / clients.length; due < begin + forMs;) {
      const waitMs = due - performance.now();
      if (waitMs > 0) await rest(waitMs);
      const asked = performance.now();
      await client.ask();
      const answered = performance.now();
      delays.push(answered - asked);
      due = Math.max(due + pauseMs, answered);
    }
  }));
  const seconds = (performance.now() - begin) / 1000;
  return {
    answers: delays.length,
    rate: delays.length / seconds,
    p50Ms: quantile(delays, 0.5),
    p99Ms: quantile(delays, 0.99),
  };
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? NaN;
}
