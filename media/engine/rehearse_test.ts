import assert from "node:assert/strict";
import { rehearse } from "./rehearse.ts";
import { kernels, Stage } from "./stage.ts";

Deno.test("a rehearsal leaves nothing behind: no event, no packet, no figure, no memory", () => {
  const stage = new Stage();
  rehearse(stage.ground); // filters that all legs share are made once, and stay
  const [figures, leases] = [[...stage.ground.figures], stage.leases.length];
  const before = kernels.arena.takenBytes;
  rehearse(stage.ground);
  assert.equal(kernels.arena.takenBytes, before);
  assert.deepEqual([...stage.ground.figures], figures);
  assert.deepEqual([stage.take(), stage.events, stage.log, stage.leases.length], [[], [], [], leases]);
});
