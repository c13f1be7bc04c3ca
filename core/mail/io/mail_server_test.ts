import assert from "node:assert/strict";
import type { Sealing } from "../../base/mod.ts";
import { MailServer } from "./mod.ts";

const SMTP = { host: "mail.example.com", port: 587, tls: "starttls", user: "phones", password: "s3cret" } as const;
const CHOSEN = { ...SMTP, from: "phones@example.com" };

/** A seal that hides what it closes, a little. */
const SEALING: Sealing = {
  close: (name, plain) => new Uint8Array([name.length, ...plain.map((octet) => octet ^ 0x55)]),
  open: (name, sealed) => sealed[0] === name.length ? sealed.subarray(1).map((octet) => octet ^ 0x55) : undefined,
};

Deno.test("the mail server that was chosen is kept over a restart, sealed, and told to who follows", async () => {
  const data = await Deno.makeTempDir({ prefix: "kontor-" });
  try {
    const server = await MailServer.open({ data }, SEALING);
    const told: boolean[] = [];
    server.follow((sends) => told.push(sends));
    await server.choose(CHOSEN);
    const [{ name }, ...others] = [...Deno.readDirSync(data)] as [Deno.DirEntry, ...Deno.DirEntry[]];
    assert.deepEqual([name, others], ["mail-server.sealed", []]);
    assert.ok(!new TextDecoder().decode(Deno.readFileSync(`${data}/${name}`)).includes("s3cret"));
    const after = await MailServer.open({ data }, SEALING);
    assert.deepEqual([after.now, after.isNamed], [CHOSEN, false]);
    await assert.rejects(MailServer.open({ data }, { ...SEALING, open: () => undefined }), /another box key/);
    const named = { ...CHOSEN, host: "file.example.com" };
    const byFile = await MailServer.open({ data, smtp: named }, SEALING);
    assert.deepEqual([byFile.now, byFile.isNamed], [named, true], "kontor.yml goes first");
    await server.choose(undefined);
    assert.deepEqual([(await MailServer.open({ data }, SEALING)).now, told], [undefined, [false, true, false]]);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
