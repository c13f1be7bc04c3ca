import assert from "node:assert/strict";
import type { BoxSettings } from "../../core/config/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { stagedBox } from "../../tests/lab/quiet_box.ts";

const WANTED = { host: "mail.example.com", port: 465, tls: "tls", user: "phones", from: "phones@example.com" } as const;
const { user: _user, ...PLAIN } = WANTED;

/** A box whose mail goes through no server, and a program that chooses one. */
async function box(now?: BoxSettings["smtp"], isNamed = false) {
  const mailServer = {
    isNamed,
    now,
    choose: (smtp: BoxSettings["smtp"]) => {
      mailServer.now = smtp;
      return Promise.resolve();
    },
  };
  return { mailServer, ...await program(undefined, ["mail:read", "mail:write"], { box: stagedBox({ mailServer }) }) };
}

Deno.test("a program chooses the mail server, sees all of it but its password, and gives it up", async () => {
  const { ask, mailServer, audit } = await box();
  assert.deepEqual((await ask("GET", "/mail/server")).body, { named: false, server: null });
  const chosen = await ask("PUT", "/mail/server", { ...WANTED, password: "s3cret" });
  assert.equal(chosen.status, 200, JSON.stringify(chosen.body));
  assert.deepEqual(chosen.body, { named: false, server: { ...WANTED, has_password: true } });
  assert.deepEqual((await ask("GET", "/mail/server")).body, chosen.body);
  assert.equal(mailServer.now?.password, "s3cret");
  assert.equal((await ask("DELETE", "/mail/server")).status, 204);
  assert.equal(mailServer.now, undefined);
  assert.deepEqual(await audit(), [
    {
      ...{ who: "key:crm", action: "mail.server-chosen" },
      facts: { name: "mail.example.com:465", from: "phones@example.com" },
    },
    { who: "key:crm", action: "mail.server-forgotten", facts: {} },
  ]);
});

const LATER:
  readonly (readonly [what: string, body: Readonly<Record<string, unknown>>, password: string | undefined])[] = [
    ["left out, it stays for the same user at the same server", { ...WANTED, port: 587 }, "s3cret"],
    ["it goes to no other server", { ...WANTED, host: "elsewhere.example" }, undefined],
    ["it goes to no other user", { ...WANTED, user: "bob" }, undefined],
    ["it goes to nobody", PLAIN, undefined],
    ["null takes it away", { ...WANTED, password: null }, undefined],
    ["another one takes its place, with what would be a name in a file", { ...WANTED, password: "a${B}$" }, "a${B}$"],
  ];
for (const [what, body, password] of LATER) {
  Deno.test(`of the password of a mail server: ${what}`, async () => {
    const { ask, mailServer } = await box({ ...WANTED, password: "s3cret" });
    const answer = await ask("PUT", "/mail/server", body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual([mailServer.now?.password, answer.body.server.has_password], [password, password !== undefined]);
  });
}

Deno.test("what is no mail server is refused with each fault by its field, and nothing is changed", async () => {
  const { ask, mailServer, audit } = await box();
  const { status, body } = await ask("PUT", "/mail/server", { host: "mail:25", from: "phones", password: "s3cret" });
  assert.equal(status, 422);
  assert.equal(body.detail, 'Cannot choose the mail server: "host": "mail:25" is not a host');
  assert.deepEqual(body.faults.map(({ path }: { path: string }) => path), ["host", "from"]);
  assert.doesNotMatch(JSON.stringify(body), /s3cret/);
  assert.equal((await ask("PUT", "/mail/server", { ...WANTED, tls: "ssl" })).status, 400);
  assert.deepEqual([mailServer.now, await audit()], [undefined, []]);
});

Deno.test("where kontor.yml names the mail server, no program chooses another one", async () => {
  const { ask, mailServer } = await box({ ...WANTED, password: "s3cret" }, true);
  assert.deepEqual((await ask("GET", "/mail/server")).body, { named: true, server: { ...WANTED, has_password: true } });
  for (const method of ["PUT", "DELETE"]) {
    const { status, body } = await ask(method, "/mail/server", method === "PUT" ? PLAIN : undefined);
    assert.deepEqual([status, body.detail], [
      ...[409, "Cannot change the mail server: kontor.yml names it, and it is changed there"],
    ]);
  }
  assert.equal(mailServer.now?.user, "phones");
});
