/**
 * The box gets its certificate from a real ACME server, and serves it without a restart.
 *
 * @module
 */
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { Pebble } from "./pebble.ts";
import { freePorts, newFolder, removeFolder } from "./place.ts";
import { realTest } from "./tool.ts";

const NAME = "phones.example.com";

/** The first certificate that a port shows. */
async function shown(box: Box, port: number): Promise<X509Certificate> {
  const { stdout } = await new Deno.Command("openssl", {
    args: ["s_client", "-connect", `${box.host.ip}:${port}`],
    stdin: "null",
    stderr: "null",
  }).output();
  return new X509Certificate(stdout);
}

realTest(
  "a certificate by HTTP-01 is served for the web and for SIP while a call goes on, and kept over a restart",
  ["pebble", "openssl", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const port = freePorts(4);
    const pebble = opened.adopt(await Pebble.start(port + 2), (pebble) => pebble.stop());
    const acme = `{ directory: "${pebble.directory}", authorities: ${pebble.authorities}, agreed: true }`;
    const box = opened.adopt(
      await Box.start({ port, web: `names: [${NAME}], acme: ${acme}` }),
      (box) => box.stop(),
    );
    const phone = async (user: string, hz: number) =>
      opened.adopt(await Baresip.start({ ...box.account(user, "tls"), hz }), (phone) => phone.stop());
    const [ana, bob] = [await phone("101", 440), await phone("102", 660)];
    await ana.dial(box.uri("102", "tls"));
    await ana.until("CALL_ESTABLISHED");

    await box.until(/An authority gave a certificate/);
    for (const port of [box.webTlsPort, box.tlsPort]) {
      const certificate = await shown(box, port);
      assert.match(certificate.issuer, /Pebble/, box.log);
      assert.equal(certificate.checkHost(NAME), NAME);
    }
    await bob.hearsNow(440);
    await bob.hangUp();
    await ana.until("CALL_CLOSED");

    const before = await shown(box, box.webTlsPort);
    await box.kill();
    await box.start();
    assert.equal((await shown(box, box.webTlsPort)).fingerprint256, before.fingerprint256);
    assert.equal(pebble.log.match(/Issued certificate/g)?.length, 1, "kept, not asked for again");
  },
);

realTest("a certificate by DNS-01, whose record the owner's program makes", ["pebble", "openssl"], async () => {
  await using opened = new AsyncDisposableStack();
  const folder = opened.adopt(await newFolder("hook"), removeFolder);
  const pebble = opened.adopt(await Pebble.start(1), (pebble) => pebble.stop());
  const hook = `${folder}/hook.ts`;
  await Deno.writeTextFile(
    hook,
    `#!/usr/bin/env -S ${Deno.execPath()} run -A --quiet
const [deed, host, value] = Deno.args;
const path = deed === "present" ? "set-txt" : "clear-txt";
const answer = await fetch("${pebble.dnsDesk}/" + path, { method: "POST", body: JSON.stringify({ host, value }) });
Deno.exit(answer.ok ? 0 : 1);
`,
  );
  await Deno.chmod(hook, 0o755);
  const acme =
    `{ directory: "${pebble.directory}", authorities: ${pebble.authorities}, challenge: dns-01, hook: ${hook}, agreed: true }`;
  const box = opened.adopt(
    await Box.start({ web: `names: [${NAME}, desk.example.com], acme: ${acme}` }),
    (box) => box.stop(),
  );
  await box.until(/An authority gave a certificate/);
  const certificate = await shown(box, box.webTlsPort);
  assert.match(certificate.issuer, /Pebble/);
  for (const name of [NAME, "desk.example.com"]) assert.equal(certificate.checkHost(name), name);
});

realTest(
  "where the authority cannot find the box, it says so, and the box serves its own",
  ["pebble", "openssl"],
  async () => {
    await using opened = new AsyncDisposableStack();
    // It looks where nobody listens.
    const pebble = opened.adopt(await Pebble.start(freePorts(1)), (pebble) => pebble.stop());
    const acme = `{ directory: "${pebble.directory}", authorities: ${pebble.authorities}, agreed: true }`;
    const box = opened.adopt(await Box.start({ web: `names: [${NAME}], acme: ${acme}` }), (box) => box.stop());
    const line = await box.until(/An authority gave no certificate/);
    assert.match(line, /connection refused/);
    assert.match((await shown(box, box.webTlsPort)).issuer, /Kontor at kontor.local/);
  },
);

realTest("an authority that is not there is named", ["openssl"], async () => {
  const box = await Box.start({
    web: `names: [${NAME}], acme: { directory: "https://127.0.0.1:9/dir", agreed: true }`,
  });
  try {
    assert.match(await box.until(/An authority gave no certificate/), /"why":"127.0.0.1:9 did not answer"/);
  } finally {
    await box.stop();
  }
});
