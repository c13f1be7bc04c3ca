import assert from "node:assert/strict";
import { makeWavRecording } from "../../file/mod.ts";
import { LAB_RATE, LAB_TOOLS, labSides, record } from "../../file/exam.ts";
import { Listener } from "./mod.ts";

const KEY = { key: new Uint8Array(32).fill(7), keyId: "box-1" };

async function atAListener(work: (listener: Listener, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-listen-" });
  const listener = new Listener({ folder, keys: [KEY], log: { write: () => {} } });
  try {
    await work(listener, folder);
  } finally {
    listener.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

const WAV = record(makeWavRecording(LAB_TOOLS.kernels, { rate: LAB_RATE, sides: 1 }), [labSides(2)[0]]);
const ORDER = { sound: WAV, path: "voicemail/101/own-a.opus", shortestMs: 1_000, longestMs: 5_000 };

Deno.test("what is kept lies sealed on the disk, and whoever may hears it", () =>
  atAListener(async (listener, folder) => {
    assert.deepEqual(await listener.keep(ORDER), { durationMs: 2_000 });
    const octets = await Deno.readFile(`${folder}/${ORDER.path}`);
    assert.ok(!new TextDecoder("latin1").decode(octets).includes("OggS"), "sealed");
    const { bytes, durationMs } = await listener.measure([ORDER.path]);
    assert.equal(durationMs, 2_000);
    const stretch = await listener.read([ORDER.path], 44, 1_000);
    assert.equal(stretch.length, 1_000);
    assert.equal((await listener.read([ORDER.path], bytes - 10, 1_000)).length, 10);
    const [row] = await listener.outline([ORDER.path], 20);
    assert.equal(row!.length, 20);
    assert.ok(Math.max(...row!) > 60);
    await assert.rejects(listener.keep(ORDER), /exist/i, "no file is written over");
  }));

Deno.test("a file that is not there fails alone, and so does whoever asks after the end", () =>
  atAListener(async (listener) => {
    await assert.rejects(listener.measure(["nothing.opus"]), /No such file/);
    assert.deepEqual(await listener.keep({ ...ORDER, longestMs: 10 }), { refused: "too-long" });
    const waiting = listener.keep(ORDER);
    listener.stop();
    await assert.rejects(waiting, /the box stops/);
    await assert.rejects(listener.measure([]), /the box stops/);
  }));

Deno.test("a sound takes the place of another at once, is listed, and erased; whoever listens next hears the new one", () =>
  atAListener(async (listener, folder) => {
    const order = { ...ORDER, path: "music/jazz/a.opus", shortestMs: 0, replaces: true };
    const short = record(makeWavRecording(LAB_TOOLS.kernels, { rate: LAB_RATE, sides: 1 }), [labSides(1)[0]]);
    assert.deepEqual(await listener.list("music"), []);
    await listener.keep(order);
    assert.equal((await listener.measure([order.path])).durationMs, 2_000);
    assert.deepEqual(await listener.keep({ ...order, sound: short }), { durationMs: 1_000 });
    assert.equal((await listener.measure([order.path])).durationMs, 1_000);
    await Deno.writeTextFile(`${folder}/music/jazz/notes.txt`, "no sound");
    await listener.keep({ ...order, path: "music/z.opus" });
    assert.deepEqual((await listener.list("music")).map(({ path }) => path), ["music/jazz/a.opus", "music/z.opus"]);
    await listener.erase(order.path);
    await assert.rejects(listener.measure([order.path]), /No such file/);
    await assert.rejects(listener.erase(order.path), /No such file/);
  }));
