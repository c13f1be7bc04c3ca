import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { warmCodecs } from "./warm.ts";

Deno.test("warming the codecs takes no memory that it does not give back", async () => {
  const tools = { kernels: await labKernels(), opus: await labOpus() };
  const [before, octets] = [tools.kernels.arena.takenBytes, tools.opus.memoryBytes];
  warmCodecs(tools);
  assert.deepEqual([tools.kernels.arena.takenBytes, tools.opus.memoryBytes], [before, octets]);
});
