/**
 * What the running box shows on its TLS ports, as openssl sees it. Which versions it takes is tried on the transports
 * alone: see `tls_versions_test.ts`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { newFolder, removeFolder } from "./place.ts";
import { realTest } from "./tool.ts";

async function openssl(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command("openssl", { args: [...args], stdin: "null" }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

/** The certificate that a port shows, and the version that openssl agrees on with it when it may choose. */
async function shown(box: Box, port: number): Promise<{ readonly certificate: string; readonly version: string }> {
  const text = await openssl("s_client", "-connect", `${box.host.ip}:${port}`);
  const certificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/.exec(text)?.[0];
  const version = /New, (\S+), Cipher/.exec(text)?.[1];
  if (certificate === undefined || version === undefined) throw new Error(`Cannot shake hands: ${text}\n${box.log}`);
  return { certificate, version };
}

/** An owner's certificate for a name; gives its text. */
async function makeOwn(folder: string, name: string): Promise<string> {
  const files = ["-keyout", `${folder}/key.pem`, "-out", `${folder}/cert.pem`];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"];
  const text = await openssl("req", "-x509", ...kind, "-subj", `/CN=${name}`, ...files);
  return (await Deno.readTextFile(`${folder}/cert.pem`).catch(() => assert.fail(text))).trim();
}

realTest("the box prefers TLS 1.3, and shows the same certificate after a restart", ["openssl"], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const before = await shown(box, box.tlsPort);
  assert.equal(before.version, "TLSv1.3");
  await box.kill();
  await box.start();
  assert.deepEqual(await shown(box, box.tlsPort), before);
});

realTest(
  "the owner's certificate is shown for SIP and for the web, and renewed by SIGHUP without a call being lost",
  ["openssl", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const folder = opened.adopt(await newFolder("certificate"), removeFolder);
    const first = await makeOwn(folder, "first.example.com");
    const web = `certificate: ${folder}/cert.pem, key: ${folder}/key.pem`;
    const box = opened.adopt(await Box.start({ web }), (box) => box.stop());
    const phone = async (user: string, hz: number) =>
      opened.adopt(await Baresip.start({ ...box.account(user, "tls"), hz }), (phone) => phone.stop());
    const [ana, bob] = [await phone("101", 440), await phone("102", 660)];
    assert.equal((await shown(box, box.tlsPort)).certificate, first);
    assert.equal((await shown(box, box.webTlsPort)).certificate, first);
    await ana.dial(box.uri("102", "tls"));
    await ana.until("CALL_ESTABLISHED");

    const second = await makeOwn(folder, "second.example.com");
    Deno.kill(box.pid, "SIGHUP");
    await box.until(/"Reloaded"/);
    assert.equal((await shown(box, box.tlsPort)).certificate, second);
    assert.equal((await shown(box, box.webTlsPort)).certificate, second);
    await bob.hearsNow(440);
    await bob.hangUp();
    await ana.until("CALL_CLOSED");
    await bob.dial(box.uri("101", "tls"));
    await ana.hearsNow(660);
  },
);
