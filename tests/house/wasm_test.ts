import assert from "node:assert/strict";
import { buildKernels, hashOfSources } from "../../.ci/wasm.ts";
import { TOP } from "./house.ts";

await buildKernels();

Deno.test("kernels that are fresh are not built again", async () => assert.equal(await buildKernels(), false));

Deno.test("the built kernels end with the hash of their sources", async () => {
  const bytes = await Deno.readFile(new URL("media/wasm/kernels.wasm", TOP));
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "sources");
  assert.equal(new TextDecoder().decode(section), hashOfSources());
});
