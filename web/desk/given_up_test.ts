import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { BOX_DEFAULTS } from "../../core/config/mod.ts";
import { deskStage, type DeskStageOptions } from "./stage.ts";
import { stagedBox } from "./stage_box.ts";

const PEOPLE = { ana: "owner", otto: "auditor", emil: "employee" } as const;
const SMTP = { host: "mail.example.com", port: 587, tls: "starttls", from: "phones@example.com" } as const;
const REFUSED = "550 5.1.1 no such user";
const OFFICE = `office: { name: Lab, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "4711", email: Gone@example.com } }
  - { number: "102", name: Bob, secret: s3cret-102, voicemail: { pin: "4712", email: bob@example.com } }
missed: { notify: { to: [{ to: "101" }, { to: bob@example.com }] } }
`;

/** A desk with two mails that were given up; the first one's address is refused. */
async function lost(more: DeskStageOptions = {}) {
  const acts: string[] = [];
  const mail = { subject: "Missed call: 0745 123 456", at: Date.UTC(2026, 10, 21) as WallTime };
  const mails = [
    { ...mail, id: "m-1", to: "gone@example.com", why: REFUSED, isAddress: true },
    { ...mail, id: "m/2", to: "bob@example.com", why: "nobody is there", isAddress: false },
  ];
  const stage = await deskStage(PEOPLE, {
    box: stagedBox({ settings: { ...BOX_DEFAULTS, smtp: SMTP } }),
    file: OFFICE,
    ask: (command) => {
      if (command.type === "dead-mails") return { type: "dead-mails", mails };
      if (command.type !== "retry-dead-mails" && command.type !== "drop-dead-mails") return undefined;
      const isThere = mails.some(({ id }) => id === command.id);
      acts.push(`${command.type} ${command.id}`);
      return isThere ? { type: "done", text: "" } : { type: "refused", text: "none" };
    },
    ...more,
  });
  return { stage, acts };
}

Deno.test("mails that were given up are listed with to whom, what about and why, in the reader's language", async () => {
  const { stage } = await lost({ accounts: { otto: { language: "ro" } } });
  const page = await (await (await stage.signedIn("ana")).get("/settings/mail")).text();
  assert.match(page, /Mails that did not arrive/);
  assert.match(page, /bob@example\.com[^]*gone@example\.com <span class="tag bad">address refused/, "the newest first");
  assert.match(page, /Missed call: 0745 123 456[^]*550 5\.1\.1 no such user/);
  assert.match(page, /formaction="\/settings\/mail\/lost\/m%2F2\/retry"/i);
  const looks = await (await (await stage.signedIn("otto")).get("/settings/mail")).text();
  assert.match(looks, /E-mailuri care nu au ajuns[^]*adresă refuzată/);
  assert.doesNotMatch(looks, /settings\/mail\/lost/, "who looks has no buttons");
});

Deno.test("one of them is sent again or dropped, which the audit says; what is gone already is no fault", async () => {
  const { stage, acts } = await lost();
  const ana = await stage.signedIn("ana");
  for (const path of ["m-1/retry", "m%2F2/drop", "m-3/drop", "m-1/burn"]) {
    const answer = await ana.post(`/settings/mail/lost/${path}`);
    assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/settings/mail"], path);
  }
  assert.deepEqual(acts, ["retry-dead-mails m-1", "drop-dead-mails m/2", "drop-dead-mails m-3"]);
  const lines = (await stage.store.audit.lines({ limit: 9 })).filter(({ action }) => action.startsWith("mail."));
  assert.deepEqual(lines.map(({ who, action, facts }) => [who, action, facts["id"]]).toSorted(), [
    ["ana", "mail.drop-dead-letters", "m/2"],
    ["ana", "mail.retry-dead-letters", "m-1"],
  ]);
  for (const who of ["otto", "emil"]) {
    assert.equal((await (await stage.signedIn(who)).post("/settings/mail/lost/m-1/drop")).status, 403, who);
  }
  assert.equal(acts.length, 3);
});

Deno.test("whoever is told at an address that is refused is marked where he is named: his own page, the notices", async () => {
  const { stage } = await lost();
  const ana = await stage.signedIn("ana");
  const told = async (path: string) => {
    const page = await (await ana.get(path)).text();
    return [...page.matchAll(/The mail server refuses (\S+), and nobody there is told anything: ([^<]*)/g)].map((
      [, address, why],
    ) => [address, why]);
  };
  assert.deepEqual(await told("/office/missed"), [["Gone@example.com", REFUSED]], "named by his extension");
  assert.deepEqual(await told("/office/extensions/101"), [["Gone@example.com", REFUSED]]);
  assert.deepEqual(await told("/office/extensions/102"), []);
});

/** A desk with two events that no program took. */
async function lostHooks() {
  const acts: string[] = [];
  const letters = [
    { id: "crm.7", of: "webhooks/crm", body: '{"type":"call.ended","data":{"from":"0745123456"}}', why: "it says 410" },
    { id: "emergency/2", of: "emergency", body: "[]", why: "nobody is there" },
  ].map((letter) => ({ ...letter, at: Date.UTC(2026, 10, 21) as WallTime }));
  const { stage } = await lost({
    accounts: { otto: { language: "ro" } },
    ask: (command) => {
      if (command.type === "dead-letters") return { type: "dead-letters", letters };
      if (command.type !== "retry-dead-letters" && command.type !== "drop-dead-letters") return undefined;
      acts.push(`${command.type} ${command.id}`);
      const isThere = letters.some(({ id }) => id === command.id);
      return isThere ? { type: "done", text: "" } : { type: "refused", text: "none" };
    },
  });
  return { stage, acts };
}

Deno.test("what programs never took is listed where webhooks are, with which, what and why, and not of whom", async () => {
  const { stage } = await lostHooks();
  const page = await (await (await stage.signedIn("ana")).get("/office/webhooks")).text();
  assert.match(
    page,
    /Events that were not taken[^]*>emergency [^]*nobody is there[^]*>crm [^]*call\.ended[^]*it says 410/,
  );
  assert.doesNotMatch(page, /0745123456/);
  assert.match(page, /formaction="\/settings\/webhooks\/lost\/emergency%2F2\/retry"/i);
  const looks = await (await (await stage.signedIn("otto")).get("/office/webhooks")).text();
  assert.match(looks, /Evenimente care nu au fost primite/);
  assert.doesNotMatch(looks, /settings\/webhooks\/lost/, "who looks has no buttons");
  assert.doesNotMatch(await (await (await stage.signedIn("ana")).get("/office/trunks")).text(), /were not taken/);
});

Deno.test("one of those is sent again or dropped, which the audit says", async () => {
  const { stage, acts } = await lostHooks();
  const ana = await stage.signedIn("ana");
  for (const path of ["crm.7/retry", "emergency%2F2/drop", "gone/drop", "crm.7/burn"]) {
    const answer = await ana.post(`/settings/webhooks/lost/${path}`);
    assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/office/webhooks"], path);
  }
  assert.deepEqual(acts, ["retry-dead-letters crm.7", "drop-dead-letters emergency/2", "drop-dead-letters gone"]);
  const lines = (await stage.store.audit.lines({ limit: 9 })).filter(({ action }) => action.startsWith("webhook."));
  assert.deepEqual(lines.map(({ who, action, facts }) => [who, action, facts["id"]]).toSorted(), [
    ["ana", "webhook.drop-dead-letters", "emergency/2"],
    ["ana", "webhook.retry-dead-letters", "crm.7"],
  ]);
});
