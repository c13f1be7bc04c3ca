import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CertificateStatus } from "../../core/certificate/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { stagedBox } from "../../tests/lab/quiet_box.ts";
import { NOON } from "./stage.ts";

const ACME: NonNullable<CertificateStatus["acme"]> = {
  directory: "https://acme.example/directory",
  challenge: "http-01",
  names: ["phones.example.com"],
  isAsking: false,
  isBarred: false,
  next: NOON as WallTime,
};

/** A box with certificates of this kind, on which it is noted what is done about them. */
async function box(status: Partial<CertificateStatus> = {}) {
  const done: string[] = [];
  const staged = stagedBox();
  let now: CertificateStatus = { ...staged.certificates.status(), ...status };
  const certificates = {
    ...staged.certificates,
    status: () => now,
    bring: (pem: string) => {
      if (pem !== "PEM") {
        const fault = { code: "no-key", what: "", text: "Cannot use the certificate: no key is in it" } as const;
        return Promise.resolve({ ok: false as const, fault });
      }
      now = { ...now, source: "brought" };
      return staged.certificates.bring(pem);
    },
    forget: () => Promise.resolve(void (now = { ...now, source: "own" })),
    replaceAuthority: () => Promise.resolve(void done.push("replaced")),
    askNow: () => void done.push("asked"),
  };
  return { ...await program(undefined, undefined, { box: { ...staged, certificates } }), done };
}

Deno.test("a program sees by what the box proves who it is, and fetches what devices are to trust", async () => {
  const { ask, app, key } = await box();
  const { status, body, headers } = await ask("GET", "/certificates");
  assert.equal(status, 200);
  assert.deepEqual(
    [body.source, body.served.names, body.renewed_at, body.authority.subject, body.acme, body.fault],
    ["own", ["kontor.local", "192.168.1.7"], "2026-02-20T00:00:00.000Z", "Kontor at kontor.local", null, null],
  );
  assert.equal((await ask("GET", "/certificates", undefined, { "if-none-match": headers.get("etag")! })).status, 304);
  const file = (accept: string) =>
    app.request("/api/v1/certificates/authority", { headers: { authorization: `Bearer ${key}`, accept } });
  const der = await file("*/*");
  assert.deepEqual([der.headers.get("content-type"), await der.text()], ["application/x-x509-ca-cert", "ABC"]);
  assert.match(await (await file("application/x-pem-file")).text(), /^-----BEGIN CERTIFICATE-----/);
});

Deno.test("a certificate is brought, refused for what is wrong with it, and taken away; each is written down", async () => {
  const { ask, audit } = await box();
  const pem = { "content-type": "application/x-pem-file" };
  const refused = await ask("PUT", "/certificates/brought", "else", pem);
  assert.deepEqual([refused.status, refused.body.code], [422, "no-key"]);
  assert.equal((await ask("DELETE", "/certificates/brought")).status, 404);
  assert.equal((await ask("PUT", "/certificates/brought", "PEM", pem)).body.source, "brought");
  assert.equal((await ask("DELETE", "/certificates/brought")).status, 204);
  assert.equal((await ask("GET", "/certificates")).body.source, "own");
  assert.equal((await ask("PUT", "/certificates/brought", "x".repeat(200_001), pem)).status, 413);
  assert.deepEqual((await audit()).map(({ who, action }) => [who, action]), [
    ["key:crm", "certificate.brought"],
    ["key:crm", "certificate.forgotten"],
  ]);
});

Deno.test("where kontor.yml says whose certificate is served nobody brings another", async () => {
  const staged = stagedBox();
  const web = { ...staged.settings.web, certificate: { cert: "a.pem", key: "b.pem" } } as never;
  const { ask } = await program(undefined, undefined, { box: { ...staged, settings: { ...staged.settings, web } } });
  const { status, body } = await ask("PUT", "/certificates/brought", "PEM", {
    "content-type": "application/x-pem-file",
  });
  assert.equal(status, 409);
  assert.match(body.detail, /^Cannot bring a certificate: kontor\.yml says whose is served/);
});

Deno.test("the box is made a new authority, and an authority elsewhere is asked at once where there is one to ask", async () => {
  const own = await box();
  assert.equal((await own.ask("POST", "/certificates/authority")).status, 200);
  const none = await own.ask("POST", "/certificates/acme/ask");
  assert.match(none.body.detail, /kontor\.yml names no ACME authority/);
  const acme = await box({ source: "acme", acme: ACME });
  assert.equal((await acme.ask("POST", "/certificates/acme/ask")).status, 202);
  const barred = await box({ acme: { ...ACME, isBarred: true } });
  assert.equal((await barred.ask("POST", "/certificates/acme/ask")).status, 409);
  assert.deepEqual([own.done, acme.done, barred.done], [["replaced"], ["asked"], []]);
  assert.deepEqual((await own.audit()).map(({ action }) => action), ["certificate.authority"]);
  assert.deepEqual((await acme.audit()).map(({ action }) => action), ["certificate.asked"]);
});
