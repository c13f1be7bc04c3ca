import { type Log, type LogLevel, type LogLine, toBytes, type WallTime } from "../../base/mod.ts";
import { formatLogLine, isWeighty } from "../log_line.ts";

/** Where bytes go: stderr, or a file. */
export interface LogSink {
  write(bytes: Uint8Array): Promise<number>;
}

export interface JsonLogOptions {
  /** The least weighty level that is written. */
  readonly level: LogLevel;
  readonly wall: () => WallTime;
  /** Default: stderr. */
  readonly sink?: LogSink;
  /** So many characters may wait for a slow reader; beyond, lines are left out and counted. Default 1 MiB. */
  readonly mostWaiting?: number;
}

/** A line as it was written, and when. */
export interface WrittenLine extends LogLine {
  readonly at: WallTime;
}

/** So many lines of each weight are kept for who looks on the page: what is usual does not push out what was amiss. */
const RECENT_LINES = 100;

/**
 * The box's log: one JSON object a line. A line costs the signalling thread its formatting and a push; writing happens
 * behind it, many lines at once and in their order. A reader that does not read cannot fill the memory: lines are then
 * left out, and how many is told as soon as there is room.
 */
export class JsonLog implements Log {
  readonly #options: Required<JsonLogOptions>;
  #waiting: string[] = [];
  #length = 0;
  #leftOut = 0;
  #writing: Promise<void> | undefined;
  #closed = false;
  readonly #recent = new Map<LogLevel, { readonly line: WrittenLine; readonly nth: number }[]>();
  #written = 0;

  constructor(options: JsonLogOptions) {
    this.#options = { sink: Deno.stderr, mostWaiting: 1024 * 1024, ...options };
  }

  /** How many lines were left out and not yet told of. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** The last lines that say more than details, oldest first. */
  get recent(): readonly WrittenLine[] {
    return [...this.#recent.values()].flat().sort((one, other) => one.nth - other.nth).map(({ line }) => line);
  }

  #remember(line: WrittenLine): void {
    const alike = this.#recent.get(line.level) ?? [];
    this.#recent.set(line.level, alike);
    if (alike.push({ line, nth: this.#written++ }) > RECENT_LINES) alike.shift();
  }

  /** Queues a line, if it is weighty enough. After `close` it goes nowhere. */
  write(line: LogLine): void {
    if (this.#closed || !isWeighty(line.level, this.#options.level)) return;
    const at = this.#options.wall();
    if (line.level !== "debug") this.#remember({ ...line, at });
    const text = formatLogLine(line, at);
    if (this.#length + text.length > this.#options.mostWaiting) {
      this.#leftOut++;
      return;
    }
    this.#push(text);
  }

  /** Resolves when all that was written before is out. */
  async flush(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /** Writes what waits, and stops. Closing twice is quiet. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
  }

  #push(text: string): void {
    this.#waiting.push(text);
    this.#length += text.length;
    this.#writing ??= this.#drain().finally(() => this.#writing = undefined);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.join("");
      this.#waiting = [];
      if (!await this.#writeOut(batch)) return;
      this.#length -= batch.length;
      this.#tellLeftOut();
    }
  }

  // Neither a reader that is gone (a closed pipe) nor a full disk may end the box. The first is for good; after the second
  // the next line tries again.
  async #writeOut(batch: string): Promise<boolean> {
    let rest: Uint8Array = toBytes(batch);
    try {
      while (rest.length > 0) rest = rest.subarray(await this.#options.sink.write(rest));
      return true;
    } catch (error) {
      this.#closed ||= error instanceof Deno.errors.BrokenPipe;
      this.#leftOut += [batch, ...this.#waiting].join("").split("\n").length - 1;
      this.#waiting = [];
      this.#length = 0;
      return false;
    }
  }

  #tellLeftOut(): void {
    if (this.#leftOut === 0) return;
    const line: LogLine = { level: "warn", text: "Log lines were left out", facts: { lines: this.#leftOut } };
    this.#leftOut = 0;
    const text = formatLogLine(line, this.#options.wall());
    this.#waiting.push(text);
    this.#length += text.length;
  }
}
