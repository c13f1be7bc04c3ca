import assert from "node:assert/strict";
import type { PbxTls } from "../../core/directory/mod.ts";
import { AmiLink } from "../../features/missed/io/ami_link.ts";
import { AMI_SECRET, AmiServer } from "../lab/ami_server.ts";
import { certificateFor } from "./certificates.ts";

/** Whether it is let in, or why not. */
async function hears(port: number, tls: PbxTls): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const link = new AmiLink({
    tenant: "acme",
    settings: { host: "127.0.0.1", port, user: "kontor", secret: AMI_SECRET, tls },
    onNews: () => resolve("let in"),
    say: (_level, text) => resolve(text),
  });
  link.start();
  try {
    return await promise;
  } finally {
    await link.stop();
  }
}

Deno.test("over TLS it hears whoever is there, or only whom the authority certifies", async () => {
  const [certificate, another] = await Promise.all([certificateFor("127.0.0.1"), certificateFor("127.0.0.1")]);
  const ca = await Deno.makeTempFile();
  await using server = new AmiServer({ certificate });
  try {
    assert.equal(await hears(server.port, "required"), "let in");
    await Deno.writeTextFile(ca, certificate.certPem);
    assert.equal(await hears(server.port, { ca }), "let in");
    await Deno.writeTextFile(ca, another.certPem);
    assert.match(await hears(server.port, { ca }), /^Cannot hear the Asterisk of tenant "acme" at .*certificate/i);
  } finally {
    await Deno.remove(ca);
  }
});
