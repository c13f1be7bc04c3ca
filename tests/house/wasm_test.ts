import assert from "node:assert/strict";
import { buildOpus } from "../../.ci/opus.ts";
import { buildKernels, hashOfSources } from "../../.ci/wasm.ts";
import { TOP } from "./house.ts";

await buildKernels();
await buildOpus();

Deno.test("kernels that are fresh are not built again", async () => assert.equal(await buildKernels(), false));

Deno.test("the built kernels end with the hash of their sources", async () => {
  const bytes = await Deno.readFile(new URL("media/wasm/kernels.wasm", TOP));
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "sources");
  assert.equal(new TextDecoder().decode(section), hashOfSources());
});

Deno.test("libopus that is there is not taken out of its package again", async () =>
  assert.equal(await buildOpus(), false));

Deno.test("libopus asks the world for nothing but memory, and its names are words", async () => {
  const program = new WebAssembly.Module(await Deno.readFile(new URL("media/wasm/opus.wasm", TOP)));
  assert.ok(WebAssembly.Module.imports(program).some(({ name }) => name === "emscripten_resize_heap"));
  const names = WebAssembly.Module.exports(program).map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name.length < 4), []);
});
