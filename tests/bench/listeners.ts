/**
 * Browsers that have a page open which shows what happens, as far as the box can tell: event streams that are read.
 *
 * @module
 */
import type { Visitor } from "./desk_office.ts";

export class Listeners implements AsyncDisposable {
  readonly #connections: readonly Deno.Conn[];
  readonly #reading: Promise<unknown>;
  #octets = 0;

  private constructor(connections: readonly Deno.Conn[]) {
    this.#connections = connections;
    this.#reading = Promise.all(connections.map((connection) => this.#read(connection)));
  }

  /** Opens so many streams, each on a connection of its own. */
  static async open({ site, cookie }: Visitor, path: string, count: number): Promise<Listeners> {
    const { hostname, port, host } = new URL(site);
    const request = new TextEncoder().encode(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    const connections: Deno.Conn[] = [];
    while (connections.length < count) {
      const connection = await Deno.connect({ hostname, port: Number(port) });
      await connection.write(request);
      connections.push(connection);
    }
    return new Listeners(connections);
  }

  /** What all of them were sent so far. */
  get octets(): number {
    return this.#octets;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.#reading;
  }

  async #read(connection: Deno.Conn): Promise<void> {
    const buffer = new Uint8Array(65_536);
    try {
      for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
        this.#octets += count;
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted)) throw error;
    }
  }
}
