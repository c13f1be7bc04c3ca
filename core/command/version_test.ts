import assert from "node:assert/strict";
import { BUILT_AFTER, VERSION } from "./version.ts";

Deno.test("the version is that of deno.json", async () => {
  const manifest = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
  assert.equal(VERSION, manifest.version);
});

Deno.test("the day before which no box can run is a day, and past", () => {
  assert.ok(Date.parse(BUILT_AFTER) < Date.now());
});
