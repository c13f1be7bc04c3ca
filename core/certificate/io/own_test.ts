import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { blocksOf } from "../certificate.ts";
import { factsOf } from "../facts.ts";
import { CertificateStage, DAY_MS, TODAY } from "./stage.ts";
import { makeOwn, OwnCertificate, type Reached } from "./own.ts";

const REACHED = { names: ["kontor.local", "box", "localhost"], addresses: ["127.0.0.1", "192.168.1.7", "2001:db8::7"] };

function ownOf(stage: CertificateStage, reached: () => Reached = () => REACHED): OwnCertificate {
  return new OwnCertificate({ ...stage.world, vault: stage.vault, reached });
}

Deno.test("the first start makes an authority and a certificate for every name and address, and the next one finds them", async () => {
  await using stage = await CertificateStage.open();
  const first = ownOf(stage);
  const made = await first.look();
  assert.ok(made !== undefined && first.root !== undefined);
  const [leaf, root] = blocksOf(made.certPem).map((block) => new X509Certificate(block));
  assert.ok(leaf !== undefined && root !== undefined);
  for (const name of REACHED.names) assert.equal(leaf.checkHost(name), name);
  for (const ip of REACHED.addresses) assert.equal(leaf.checkIP(ip), ip);
  assert.equal(leaf.checkIP("192.168.1.8"), undefined);
  assert.ok(leaf.verify(root.publicKey) && leaf.checkIssued(root), "signed by the authority");
  assert.ok(root.verify(root.publicKey) && root.ca && !leaf.ca);
  assert.ok(factsOf(first.root).notAfter > TODAY + 9 * 365 * DAY_MS);
  assert.ok(factsOf(made.certPem).notAfter < TODAY + 398 * DAY_MS, "as Apple wants it");
  for await (const { name } of Deno.readDir(`${stage.folder}/tls`)) {
    assert.equal((await Deno.stat(`${stage.folder}/tls/${name}`)).mode! & 0o777, 0o600, name);
  }
  const next = ownOf(stage);
  assert.deepEqual(await next.look(), made);
  assert.equal(next.root, first.root);
});

Deno.test("TLS clients that trust the authority alone trust the box by its name, and for no other", async () => {
  const { authority, certificate } = await makeOwn({ names: ["localhost"], addresses: ["127.0.0.1"] }, {
    now: Date.now(),
  });
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, cert: certificate.certPem, key: certificate.keyPem, onListen: () => {} },
    () => new Response("well"),
  );
  using client = Deno.createHttpClient({ caCerts: [authority.certPem] });
  const answer = await fetch(`https://localhost:${server.addr.port}/`, { client });
  assert.equal(await answer.text(), "well");
});

Deno.test("a certificate that the stolen authority makes for a bank is refused", async () => {
  const { authority } = await makeOwn({ names: ["kontor.local"], addresses: [] }, { now: Date.now() });
  const everything = { ...authority, permits: { names: ["localhost", "com"], networks: ["0.0.0.0/0"] } };
  const { certificate } = await makeOwn({ names: ["bank.com"], addresses: ["8.8.8.8"] }, {
    now: Date.now(),
    authority: everything,
  });
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, cert: certificate.certPem, key: certificate.keyPem, onListen: () => {} },
    () => new Response("stolen"),
  );
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
  const secured = await Deno.startTls(conn, { hostname: "bank.com", caCerts: [authority.certPem] });
  await assert.rejects(secured.handshake(), /NameConstraint/);
  secured.close();
});

Deno.test("it is renewed in time, and for an address that has come; key and authority stay", async () => {
  await using stage = await CertificateStage.open();
  let reached: Reached = REACHED;
  const own = ownOf(stage, () => reached);
  const first = await own.look();
  const root = own.root;
  stage.wall = TODAY + 200 * DAY_MS;
  assert.equal(await own.look(), first);
  reached = { ...REACHED, addresses: ["192.168.1.7", "2001:db8::8"] };
  assert.equal(await own.look(), first, "an address that went, or an IPv6 one that came, is no reason");
  reached = { ...REACHED, addresses: ["192.168.1.9"] };
  const moved = await own.look();
  assert.deepEqual(factsOf(moved!.certPem).names, [...REACHED.names, "192.168.1.9"]);
  stage.wall += 265 * DAY_MS;
  const renewed = await own.look();
  assert.ok(renewed !== undefined && factsOf(renewed.certPem).notAfter > stage.wall + 300 * DAY_MS);
  assert.deepEqual([renewed.keyPem, own.root], [first?.keyPem, root]);
});

Deno.test("a name that came after the authority was made, and that it may not vouch for, waits for a new one", async () => {
  await using stage = await CertificateStage.open();
  let reached: Reached = REACHED;
  const own = ownOf(stage, () => reached);
  const first = await own.look();
  reached = { ...REACHED, names: [...REACHED.names, "phones.firma.ro"] };
  assert.equal(await own.look(), first);
  const root = own.root;
  await own.replace();
  assert.ok(factsOf((await own.look())!.certPem).names.includes("phones.firma.ro"), "a new authority may");
  assert.notEqual(own.root, root);
});

Deno.test("no certificate is made before the clock is believed", async () => {
  await using stage = await CertificateStage.open();
  stage.wall = 0;
  assert.equal(await ownOf(stage).look(), undefined);
  assert.match(stage.lines[0]!.text, /the clock of the box is not set yet/);
  await assert.rejects(Deno.stat(`${stage.folder}/tls`), Deno.errors.NotFound);
});

Deno.test("what was sealed with another box key is named", async () => {
  await using stage = await CertificateStage.open();
  await Deno.mkdir(`${stage.folder}/tls`);
  await Deno.writeFile(`${stage.folder}/tls/box.sealed`, new Uint8Array([0, 1, 2]));
  await assert.rejects(ownOf(stage).look(), /Cannot open ".*box.sealed": it was sealed with another box key/);
});
