import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { startKernels } from "./kernels.ts";
import { ARENA_AT, SCRATCH_AT, SCRATCH_BYTES, STATIC_AT } from "./map.ts";

const kernels = await labKernels();

Deno.test("static data stays before the scratch, and the scratch before the arena", () => {
  assert.ok(kernels.run.staticEnd.value > STATIC_AT);
  assert.ok(kernels.run.staticEnd.value <= SCRATCH_AT);
  assert.ok(SCRATCH_AT + SCRATCH_BYTES <= ARENA_AT);
});

Deno.test("the host knows every kernel by its name and the number of its arguments", async () => {
  const words = await Deno.readTextFile(new URL("entries.ts", import.meta.url));
  const said = [...words.matchAll(/^ {2}(\w+)\(([^)]*)\):/gm)].map(([, name = "", given = ""]) =>
    [name, given.split(",").filter((word) => word.trim() !== "").length] as const
  );
  const built = Object.entries(kernels.run).filter(([, entry]) => typeof entry === "function")
    .map(([name, entry]) => [name, entry.length] as const);
  const byName = (a: readonly [string, number], b: readonly [string, number]): number => a[0] < b[0] ? -1 : 1;
  assert.deepEqual([...said].sort(byName), [...built].sort(byName));
});

Deno.test("the kernels want nothing but a memory, and that memory cannot grow", async () => {
  const program = new WebAssembly.Module(await Deno.readFile(new URL("kernels.wasm", import.meta.url)));
  assert.deepEqual(WebAssembly.Module.imports(program), [{ module: "env", name: "memory", kind: "memory" }]);
  assert.equal(startKernels(program, 1).buffer.byteLength, 1_048_576);
});

Deno.test("a file that holds no kernels is refused", () => {
  const empty = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  assert.throws(() => startKernels(empty, 1), /the file is not ours/);
});
