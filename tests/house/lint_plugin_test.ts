import assert from "node:assert/strict";
import plugin from "./lint_plugin.ts";

function faults(source: string, path = "core/call/ring.ts"): string[] {
  return Deno.lint.runPlugin(plugin, path, source).map((found) => found.id);
}

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ["Deno.cwd();", "ambient-world"],
  ["const now = Date.now();", "ambient-world"],
  ["const now = new Date();", "ambient-world"],
  ["const now = Date();", "ambient-world"],
  ["const now = Temporal.Now.instant();", "ambient-world"],
  ["const luck = Math.random();", "ambient-world"],
  ["const at = performance.now();", "ambient-world"],
  ["setTimeout(() => 1, 5);", "ambient-world"],
  ["const later = setTimeout;", "ambient-world"],
  ["const tools = { setInterval };", "ambient-world"],
  ["export const say = (text: string) => console.log(text);", "ambient-world"],
  ["const page = await fetch(address);", "ambient-world"],
  ["crypto.getRandomValues(bytes);", "ambient-world"],
  ["const id = crypto.randomUUID();", "ambient-world"],
  ["new WebSocket(address);", "ambient-world"],
  ["new Worker(address);", "ambient-world"],
  ["const args = process.argv;", "ambient-world"],
  ["const world = globalThis;", "ambient-world"],
  ["const here = (Deno as Hidden).cwd;", "ambient-world"],
  [`import { readFileSync } from "node:fs";`, "ambient-world"],
  [`import { randomBytes } from "node:crypto";`, "ambient-world"],
  [`export * from "./ring.ts";`, "export-star"],
  [`export * as ring from "./ring.ts";`, "export-star"],
  ["let calls = 0;", "module-state"],
  ["export let calls = 0;", "module-state"],
  ["var calls = 0;", "module-state"],
  ["try { ring(); } catch {}", "swallowed-error"],
  ["try { ring(); } catch { /* it does not matter */ }", "swallowed-error"],
  ["class SecureLeg extends Leg {}", "inheritance"],
  ["const leg = call as unknown as Leg;", "double-cast"],
];
for (const [source, rule] of FORBIDDEN) {
  Deno.test(`the linter refuses ${source}`, () => assert.deepEqual(faults(source), [`house/${rule}`]));
}

const ALLOWED: readonly string[] = [
  "const at = new Date(wallMs);",
  "const most = Math.max(1, 2);",
  "const noon = Temporal.PlainTime.from(text);",
  "export interface World { fetch(address: string): void; console: string }",
  "export function start(process: { readonly id: number }): number { return process.id; }",
  "const phone = { fetch: 1, process: 2 }; phone.fetch;",
  "const { performance } = figures; show(performance);",
  "type Process = typeof Deno;",
  `import { createHash } from "node:crypto";`,
  "function count(): number { let calls = 0; calls += 1; return calls; }",
  "try { ring(); } catch (error) { log.warn(String(error)); }",
  "class RingError extends Error {}",
  "const leg = call as Leg;",
];
for (const source of ALLOWED) {
  Deno.test(`the linter lets ${source} pass`, () => assert.deepEqual(faults(source), []));
}

const PLACES: readonly (readonly [string, boolean])[] = [
  ["main.ts", true],
  ["core/io/udp.ts", true],
  ["core/store/io/sqlite.ts", true],
  ["core/sip/parse_test.ts", true],
  ["tests/interop/box.ts", true],
  [".ci/pack.ts", true],
  ["web/islands/lamp.tsx", true],
  ["core/switchboard/main.ts", false],
  ["core/radio/tune.ts", false],
  ["web/routes/calls.tsx", false],
];
for (const [path, allowed] of PLACES) {
  Deno.test(`${path} ${allowed ? "may" : "may not"} touch the world`, () => {
    assert.deepEqual(faults("Deno.cwd();", path), allowed ? [] : ["house/ambient-world"]);
  });
}
