import assert from "node:assert/strict";
import type { Instant } from "../base/mod.ts";
import { MailTrust, type SmtpSettings } from "./mod.ts";

const HOUR = 3_600_000;

Deno.test("a mail server is asked when it is new, refused the last mail, or said nothing for a day", () => {
  let now = 0;
  const first: SmtpSettings = { host: "mail.example.com", port: 587, tls: "starttls", from: "box@example.com" };
  let server: SmtpSettings | undefined = first;
  const trust = new MailTrust({ inForce: () => server, now: () => now as Instant });
  assert.equal(trust.server, undefined, "nobody has asked it since the start");
  trust.note(first, true);
  now = 23 * HOUR;
  assert.equal(trust.server, first);
  now = 24 * HOUR;
  assert.equal(trust.server, undefined, "a day is over");
  trust.note(first, true);
  now = 47 * HOUR;
  trust.note(first, true);
  now = 70 * HOUR;
  assert.equal(trust.server, first, "the last word counts");
  trust.note(first, false);
  assert.equal(trust.server, undefined, "it refused");
  trust.note(first, true);
  server = { ...first };
  assert.equal(trust.server, undefined, "it was chosen anew");
  trust.note(server, true);
  assert.equal(trust.server, server);
  server = undefined;
  assert.equal(trust.server, undefined, "there is none");
});
