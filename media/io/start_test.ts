import assert from "node:assert/strict";
import type { LogLine } from "../../core/base/mod.ts";
import type { Lease, MediaEvent } from "../../core/sound/mod.ts";
import { examine } from "../engine/exam.ts";
import { openHall } from "./exam_hall.ts";
import { startMediaPlane } from "./start.ts";

const isLinux = Deno.build.os === "linux";

if (isLinux) examine("libc", () => openHall("libc", 47_000));
examine("fallback", () => openHall("fallback", 47_200));

Deno.test("a faulty setting is refused with every fault named", async () => {
  const start = startMediaPlane({ bind: ["127.0.0.1", "0.0.0.0"], from: 70000, to: 1 }, () => {}, { write() {} });
  await assert.rejects(start, /bind "127.0.0.1, 0.0.0.0".*from "70000".*to "1"/);
});

Deno.test("an address that is not ours is refused", async () => {
  const start = startMediaPlane({ bind: "192.0.2.1", from: 47_400, to: 47_499 }, () => {}, { write() {} });
  await assert.rejects(start, /Cannot bind RTP ports to "192.0.2.1"/);
});

Deno.test("the fallback says once that it cannot mark packets", async () => {
  const lines: LogLine[] = [];
  const settings = { bind: "127.0.0.1", from: 47_400, to: 47_499, engine: "fallback", freeLeases: 8 } as const;
  const plane = await startMediaPlane(settings, () => {}, { write: (line) => lines.push(line) });
  await plane.close();
  await plane.close();
  assert.deepEqual(lines.map((line) => line.text), [
    "Cannot mark voice packets EF: the media engine runs without libc",
  ]);
});

Deno.test({
  name: "a worker that dies is reported, gives its ports free and comes again; the third death in a minute is hopeless",
  ignore: !isLinux,
  async fn() {
    const events: MediaEvent[] = [];
    let onChange = (): void => {};
    const hopeless = Promise.withResolvers<string>();
    const plane = await startMediaPlane(
      {
        bind: "127.0.0.1",
        from: 47_600,
        to: 47_615,
        freeLeases: 8,
        engine: "libc",
        onHopeless: (text) => hopeless.resolve(text),
      },
      (event) => {
        events.push(event);
        onChange();
      },
      { write() {} },
    );
    const leased = async (count: number): Promise<readonly Lease[]> => {
      for (;;) {
        const all = events.flatMap((event) => event.type === "leased" ? event.leases : []);
        if (all.length >= count) return all;
        await new Promise<void>((resolve) => onChange = resolve);
      }
    };
    const ports = (await leased(8)).map((lease) => lease.rtpPort);
    for (const death of [1, 2, 3]) {
      // A command that no switchboard of ours would send: the engine holds it for our own bug, and throws.
      plane.command(JSON.parse('{"type":"explode"}'));
      if (death === 3) break;
      const again = (await leased(8 * (death + 1))).slice(8 * death).map((lease) => lease.rtpPort);
      assert.deepEqual(again, ports, "the same ports can be bound again at once");
    }
    assert.match(await hopeless.promise, /three times in a minute/);
    assert.equal(events.filter((event) => event.type === "lost").length, 3);
    assert.equal(plane.command({ type: "disconnect", leg: "ana" }), false);
    await plane.close();
  },
});
