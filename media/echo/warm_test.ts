import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { warmEcho } from "./warm.ts";

Deno.test("warming the canceller takes no memory that it does not give back", async () => {
  const kernels = await labKernels();
  const before = kernels.arena.takenBytes;
  warmEcho(kernels);
  assert.equal(kernels.arena.takenBytes, before);
});
