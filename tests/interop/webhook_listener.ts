/**
 * A program elsewhere that is told by POST: a real HTTP server that can be slow, cross, away and back on the same port.
 *
 * @module
 */
import { createHmac } from "node:crypto";

/** What it was told. */
export interface HeardHook {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What it answered. */
  readonly status: number;
}

export class WebhookListener {
  readonly secret: string;
  readonly heard: HeardHook[] = [];
  /** What was not signed as it should be. */
  readonly forged: string[] = [];
  readonly #answer: (id: string) => number | "nothing";
  #leaving = new AbortController();
  #server: Deno.HttpServer<Deno.NetAddr>;
  readonly port: number;

  /** @param answer the status of each answer; `nothing` for as long as it is there */
  constructor(secret: string, answer: (id: string) => number | "nothing") {
    this.secret = secret;
    this.#answer = answer;
    this.#server = this.#listen(0);
    this.port = this.#server.addr.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/told`;
  }

  /** What it has taken, each once, in the order in which it did. */
  get taken(): readonly HeardHook[] {
    const taken = this.heard.filter(({ status }) => status < 300);
    return [...new Map(taken.toReversed().map((hook) => [hook.id, hook])).values()].toReversed();
  }

  /** Is away: nobody listens there. */
  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#server.finished;
  }

  /** Is back where it was. */
  comeBack(): void {
    this.#leaving = new AbortController();
    this.#server = this.#listen(this.port);
  }

  #listen(port: number): Deno.HttpServer<Deno.NetAddr> {
    const { signal } = this.#leaving;
    return Deno.serve({ hostname: "127.0.0.1", port, signal, onListen: () => {} }, async (request) => {
      const body = await request.text();
      const [id = "", timestamp, signature] = ["id", "timestamp", "signature"].map((each) =>
        request.headers.get(`webhook-${each}`) ?? ""
      );
      const expected = createHmac("sha256", this.secret).update(`${id}.${timestamp}.${body}`).digest("base64");
      if (signature !== `v1,${expected}`) this.forged.push(body);
      const { type, data } = JSON.parse(body);
      const answer = this.#answer(id);
      if (answer === "nothing") await new Promise((resolve) => signal.addEventListener("abort", resolve));
      const status = answer === "nothing" ? 503 : answer;
      this.heard.push({ id, type, body, data, status });
      return new Response(null, { status });
    });
  }
}
