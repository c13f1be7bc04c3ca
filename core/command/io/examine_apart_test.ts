import assert from "node:assert/strict";
import { BOX_DEFAULTS } from "../../config/mod.ts";
import type { Instant } from "../../base/mod.ts";
import { DEFAULT_BROWSER_PHONES } from "../../directory/mod.ts";
import { MailTrust, type SmtpSettings } from "../../mail/mod.ts";
import { examineApart } from "./examine_apart.ts";

function mailWith(server: SmtpSettings | undefined, now: () => number) {
  const inForce = () => server;
  return { inForce, trust: new MailTrust({ inForce, now: () => now() as Instant }) };
}

/** Answers "well" to each command until the caller goes, which may be without waiting for the last answer. */
async function agreeTo(caller: Deno.Conn): Promise<void> {
  const say = (line: string) => caller.write(new TextEncoder().encode(`${line}\r\n`));
  try {
    await say("220 here");
    for await (const _ of caller.readable) await say("250 well");
  } catch (error) {
    const hasGone = error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe;
    if (!hasGone) throw error;
  }
}

Deno.test("the machine is examined in a worker that ends with it, once for all who ask at the same time", async () => {
  const data = await Deno.makeTempDir();
  try {
    const { sip } = BOX_DEFAULTS;
    const settings = { ...BOX_DEFAULTS, data, sip: { ...sip, advertise: "192.0.2.1" } };
    let now = 0;
    const doctor = examineApart(settings, {
      phones: () => DEFAULT_BROWSER_PHONES,
      mail: mailWith(undefined, () => now),
      now: () => now,
    });
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

Deno.test("the box signs in at its mail server once a day, and after a mail that did not go", async () => {
  const HOUR = 3_600_000;
  const data = await Deno.makeTempDir();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  let visits = 0;
  const serving = (async () => {
    for await (const caller of listener) {
      visits++;
      await agreeTo(caller);
    }
  })();
  try {
    const smtp: SmtpSettings = { host: "127.0.0.1", port, tls: "off", from: "box@example.com" };
    let now = 0;
    const mail = mailWith(smtp, () => now);
    const settings = { ...BOX_DEFAULTS, data, smtp, sip: { ...BOX_DEFAULTS.sip, advertise: "192.0.2.1" } };
    const doctor = examineApart(settings, { phones: () => DEFAULT_BROWSER_PHONES, mail, now: () => now });
    const visitsAfter = async (hours: number): Promise<number> => {
      now = hours * HOUR;
      const { findings } = await doctor.examine();
      assert.match(findings.en.find(({ about }) => about === "smtp")!.text, /takes mails/);
      return visits;
    };
    assert.equal(await visitsAfter(0), 1);
    assert.equal(await visitsAfter(1), 1);
    assert.equal(await visitsAfter(23), 1);
    assert.equal(await visitsAfter(24), 2);
    mail.trust.note(smtp, false);
    assert.equal(await visitsAfter(25), 3);
    assert.equal(await visitsAfter(26), 3);
    doctor.stop();
  } finally {
    listener.close();
    await serving;
    await Deno.remove(data, { recursive: true });
  }
});
