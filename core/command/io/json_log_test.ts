import assert from "node:assert/strict";
import type { WallTime } from "../../base/mod.ts";
import { JsonLog, type LogSink } from "./json_log.ts";

const NOON = (): WallTime => Date.UTC(2026, 10, 21, 12) as WallTime;

/** A sink that takes a few bytes at a time, and only once it is opened. */
class SlowSink implements LogSink {
  text = "";
  readonly #gate = Promise.withResolvers<void>();

  open(): void {
    this.#gate.resolve();
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.#gate.promise;
    const part = bytes.subarray(0, 7);
    this.text += new TextDecoder().decode(part);
    return part.length;
  }
}

Deno.test("lines come out as JSON, in order and whole, however slow the reader is", async () => {
  const sink = new SlowSink();
  const log = new JsonLog({ level: "info", wall: NOON, sink });
  log.write({ level: "info", text: "Listening", facts: { port: 5060, call: undefined } });
  log.write({ level: "debug", text: "Not weighty enough" });
  log.write({ level: "error", text: "Odd", facts: { text: "mine", level: 3 } });
  sink.open();
  await log.close();
  assert.equal(
    sink.text,
    '{"at":"2026-11-21T12:00:00.000Z","level":"info","text":"Listening","port":5060}\n' +
      '{"at":"2026-11-21T12:00:00.000Z","level":"error","text":"Odd","fact_text":"mine","fact_level":3}\n',
  );
});

Deno.test("a reader that does not read costs lines and not memory, and the count is told", async () => {
  const sink = new SlowSink();
  const log = new JsonLog({ level: "info", wall: NOON, sink, mostWaiting: 500 });
  for (let at = 0; at < 100; at++) log.write({ level: "info", text: `Line ${at}` });
  assert.ok(log.leftOut > 90);
  const leftOut = log.leftOut;
  sink.open();
  await log.flush();
  log.write({ level: "info", text: "After" });
  await log.close();
  const lines = sink.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines[0].text, "Line 0");
  assert.deepEqual(lines.slice(-2).map(({ text, lines }) => [text, lines]), [
    ["Log lines were left out", leftOut],
    ["After", undefined],
  ]);
});

Deno.test("after close nothing is written, and a reader that is gone ends nothing", async () => {
  const log = new JsonLog({
    level: "info",
    wall: NOON,
    sink: { write: () => Promise.reject(new Deno.errors.BrokenPipe("gone")) },
  });
  log.write({ level: "info", text: "Into the void" });
  await log.flush();
  log.write({ level: "info", text: "Again" });
  await log.close();
  await log.close();
  assert.equal(log.leftOut, 1);
});

Deno.test("after a full disk the next line tries again and tells what was left out", async () => {
  let full = true;
  let text = "";
  const sink: LogSink = {
    write(bytes) {
      if (full) return Promise.reject(new Error("No space left on device (os error 28)"));
      text += new TextDecoder().decode(bytes);
      return Promise.resolve(bytes.length);
    },
  };
  const log = new JsonLog({ level: "info", wall: NOON, sink });
  log.write({ level: "info", text: "Lost" });
  await log.flush();
  full = false;
  log.write({ level: "info", text: "Found" });
  await log.close();
  assert.deepEqual(text.trimEnd().split("\n").map((line) => JSON.parse(line).text), [
    "Found",
    "Log lines were left out",
  ]);
});

Deno.test("the last lines of each weight are kept for who looks, in their order, but no details", async () => {
  const log = new JsonLog({
    level: "debug",
    wall: () => 1_000 as WallTime,
    sink: { write: (bytes) => Promise.resolve(bytes.length) },
  });
  log.write({ level: "warn", text: "First" });
  for (let line = 0; line < 160; line++) log.write({ level: line % 4 === 0 ? "debug" : "info", text: `Line ${line}` });
  log.write({ level: "error", text: "Last" });
  await log.close();
  const texts = log.recent.map(({ text }) => text);
  assert.equal(texts.length, 102);
  assert.deepEqual([texts[0], texts[1], texts.at(-2), texts.at(-1)], ["First", "Line 27", "Line 159", "Last"]);
});
