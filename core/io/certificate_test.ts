import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import type { Clock, Instant, LogLine, WallTime } from "../base/mod.ts";
import { boxCertificate, readCertificate } from "./certificate.ts";

const TODAY = Date.UTC(2026, 5, 1);

function worldAt(wall: number): { world: Parameters<typeof boxCertificate>[1]; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const clock: Clock = { now: () => 0 as Instant, wall: () => wall as WallTime };
  const locals = [{ ip: "127.0.0.1", networkBits: 8 }, { ip: "192.0.2.7", networkBits: 24 }, {
    ip: "2001:db8::7",
    networkBits: 64,
  }];
  return { world: { clock, log: { write: (line) => lines.push(line) }, hostname: "box", locals }, lines };
}

async function inFolder(check: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-" });
  try {
    await check(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the first start makes a certificate for every name and address, and the next one finds it", () =>
  inFolder(async (folder) => {
    const { world } = worldAt(TODAY);
    const made = await boxCertificate(folder, world);
    assert.ok(made !== undefined);
    const read = new X509Certificate(made.certPem);
    for (const name of ["kontor.local", "box", "localhost"]) assert.equal(read.checkHost(name), name);
    for (const ip of ["127.0.0.1", "192.0.2.7", "2001:db8::7"]) assert.equal(read.checkIP(ip), ip);
    assert.equal(read.checkIP("192.0.2.8"), undefined);
    assert.ok(Date.parse(read.validFrom) < TODAY && Date.parse(read.validTo) > TODAY + 9 * 365 * 86_400_000);
    assert.ok(read.verify(read.publicKey), "its own signature");
    assert.equal(read.ca, false);
    for (const file of ["cert", "key"]) {
      assert.equal((await Deno.stat(`${folder}/tls/${file}.pem`)).mode! & 0o777, 0o600);
    }
    assert.deepEqual(await boxCertificate(folder, world), made);
  }));

Deno.test("no certificate is made before the clock is believed", () =>
  inFolder(async (folder) => {
    const { world, lines } = worldAt(Date.UTC(1970, 0, 1));
    assert.equal(await boxCertificate(folder, world), undefined);
    assert.match(lines[0]!.text, /the clock of the box is not set yet/);
    await assert.rejects(Deno.stat(`${folder}/tls`), Deno.errors.NotFound);
  }));

Deno.test("the owner's files are read, and a wrong one is named", () =>
  inFolder(async (folder) => {
    const made = (await boxCertificate(folder, worldAt(TODAY).world))!;
    const [cert, key] = [`${folder}/tls/cert.pem`, `${folder}/tls/key.pem`];
    assert.deepEqual(await readCertificate(cert, key), made);
    await assert.rejects(
      readCertificate(`${folder}/none.pem`, key),
      /Cannot read certificate ".*none.pem": no such file/,
    );
    await assert.rejects(readCertificate(cert, cert), /Cannot read private key ".*cert.pem": expected PEM/);
  }));
