import assert from "node:assert/strict";
import { FileSource } from "./file_source.ts";
import { QUEUE_LINES } from "./queue_lines.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const SPAN = { from: NOON, to: NOON + 3_600_000 };
const line = (second: number, text = "800|NONE|ABANDON|1|1|29") =>
  `${NOON / 1_000 + second}|${NOON / 1_000}.1|${text}\n`;

async function withLog(
  run: (log: { readonly path: string; look(): Promise<readonly string[]> }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-queue-log-" });
  try {
    const path = `${folder}/queue_log`;
    const source = new FileSource(path, () => Promise.resolve(QUEUE_LINES));
    const look = async () => {
      await using open = await source.open();
      const found: string[] = [];
      for await (const { queueLog = [] } of open.read(SPAN)) {
        for (const row of queueLog) found.push(`${(row as { line: string }).line}\n`);
      }
      return found;
    };
    await run({ path, look });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
const append = (path: string, text: string) => Deno.writeTextFile(path, text, { append: true });

Deno.test("a queue_log is read as it grows, each line once, and half a line when its other half is there", () =>
  withLog(async ({ path, look }) => {
    await append(path, line(1) + line(2).slice(0, 9));
    assert.deepEqual(await look(), [line(1)]);
    assert.deepEqual(await look(), []);
    await append(path, line(2).slice(9) + line(3));
    assert.deepEqual(await look(), [line(2), line(3)]);
  }));

Deno.test("a queue_log that is rotated is read to its end, and the new one from its beginning", () =>
  withLog(async ({ path, look }) => {
    await append(path, line(1));
    assert.deepEqual(await look(), [line(1)]);
    await append(path, line(2));
    await Deno.rename(path, `${path}.1`);
    await append(path, line(4));
    // Asterisk writes into the old one until it is told.
    assert.deepEqual(await look(), [line(2), line(4)]);
    await append(`${path}.1`, line(3));
    assert.deepEqual(await look(), [line(3)]);
  }));

Deno.test("a queue_log that is truncated is read from its beginning", () =>
  withLog(async ({ path, look }) => {
    await append(path, line(1) + line(2));
    assert.equal((await look()).length, 2);
    await Deno.writeTextFile(path, line(3));
    assert.deepEqual(await look(), [line(3)]);
  }));

Deno.test("of a long past only the lines of the last time are read, in the rotated file too", () =>
  withLog(async ({ path, look }) => {
    const past = Array.from({ length: 20_000 }, (_, at) => line(at - 30_000)).join("");
    await append(`${path}.1`, past + line(-59) + line(5));
    await append(path, "garbage\n" + line(6));
    assert.deepEqual(await look(), [line(-59), line(5), line(6)]);
  }));

Deno.test("a queue_log that is not there is a fault that names nothing else", () =>
  withLog(async ({ look }) => {
    await assert.rejects(look(), Deno.errors.NotFound);
  }));

Deno.test("what lies behind a span is read with the span that asks for it, and no line twice", () =>
  withLog(async ({ path }) => {
    const lines = Array.from({ length: 40_000 }, (_, second) => line(second));
    await append(path, lines.join(""));
    const source = new FileSource(path, () => Promise.resolve(QUEUE_LINES));
    await using open = await source.open();
    const read = async (from: number, to: number) => {
      const found: string[] = [];
      for await (const { queueLog = [] } of open.read({ from, to })) {
        for (const row of queueLog) found.push(`${(row as { line: string }).line}\n`);
      }
      return found;
    };
    const first = await read(NOON, NOON + 60_000);
    assert.ok(first.length > 60 && first.length < 20_000, `${first.length} lines`);
    assert.deepEqual([...first, ...await read(NOON + 60_000, NOON + 40_000_000)], lines);
  }));
