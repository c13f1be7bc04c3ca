/**
 * Recordings that outlive their recorder.
 *
 * @module
 */
import assert from "node:assert/strict";
import { fromMemory, openPlayer } from "../../media/file/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { Child } from "./child.ts";
import { newFolder, removeFolder } from "./place.ts";

const VICTIM = new URL("./record_victim.ts", import.meta.url).pathname;
const TOP = new URL("../../", import.meta.url).pathname;
const LOST_MS = 1000;

for (const format of ["opus", "small", "wav"]) {
  Deno.test(`a recording as ${format} survives kill -9: the file opens and holds all but the last second`, async () => {
    const folder = await newFolder("record");
    const path = `${folder}/call`;
    const child = new Child(Deno.execPath(), { args: ["run", "-A", VICTIM, path, format], cwd: TOP });
    await child.until(/said [4-9]\d{3}/, 0, 30_000);
    await child.stop("SIGKILL");
    const saidMs = Math.max(...[...child.log.matchAll(/said (\d+)/g)].map(([, ms]) => Number(ms)));
    const kernels = await labKernels();
    const tools = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };
    const opened = openPlayer(fromMemory(await Deno.readFile(path)), tools, { rate: 16_000, side: "left" });
    assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
    using player = opened.value;
    assert.ok(player.lengthMs >= saidMs - LOST_MS, `${player.lengthMs} ms of ${saidMs} ms`);
    assert.ok(player.lengthMs <= saidMs + 100, `${player.lengthMs} ms of ${saidMs} ms`);
    await removeFolder(folder);
  });
}
