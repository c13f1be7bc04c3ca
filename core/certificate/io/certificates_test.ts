import assert from "node:assert/strict";
import type { WebSettings } from "../../config/mod.ts";
import { CertificateStage, DAY_MS, signedFor, TODAY } from "./stage.ts";
import { Certificates } from "./certificates.ts";

const WEB: WebSettings = { bind: ["127.0.0.1"], port: 8080, tls: 8443, short: false, names: [], origins: [] };
const REACHED = { names: ["kontor.local", "localhost"], addresses: ["127.0.0.1", "192.168.1.7", "::1"] };
const { certificate: BROUGHT } = await signedFor(["phones.example.com"]);

function certificatesOf(stage: CertificateStage, web: Partial<WebSettings> = {}): Certificates {
  const settings = { data: stage.folder, web: { ...WEB, ...web } };
  return new Certificates(settings, { ...stage.world, reached: () => REACHED });
}

Deno.test("the box serves its own, then what somebody brings, then its own again", async () => {
  await using stage = await CertificateStage.open();
  const all = certificatesOf(stage);
  await all.load();
  const served: string[] = [];
  all.keep(() => Promise.resolve(void served.push(all.status().source)));
  try {
    const own = all.served;
    assert.deepEqual([all.status().source, all.status().without], ["own", []]);
    const brought = await all.bring(BROUGHT.certPem + BROUGHT.keyPem);
    assert.ok(brought.ok && brought.value.subject === "phones.example.com");
    assert.equal(all.served?.certPem, BROUGHT.certPem);
    assert.deepEqual(all.status().without, ["kontor.local"]);
    assert.equal(all.own, own, "browsers' sound keeps the box's own");
    const next = certificatesOf(stage);
    await next.load();
    assert.equal(next.served?.certPem, BROUGHT.certPem, "and so after a restart");
    await all.forget();
    assert.equal(all.served, own);
    assert.deepEqual(served, ["brought", "own"]);
  } finally {
    await all.stop();
  }
});

Deno.test("what is brought and cannot be used changes nothing", async () => {
  await using stage = await CertificateStage.open();
  const all = certificatesOf(stage);
  await all.load();
  all.keep(() => Promise.reject(new Error("unsupported curve")));
  try {
    const own = all.served;
    const wrong = await all.bring(BROUGHT.certPem);
    assert.ok(!wrong.ok && wrong.fault.code === "no-key");
    const refused = await all.bring(BROUGHT.certPem + BROUGHT.keyPem);
    assert.ok(!refused.ok);
    assert.equal(refused.fault.text, "TLS cannot be served with it: unsupported curve");
    assert.deepEqual([all.served, all.status().source], [own, "own"]);
    await assert.rejects(Deno.stat(`${stage.folder}/tls/brought.sealed`), Deno.errors.NotFound);
  } finally {
    await all.stop();
  }
});

Deno.test("the files of kontor.yml are served, also when browsers will refuse them, and that is told", async () => {
  await using stage = await CertificateStage.open();
  const [certificate, key] = [`${stage.folder}/cert.pem`, `${stage.folder}/key.pem`];
  await Deno.writeTextFile(certificate, BROUGHT.certPem);
  await Deno.writeTextFile(key, BROUGHT.keyPem);
  stage.wall = TODAY + 500 * DAY_MS;
  const all = certificatesOf(stage, { certificate, key });
  await all.load();
  assert.equal(all.served?.certPem, BROUGHT.certPem);
  assert.deepEqual([all.status().source, all.status().fault?.code], ["file", "expired"]);
  assert.match(stage.lines.at(-1)!.text, /Clients may refuse/);
  await all.stop();
});

Deno.test("a new authority signs a new certificate, which is served at once", async () => {
  await using stage = await CertificateStage.open();
  const all = certificatesOf(stage);
  await all.load();
  const before = all.status();
  let shown = 0;
  all.keep(() => Promise.resolve(void shown++));
  try {
    await all.replaceAuthority();
    const { root, served } = all.status();
    assert.notEqual(root?.facts.fingerprint, before.root?.facts.fingerprint);
    assert.notEqual(served?.fingerprint, before.served?.fingerprint);
    assert.equal(shown, 1);
  } finally {
    await all.stop();
  }
});

Deno.test("a look that fails changes nothing", async () => {
  await using stage = await CertificateStage.open();
  const [certificate, key] = [`${stage.folder}/cert.pem`, `${stage.folder}/key.pem`];
  await Deno.writeTextFile(certificate, BROUGHT.certPem);
  await Deno.writeTextFile(key, BROUGHT.keyPem);
  const all = certificatesOf(stage, { certificate, key });
  await all.load();
  await Deno.remove(key);
  await assert.rejects(all.look(), /no such file/);
  assert.equal(all.served?.certPem, BROUGHT.certPem);
  await all.stop();
});

Deno.test("a file of kontor.yml that no TLS can be served with is named", async () => {
  await using stage = await CertificateStage.open();
  const [certificate, key] = [`${stage.folder}/cert.pem`, `${stage.folder}/key.pem`];
  await Deno.writeTextFile(certificate, BROUGHT.certPem);
  const load = () => certificatesOf(stage, { certificate, key }).load();
  await assert.rejects(load(), /Cannot read private key ".*key.pem": no such file/);
  await Deno.writeTextFile(key, BROUGHT.certPem);
  await assert.rejects(load(), /Cannot read private key ".*key.pem": expected PEM/);
  await Deno.writeTextFile(key, (await signedFor(["a"])).certificate.keyPem);
  await assert.rejects(load(), /Cannot use ".*cert.pem" with ".*key.pem": The private key is not that of/);
});
