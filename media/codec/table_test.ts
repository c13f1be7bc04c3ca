import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { codecFor } from "./table.ts";

const tools = { kernels: await labKernels(), opus: await labOpus() };

for (
  const [name, sampleRate, clockRate] of [
    ["PCMU", 8000, 8000],
    ["pcma", 8000, 8000],
    ["G722", 16_000, 8000],
    ["opus", 16_000, 48_000],
    ["OPUS", 16_000, 48_000],
  ] as const
) {
  Deno.test(`a codec is found by the name ${name}`, () => {
    using codec = codecFor({ name }, tools);
    assert.ok(codec !== undefined && codec.name.toLowerCase() === name.toLowerCase());
    assert.deepEqual([codec.sampleRate, codec.clockRate], [sampleRate, clockRate]);
  });
}

for (const name of ["G729", "telephone-event", "CN", "", "constructor", "toString"]) {
  Deno.test(`nobody speaks "${name}"`, () => assert.equal(codecFor({ name }, tools), undefined));
}

Deno.test("our own wishes win over what the other side asks of Opus", () => {
  using codec = codecFor({ name: "opus", parameters: "usedtx=1" }, tools, { sampleRate: 48_000 });
  assert.equal(codec?.sampleRate, 48_000);
});
