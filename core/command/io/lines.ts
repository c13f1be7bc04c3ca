import { toBytes } from "../../base/mod.ts";

/** Writes a text whole: one `write` of a socket may take only a part of it. */
export async function writeAll(to: { write(bytes: Uint8Array): Promise<number> }, text: string): Promise<void> {
  let rest: Uint8Array = toBytes(text);
  while (rest.length > 0) rest = rest.subarray(await to.write(rest));
}

/**
 * The lines that come from a socket, without their line ends. A line that is longer than `limit` bytes ends the reading
 * with a `RangeError`: whoever sends it could fill the memory.
 */
export async function* readLines(
  from: { read(into: Uint8Array): Promise<number | null> },
  limit: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(64 * 1024);
  let pieces: string[] = [];
  let length = 0;
  for (let count = await from.read(chunk); count !== null; count = await from.read(chunk)) {
    const [first = "", ...later] = decoder.decode(chunk.subarray(0, count), { stream: true }).split("\n");
    length += count;
    if (length > limit) throw new RangeError(`Cannot read a line of more than ${limit} bytes`);
    pieces.push(first);
    if (later.length === 0) continue;
    const last = later.pop() ?? "";
    yield pieces.join("");
    yield* later;
    pieces = [last];
    length = last.length;
  }
}
