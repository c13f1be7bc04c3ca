import assert from "node:assert/strict";
import { BOX_DEFAULTS } from "../../config/mod.ts";
import { DEFAULT_BROWSER_PHONES } from "../../directory/mod.ts";
import { examineApart } from "./examine_apart.ts";

Deno.test("the machine is examined in a worker that ends with it, once for all who ask at the same time", async () => {
  const data = await Deno.makeTempDir();
  try {
    const { sip } = BOX_DEFAULTS;
    const settings = { ...BOX_DEFAULTS, data, sip: { ...sip, advertise: "192.0.2.1" } };
    let now = 0;
    const doctor = examineApart(settings, { phones: () => DEFAULT_BROWSER_PHONES, now: () => now });
    const [one, other] = [doctor.examine(), doctor.examine()];
    assert.equal(one, other);
    const { findings, disk, memoryBytes, runtime } = await one;
    assert.ok(findings.en.some(({ about }) => about === "disk"), JSON.stringify(findings));
    assert.deepEqual(findings.ro.map(({ about }) => about), findings.en.map(({ about }) => about));
    assert.ok(disk !== undefined && disk.totalBytes > 0 && memoryBytes > 1_000_000);
    assert.match(runtime, /^Deno \d/);
    now = 6_000;
    assert.notEqual(doctor.examine(), one);
    now = 12_000;
    const underWay = doctor.examine();
    now = 30_000;
    assert.equal(doctor.examine(), underWay, "one that takes long is not begun again beside itself");
    doctor.stop();
    await assert.rejects(underWay, /Cannot examine the machine: the box stops/);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
