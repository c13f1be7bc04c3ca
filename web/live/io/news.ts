import type { Still } from "../mod.ts";
import { seeOut, type Told } from "./see_out.ts";

/** So often whoever listens hears that the line still stands. */
const BEAT_MS = 1_000;

/** Tells browsers that something of a kind has changed; what it is they ask for themselves. Quiet while nobody listens. */
export class NewsFeed {
  readonly #listeners = new Map<string, Set<Told>>();
  readonly #encoder = new TextEncoder();
  readonly #beatMs: number;
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor({ beatMs = BEAT_MS }: { readonly beatMs?: number } = {}) {
    this.#beatMs = beatMs;
  }

  /** How many listen. */
  get size(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** An event stream of what changes in `topic`, which ends once he may not have it any more. */
  open(topic: string, still: Still): Response {
    let mine: Told | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (stream) => {
        mine = { stream, still };
        this.#listeners.set(topic, (this.#listeners.get(topic) ?? new Set()).add(mine));
        stream.enqueue(this.#bytes("beat"));
        this.#beat ??= setInterval(() => void this.#beats(), this.#beatMs);
      },
      cancel: () => this.#leave(topic, mine!),
    });
    const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };
    return new Response(stream, { headers });
  }

  tell(topic: string): void {
    this.#send(topic, "changed");
  }

  /** Stopping twice is quiet. */
  stop(): void {
    for (const listeners of this.#listeners.values()) {
      for (const { stream } of listeners) stream.close();
      listeners.clear();
    }
    this.#listeners.clear();
    this.#rest();
  }

  async #beats(): Promise<void> {
    for (const [topic, listeners] of this.#listeners) {
      await seeOut(listeners);
      this.#send(topic, "beat");
      this.#forgetEmpty(topic, listeners);
    }
  }

  #leave(topic: string, listener: Told): void {
    const listeners = this.#listeners.get(topic);
    if (listeners?.delete(listener)) this.#forgetEmpty(topic, listeners);
  }

  #forgetEmpty(topic: string, listeners: Set<Told>): void {
    // Another of its name may have been opened since.
    if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
    if (this.#listeners.size === 0) this.#rest();
  }

  #rest(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  #send(topic: string, event: string): void {
    const bytes = this.#bytes(event);
    for (const { stream } of this.#listeners.get(topic) ?? []) {
      // Whoever does not read what he is sent asks for all of it once he does.
      if ((stream.desiredSize ?? 0) > -64) stream.enqueue(bytes);
    }
  }

  #bytes(event: string): Uint8Array {
    return this.#encoder.encode(`event: ${event}\ndata: 0\n\n`);
  }
}
