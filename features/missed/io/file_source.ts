import type { ForeignRows } from "../follow.ts";
import type { OpenSource, RowSource, Span } from "../source.ts";

const CHUNK = 256 * 1_024;

/** What stands in a file, line by line in the order of time. */
export interface LineDialect {
  readonly isQueueLog?: true;
  /** How far lines may be out of order. */
  readonly marginMs: number;
  rowsOf(lines: readonly string[]): ForeignRows;
  /** Undefined for a line that tells no time. */
  timeOf(line: string): number | undefined;
}

/**
 * Reads a file of Asterisk's as it grows. It may be rotated (the old one, `queue_log.1`, is read to its end, as Asterisk may
 * write there until it is told), truncated (it is read from its beginning) and end in half a line (which waits for its
 * other half).
 */
export class FileSource implements RowSource {
  readonly place: string;
  readonly #path: string;
  readonly #dialect: () => Promise<LineDialect>;
  /** How far each file has been read, by its inode: names change. */
  #marks = new Map<number | null, number>();

  /** `dialect` is asked for with each look: what it needs is loaded with the first. */
  constructor(path: string, dialect: () => Promise<LineDialect>) {
    this.#path = path;
    this.#dialect = dialect;
    this.place = `file ${path}`;
  }

  async open(): Promise<OpenSource> {
    await Deno.stat(this.#path);
    const dialect = await this.#dialect();
    const read = (span: Span) => this.#read(span, dialect);
    return {
      read,
      ...dialect.isQueueLog === true ? { readQueueLog: read } : {},
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }

  async *#read({ from, to }: Span, dialect: LineDialect): AsyncIterable<ForeignRows> {
    const marks = new Map<number | null, number>();
    const isBehind = (lines: readonly string[]) => (dialect.timeOf(lines.at(-1) ?? "") ?? 0) > to + dialect.marginMs;
    for (const path of [`${this.#path}.1`, this.#path]) {
      const stat = await statOf(path);
      if (stat === undefined) continue;
      const mark = this.#marks.get(stat.ino);
      const start = mark === undefined
        ? await firstSince(path, from - dialect.marginMs, dialect)
        : mark <= stat.size
        ? mark
        : 0;
      for await (const lines of linesOf(path, start, (offset) => marks.set(stat.ino, offset))) {
        yield dialect.rowsOf(lines);
        // What a later span asks for is read then.
        if (isBehind(lines)) break;
      }
    }
    this.#marks = marks;
  }
}

async function statOf(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Whole lines from an offset on; says how far they went. */
async function* linesOf(
  path: string,
  from: number,
  reached: (offset: number) => void,
): AsyncIterable<readonly string[]> {
  using file = await Deno.open(path);
  let at = from;
  reached(at);
  for (;;) {
    const bytes = await readAt(file, at, CHUNK);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end === 0) {
      // A line longer than all that: nothing that Asterisk writes.
      if (bytes.length < CHUNK) return;
      at += bytes.length;
      continue;
    }
    at += end;
    reached(at);
    yield new TextDecoder().decode(bytes.subarray(0, end)).split("\n").filter((line) => line.trim() !== "");
  }
}

/** Where the first line begins that is not older, by halves: the lines stand in order of time. */
async function firstSince(path: string, from: number, dialect: LineDialect): Promise<number> {
  using file = await Deno.open(path);
  let [low, high] = [0, (await file.stat()).size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineFrom(file, middle, dialect);
    if (line === undefined || line.at >= from) high = middle;
    else low = line.end;
  }
  // `low` is where a line ends, or where nothing older stands before.
  return low;
}

/** The first whole line that begins at an offset or behind it. */
async function lineFrom(
  file: Deno.FsFile,
  offset: number,
  dialect: LineDialect,
): Promise<{ readonly at: number; readonly end: number } | undefined> {
  const before = Math.max(0, offset - 1);
  const bytes = await readAt(file, before, 8_192);
  const start = offset === 0 ? 0 : bytes.indexOf(0x0a) + 1;
  const end = bytes.indexOf(0x0a, start) + 1;
  if (end === 0 || (offset > 0 && start === 0)) return undefined;
  // A line that tells no time is as old as can be: what follows it counts.
  return { at: dialect.timeOf(new TextDecoder().decode(bytes.subarray(start, end))) ?? 0, end: before + end };
}

async function readAt(file: Deno.FsFile, offset: number, length: number): Promise<Uint8Array> {
  await file.seek(offset, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = await file.read(bytes.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
