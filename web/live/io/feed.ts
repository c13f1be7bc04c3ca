import type { RecordLog } from "../../../core/store/mod.ts";
import type { Scope, Still } from "../mod.ts";
import { seeOut, type Told } from "./see_out.ts";

/** `Who`: what decides what somebody sees; those of whom it is the same are shown the same. */
export interface FeedParts<Shown, Who = Scope> {
  /** What those see. */
  readonly show: (who: Who) => Shown;
  /** All of it, as JSON. */
  readonly write: (shown: Shown) => string;
  /** What has changed, as JSON: empty where nothing has, undefined where all of it is to be told again. */
  readonly difference: (before: Shown, after: Shown) => string | undefined;
  /** Resolves when something has happened since, or when the time is up. */
  readonly change: (withinMs: number) => Promise<void>;
  /** Lets so much time pass; the system's unless told. */
  readonly rest?: (ms: number) => Promise<void>;
}

/** So often at most: what happens in between is in the next one. */
const PACE_MS = 200;
/** Quiet offices say so, and people whose line is cut find out. */
const BEAT_MS = 1_000;
/** So many words wait for who does not read them. */
const MOST_UNREAD = 64;

interface Listener extends Told {
  /** He has not been told what the others were told last: he is told all of it. */
  isBehind: boolean;
}

/** The listeners who see the same, and what they were told last. */
interface Channel<Shown, Who> {
  readonly who: Who;
  readonly listeners: Set<Listener>;
  told: Shown | undefined;
}

/**
 * The office as server-sent events: `now` is all of it, `change` what has become of it, `beat` that it is as it was. It
 * looks only while somebody does, once for all who see the same, and writes each word once for all of them.
 */
export class LiveFeed<Shown, Who = Scope> {
  readonly #parts: FeedParts<Shown, Who>;
  readonly #channels = new Map<string, Channel<Shown, Who>>();
  readonly #encoder = new TextEncoder();
  #isRunning = false;
  #isStopped = false;

  constructor(parts: FeedParts<Shown, Who>) {
    this.#parts = parts;
  }

  /** How many listen. */
  get size(): number {
    return [...this.#channels.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
  }

  /** An event stream that begins with how things are now, and ends once he may not have it any more. */
  open(who: Who, still: Still): Response {
    const key = JSON.stringify(who ?? null);
    let mine: Listener | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (stream) => {
        const channel = this.#channels.get(key) ?? { who, listeners: new Set<Listener>(), told: undefined };
        this.#channels.set(key, channel);
        mine = { stream, still, isBehind: true };
        channel.listeners.add(mine);
        stream.enqueue(this.#bytes("now", this.#parts.write(this.#parts.show(who))));
        void this.#run();
      },
      cancel: () => this.#leave(key, mine!),
    });
    const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };
    return new Response(stream, { headers });
  }

  stop(): void {
    this.#isStopped = true;
    for (const { listeners } of this.#channels.values()) {
      for (const { stream } of listeners) stream.close();
      listeners.clear();
    }
    this.#channels.clear();
  }

  #leave(key: string, listener: Listener): void {
    const channel = this.#channels.get(key);
    if (channel?.listeners.delete(listener)) this.#forgetEmpty(key, channel);
  }

  #forgetEmpty(key: string, channel: Channel<Shown, Who>): void {
    // Another of its name may have been opened since.
    if (channel.listeners.size === 0 && this.#channels.get(key) === channel) this.#channels.delete(key);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { rest = restOf } = this.#parts;
    while (this.#channels.size > 0 && !this.#isStopped) {
      await this.#parts.change(BEAT_MS);
      for (const [key, channel] of this.#channels) {
        await seeOut(channel.listeners);
        this.#tell(channel);
        this.#forgetEmpty(key, channel);
      }
      await rest(PACE_MS);
    }
    this.#isRunning = false;
  }

  #tell(channel: Channel<Shown, Who>): void {
    if (channel.listeners.size === 0) return;
    const { show, write, difference } = this.#parts;
    const shown = show(channel.who);
    const changed = channel.told === undefined ? undefined : difference(channel.told, shown);
    channel.told = shown;
    let [all, news]: (Uint8Array | undefined)[] = [];
    for (const listener of channel.listeners) {
      // Whoever does not read what he is sent is told how it is once he does, and not what it was meanwhile.
      if ((listener.stream.desiredSize ?? 0) <= -MOST_UNREAD) {
        listener.isBehind = true;
        continue;
      }
      if (changed === undefined || listener.isBehind) listener.stream.enqueue(all ??= this.#bytes("now", write(shown)));
      else listener.stream.enqueue(news ??= changed === "" ? this.#bytes("beat", "0") : this.#bytes("change", changed));
      listener.isBehind = false;
    }
  }

  #bytes(event: string, data: string): Uint8Array {
    return this.#encoder.encode(`event: ${event}\ndata: ${data}\n\n`);
  }
}

function restOf(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The JSON of what is shown, all of it again whenever something was recorded that has changed it. */
export function feedOf<Who = Scope>(
  show: (who: Who) => string,
  record: Pick<RecordLog, "acknowledged" | "past">,
): LiveFeed<string, Who> {
  return new LiveFeed({
    show,
    write: (json) => json,
    difference: (before, after) => before === after ? "" : undefined,
    change: (withinMs) => record.past(record.acknowledged, withinMs),
  });
}
