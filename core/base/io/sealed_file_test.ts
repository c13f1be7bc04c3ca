import assert from "node:assert/strict";
import type { Sealing } from "../mod.ts";
import { SealedFile } from "./mod.ts";

/** Closes nothing, but opens only under the name for which it was closed. */
const SEALING: Sealing = {
  close: (name, plain) => new Uint8Array([name.length, ...plain]),
  open: (name, sealed) => sealed[0] === name.length ? sealed.subarray(1) : undefined,
};

Deno.test("a sealed file is there whole and for the box alone, and gone without a word", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/key.sealed`;
    const file = new SealedFile<{ readonly key: string }>(path, "key", SEALING);
    assert.equal(await file.read(), undefined);
    // Whoever was interrupted has left a draft, which others may read.
    await Deno.writeTextFile(`${path}.new`, "half a key", { mode: 0o644 });
    await file.write({ key: "first" });
    await file.write({ key: "second" });
    assert.deepEqual(await file.read(), { key: "second" });
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["key.sealed"]);
    await assert.rejects(new SealedFile(path, "another", SEALING).read(), /sealed with another box key/);
    await file.remove();
    await file.remove();
    assert.equal(await file.read(), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
