/**
 * For tests: customer databases on loopback that answer in their products' own shapes, as their documentation shows them.
 *
 * @module
 */
import type { Crm } from "../../directory/mod.ts";

/** What a database was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly text: string;
}

export type Answer = (asked: Asked, nth: number, over: Promise<void>) => Response | Promise<Response>;

export class FakeCrm implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #over = Promise.withResolvers<void>();

  constructor(answer: Answer) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
      const { pathname: path, searchParams: query } = new URL(request.url);
      const asked = { method: request.method, path, query, headers: request.headers, text: await request.text() };
      this.asked.push(asked);
      return await answer(asked, this.asked.length, this.#over.promise);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** What was sent as JSON, the nth time from the end. */
  sent(fromEnd = 1): unknown {
    return JSON.parse(this.asked.at(-fromEnd)?.text ?? "null");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.resolve();
    await this.#server.shutdown();
  }
}

export const say = (body: unknown, status = 200, headers: HeadersInit = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

/** A database of the office's settings. */
export function crmOf(kind: Crm["kind"], url: string, more: Partial<Crm> = {}): Crm {
  return { name: "sales", kind, url, secret: "s3cret-key", logsCalls: true, ...more };
}
