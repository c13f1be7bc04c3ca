import assert from "node:assert/strict";
import { bundledPath, inAscii, pointAnew } from "../../.ci/bundle.ts";
import { compileArgs } from "../../.ci/compile.ts";
import { headOf, heapFlags, packedFlags, unstableFlags } from "../../.ci/pack.ts";
import { denoGraph, namedByUrl, reachOf } from "../../.ci/reach.ts";
import { readHouse, TOP } from "./house.ts";

/** A house of text: each module's source, and what it imports. */
const SOURCES: Readonly<Record<string, string>> = {
  "main.ts": `startMedia();`,
  "media/plane/plane.ts": `new Worker(new URL("../io/worker.ts", import.meta.url), { type: "module" });`,
  "media/io/worker.ts": `Deno.readFileSync(new URL("./kernels.wasm", import.meta.url));`,
};
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["main.ts", "media/plane/plane.ts"],
  "media/io/worker.ts": ["media/io/worker.ts"],
};
const reach = () => reachOf("main.ts", (entry) => Promise.resolve(IMPORTS[entry] ?? []), (path) => SOURCES[path] ?? "");

Deno.test("a program reaches its workers and their files by URL", async () => {
  const { entries, files } = await reach();
  assert.deepEqual(entries.map((entry) => entry.path), ["main.ts", "media/io/worker.ts"]);
  assert.deepEqual(files, ["media/io/kernels.wasm"]);
});

Deno.test("whoever reads the prompts carries their pack and their words", async () => {
  const { files } = await reachOf("media/prompts/io/mod.ts", denoGraph(TOP), readHouse);
  assert.deepEqual(files, [
    "media/prompts/prompts.pack",
    "media/prompts/words/en.yml",
    "media/prompts/words/ro.yml",
  ]);
});

Deno.test("namedByUrl() sees URLs that the formatter broke over lines, and no others", () => {
  const source =
    `new URL(\n  "./x.ts",\n  import.meta.url,\n);\nnew URL("./y.ts", base); new URL("https://a.b", import.meta.url);`;
  assert.deepEqual(namedByUrl("core/io/a.ts", source), [{ literal: "./x.ts", path: "core/io/x.ts" }]);
});

Deno.test("a bundled module finds its worker from where the bundle lies", async () => {
  const { entries } = await reach();
  const [main, worker] = entries;
  assert.ok(main && worker);
  assert.equal(
    pointAnew(`new URL("../io/worker.ts", import.meta.url)`, main),
    `new URL("./media/io/worker.js", import.meta.url)`,
  );
  assert.equal(
    pointAnew(`new URL("./kernels.wasm", import.meta.url)`, worker),
    `new URL("./../../media/io/kernels.wasm", import.meta.url)`,
  );
});

Deno.test("a literal with two meanings is refused, and so is a package's own file", () => {
  const named = [{ literal: "./w.ts", path: "a/w.ts" }, { literal: "./w.ts", path: "b/w.ts" }];
  assert.throws(() => pointAnew("", { path: "main.ts", named }), /means both "a\/w.ts" and "b\/w.ts"/);
  const foreign = `new URL("./font.ttf", import.meta.url)`;
  assert.throws(() => pointAnew(foreign, { path: "main.ts", named: [] }), /a package names the file ".\/font.ttf"/);
});

Deno.test("a bundle is in ASCII, and says the same", async () => {
  const program = `export default ["ș", "😀".length, /^[à-ü]$/.test("é"), \`“\${"ă"}”\`]`;
  const written = inAscii(program);
  assert.match(written, /^[\x20-\x7e]+$/);
  const { default: said } = await import(`data:text/javascript,${encodeURIComponent(written)}`);
  assert.deepEqual(said, ["ș", 2, true, "“ă”"]);
});

Deno.test("modules become .js in the bundle, files keep their name", () => {
  assert.deepEqual(["a/b.ts", "a/b.tsx", "a/b.wasm"].map(bundledPath), ["a/b.js", "a/b.js", "a/b.wasm"]);
});

Deno.test("deno compile is given every worker and file to include", async () => {
  assert.deepEqual(compileArgs(await reach(), "dist/kontor").slice(4), [
    ...["--include", "media/io/worker.ts", "--include", "media/io/kernels.wasm"],
    "main.ts",
  ]);
});

Deno.test("the packed file runs with the unstable parts that deno.json names, and without a registry", () => {
  assert.equal(unstableFlags({ unstable: ["kv", "net"] }), "--unstable-kv --unstable-net");
  const flags = packedFlags({ unstable: ["kv"], tasks: { start: { command: "deno run --v8-flags=--a main.ts" } } });
  const head = headOf({ at: 1, id: "0123456789abcdef", runtimeBytes: 1, flags });
  assert.match(head, /run -A --unstable-kv --v8-flags=--a --no-config --no-lock --cached-only --no-remote --no-npm /);
});

Deno.test("the packed and the compiled program keep their heap as the task start does", () => {
  const flagsOf = (command: string): string => heapFlags({ tasks: { start: { command } } });
  assert.equal(
    flagsOf("deno run -A --v8-flags=--max-semi-space-size=6 main.ts serve"),
    "--v8-flags=--max-semi-space-size=6",
  );
  assert.throws(() => flagsOf("deno run -A main.ts serve"), /Cannot read the heap's flags/);
});

Deno.test("the head's length does not depend on the offset it carries", () => {
  const flags = "--unstable-kv";
  const lengthAt = (at: number) => headOf({ at, id: "0123456789abcdef", runtimeBytes: 39_000_000, flags }).length;
  assert.equal(lengthAt(0), lengthAt(1999));
});
