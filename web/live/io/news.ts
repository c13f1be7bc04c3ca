/** So often whoever listens hears that the line still stands. */
const BEAT_MS = 1_000;

type Listener = ReadableStreamDefaultController<Uint8Array>;

/** Tells browsers that something of a kind has changed; what it is they ask for themselves. Quiet while nobody listens. */
export class NewsFeed {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #encoder = new TextEncoder();
  #beat: ReturnType<typeof setInterval> | undefined;

  /** How many listen. */
  get size(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** An event stream of what changes in `topic`. */
  open(topic: string): Response {
    let mine: Listener | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (listener) => {
        mine = listener;
        this.#listeners.set(topic, (this.#listeners.get(topic) ?? new Set()).add(listener));
        listener.enqueue(this.#bytes("beat"));
        this.#beat ??= setInterval(() => {
          for (const each of this.#listeners.keys()) this.#send(each, "beat");
        }, BEAT_MS);
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
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.close();
    this.#listeners.clear();
    this.#rest();
  }

  #leave(topic: string, listener: Listener): void {
    const listeners = this.#listeners.get(topic);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#listeners.delete(topic);
    if (this.#listeners.size === 0) this.#rest();
  }

  #rest(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  #send(topic: string, event: string): void {
    const bytes = this.#bytes(event);
    for (const listener of this.#listeners.get(topic) ?? []) {
      // Whoever does not read what he is sent asks for all of it once he does.
      if ((listener.desiredSize ?? 0) > -64) listener.enqueue(bytes);
    }
  }

  #bytes(event: string): Uint8Array {
    return this.#encoder.encode(`event: ${event}\ndata: 0\n\n`);
  }
}
