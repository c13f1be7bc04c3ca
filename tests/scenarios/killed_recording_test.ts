import assert from "node:assert/strict";
import { LAB_RATE, LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { FileSource } from "../../media/file/io/mod.ts";
import { openPlayer, openSealed } from "../../media/file/mod.ts";
import { killAfter } from "../lab/kill_after.ts";
import { KEY } from "./killed_recording.ts";

/** The encoder still holds this much of what was added. */
const IN_WORK_MS = 7;

/** Records until so many seconds are on the disk, kills the recorder, and returns how many ms it had promised. */
async function recordAndKill(kind: string, path: string, seconds: number): Promise<number> {
  const program = new URL("./killed_recording.ts", import.meta.url);
  return Number((await killAfter({ lines: seconds }, program, kind, path)).at(-1));
}

for (const kind of ["wav", "opus", "sealed"]) {
  Deno.test(`a ${kind} recording whose recorder is killed opens and holds all that was on the disk`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "kontor-recording-" });
    try {
      for (const seconds of [1, 5 + Math.floor(20 * Math.random())]) {
        const path = `${folder}/${seconds}`;
        const promised = await recordAndKill(kind, path, seconds);
        using file = new FileSource(path);
        const plain = kind === "sealed" ? openSealed(file, () => KEY) : undefined;
        assert.ok(plain?.ok !== false && (plain === undefined || !plain.value.isWhole));
        const player = openPlayer(plain?.value ?? file, LAB_TOOLS, { rate: LAB_RATE });
        assert.ok(player.ok);
        using opened = player.value;
        assert.ok(promised >= 1000 && opened.lengthMs >= promised - IN_WORK_MS, `${opened.lengthMs} of ${promised} ms`);
        assert.equal(playAll(opened).length, Math.round(opened.lengthMs * LAB_RATE / 1000));
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
