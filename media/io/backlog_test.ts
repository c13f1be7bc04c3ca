import assert from "node:assert/strict";
import type { Lease } from "../../core/sound/mod.ts";
import { startMediaPlane } from "./start.ts";

Deno.test({
  name: "when the command channel is full new legs are refused, and no command of a running leg is lost",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const leases: Lease[] = [];
    const first = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const plane = await startMediaPlane(
      { bind: "127.0.0.1", from: 47_500, to: 47_599, freeLeases: 4, engine: "libc" },
      (event) => {
        if (event.type === "leased") leases.push(...event.leases);
        if (event.type === "leased") first.resolve();
        if (event.type === "quality") closed.resolve();
      },
      { write() {} },
    );
    await first.promise;
    assert.ok(plane.command({ type: "open", leg: "ana", lease: leases[0]!.lease, label: "x".repeat(1000) }));
    let told = 0;
    let refused = false;
    // The worker is quick: it is outrun within some thousand commands.
    while (!refused && told < 1_000_000) {
      for (let burst = 0; burst < 1000; burst++, told++) assert.ok(plane.command({ type: "echo", leg: "ana" }));
      refused = !plane.command({ type: "open", leg: `late-${told}`, lease: 0, label: "" });
      if (!refused) told += 1;
    }
    assert.ok(refused, "an open is refused while commands wait");
    assert.ok(plane.command({ type: "close", leg: "ana" }));
    await closed.promise;
    assert.equal(plane.figures()["rtp_commands_total"], told + 2);
    await plane.close();
  },
});
