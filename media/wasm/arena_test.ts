import assert from "node:assert/strict";
import { Arena } from "./arena.ts";
import { ALIGNMENT, ARENA_AT } from "./map.ts";

const BYTES = ARENA_AT + 65_536;

Deno.test("blocks are aligned, zeroed and apart", () => {
  const buffer = new ArrayBuffer(BYTES);
  new Uint8Array(buffer).fill(1);
  const arena = new Arena(buffer);
  const blocks = [1, 63, 64, 65, 1000].map((bytes) => ({ at: arena.take(bytes), bytes }));
  for (const { at, bytes } of blocks) {
    assert.equal(at % ALIGNMENT, 0);
    assert.ok(new Uint8Array(buffer, at, bytes).every((octet) => octet === 0));
    new Uint8Array(buffer, at, bytes).fill(2);
  }
  const ends = blocks.map(({ at, bytes }) => at + bytes);
  assert.ok(blocks.every(({ at }, index) => index === 0 || at >= ends[index - 1]!));
});

Deno.test("what one call gave back fits the next", () => {
  const arena = new Arena(new ArrayBuffer(BYTES));
  for (let call = 0; call < 10_000; call++) {
    const [state, frame] = [arena.take(5000), arena.take(640)];
    arena.giveBack(frame);
    arena.giveBack(state);
  }
  assert.equal(arena.takenBytes, 0);
});

Deno.test("a full memory and a block that is not taken are named", () => {
  const arena = new Arena(new ArrayBuffer(BYTES));
  const at = arena.take(40_000);
  assert.throws(
    () => arena.take(40_000),
    /^Error: Cannot take "40000" bytes of the kernels' memory: "40960" are in use$/,
  );
  arena.giveBack(at);
  assert.throws(() => arena.giveBack(at), /Cannot give back the block at "196608": it is not taken/);
  assert.throws(() => arena.take(0), /expected 1 or more/);
  assert.equal(arena.take(40_000), at);
});
