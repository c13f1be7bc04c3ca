/**
 * Runs the benches of one module, whose URL is the first argument, and prints their figures as one line of JSON.
 *
 * @module
 */
import type { Figure } from "./figure.ts";

const module: Readonly<Record<string, unknown>> = await import(Deno.args[0] ?? "");
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(module)) {
  if (/^bench[A-Z]/.test(name) && typeof bench === "function") figures.push(...await bench());
}
console.log(JSON.stringify(figures));
Deno.exit(0);
