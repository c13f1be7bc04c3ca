/**
 * Recordings that outlive their recorder.
 *
 * @module
 */
import assert from "node:assert/strict";
import { FileSource } from "../../media/file/io/mod.ts";
import { isSealed, openPlayer, openSealed } from "../../media/file/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { Child } from "./child.ts";
import { newFolder, removeFolder } from "./place.ts";

const VICTIM = new URL("./record_victim.ts", import.meta.url).pathname;
const TOP = new URL("../../", import.meta.url).pathname;
const LOST_MS = 1000;

const KEY = new Uint8Array(32).fill(5);

for (const how of ["opus", "small", "wav", "sealed opus", "sealed wav"]) {
  Deno.test(`a recording as ${how} survives kill -9: the file opens and holds all but the last second`, async () => {
    const folder = await newFolder("record");
    const path = `${folder}/call`;
    const [format = "", isWanted] = how.split(" ").toReversed();
    const key = isWanted === undefined ? [] : [KEY.toHex()];
    const child = new Child(Deno.execPath(), { args: ["run", "-A", VICTIM, path, format, ...key], cwd: TOP });
    await child.until(/said [4-9]\d{3}/, 0, 30_000);
    await child.stop("SIGKILL");
    const saidMs = Math.max(...[...child.log.matchAll(/said (\d+)/g)].map(([, ms]) => Number(ms)));
    const kernels = await labKernels();
    const tools = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };
    using file = new FileSource(path);
    assert.equal(isSealed(file), isWanted !== undefined);
    const plain = isSealed(file) ? openSealed(file, (id) => id === "victim" ? KEY : undefined) : undefined;
    assert.ok(plain?.ok !== false && plain?.value.isWhole !== true);
    const opened = openPlayer(plain?.value ?? file, tools, { rate: 16_000, side: "left" });
    assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
    using player = opened.value;
    assert.ok(player.lengthMs >= saidMs - LOST_MS, `${player.lengthMs} ms of ${saidMs} ms`);
    assert.ok(player.lengthMs <= saidMs + 100, `${player.lengthMs} ms of ${saidMs} ms`);
    player.seek(player.lengthMs - 500);
    const frame = takeSamples(kernels, 320);
    assert.equal(player.next(frame), 320);
    assert.ok(Math.max(...frame.view) > 6000, "the tone is not heard half a second before the end");
    kernels.arena.giveBack(frame.at);
    await removeFolder(folder);
  });
}
