import assert from "node:assert/strict";
import { FileSink, FileSource } from "./mod.ts";

async function inFolder(work: (path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-file-" });
  try {
    work(`${folder}/sound`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("pieces lie in the file where they belong, and are read at any place", () =>
  inFolder((path) => {
    using sink = new FileSink(path);
    sink.write([{ at: 0, bytes: Uint8Array.of(1, 2, 3, 4) }, { at: 4, bytes: Uint8Array.of(5, 6) }]);
    sink.write([{ at: 1, bytes: Uint8Array.of(9) }]);
    sink.write([]);
    using source = new FileSource(path);
    const reads: readonly (readonly [number, number, readonly number[]])[] = [
      [0, 6, [1, 9, 3, 4, 5, 6]],
      [4, 100, [5, 6]],
      [2, 2, [3, 4]],
      [6, 1, []],
      [100, 1, []],
    ];
    for (const [at, length, expected] of reads) assert.deepEqual([...source.read(at, length)], expected);
    assert.equal(source.length, 6);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  }));

Deno.test("a recording never overwrites a file, and a file that is cut shorter is read up to there", () =>
  inFolder((path) => {
    Deno.writeFileSync(path, new Uint8Array(10));
    assert.throws(() => new FileSink(path), Deno.errors.AlreadyExists);
    using source = new FileSource(path);
    Deno.truncateSync(path, 4);
    assert.equal(source.read(2, 8).length, 2);
    source[Symbol.dispose]();
  }));
