import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import type { WallTime } from "../../core/base/mod.ts";
import { ROUTES } from "../../web/routes/mod.ts";
import { BOX_DEFAULTS, writeSchema } from "../../core/config/mod.ts";
import type { Passkey } from "../../core/store/mod.ts";
import { type Browser, type DeskStage, deskStage, PASSWORD } from "../../web/desk/stage.ts";
import { stagedBox } from "../../web/desk/stage_box.ts";
import { sectionsOf } from "../../web/forms/mod.ts";
import { hashOfBackupCode } from "../../web/sign_in/mod.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const PASSKEY: Passkey = { id: "a2V5", publicKey: "", counter: 0, transports: [], name: "key", addedAt: 0 as WallTime };
const codeAt = ({ clock }: DeskStage) => new TOTP({ secret: SECRET }).generate({ timestamp: clock.wall() });
const SITE = "http://box.example";
/** Whether one is asked first who one is: of a look elsewhere, of what is sent where it is sent. */
async function asksWho(asked: Promise<Response>): Promise<boolean> {
  const answer = await asked;
  const page = await answer.text();
  const isSentOn = answer.status === 403 && /<form[^>]* id="held"/.test(page);
  return isSentOn || answer.headers.get("location")?.startsWith("/prove") === true;
}
const OWNER = { owner: "owner" } as const;
const pathOf = (path: string) => path.replaceAll(/:\w+/g, "x");

/** What wants a proof of who one is that is minutes old; all that changes something and is not here is none of these. */
const DANGEROUS = [
  "/accounts/:name",
  "/accounts/:name/remove",
  "/accounts/:name/reset",
  "/keys",
  "/keys/remove",
  "/me/authenticator",
  "/me/authenticator/remove",
  "/me/backup-codes",
  "/me/passkeys",
  "/me/passkeys/options",
  // It cannot be taken back.
  "/missed/:entry/forget",
  "/recordings/:id/erase",
  // Anything may be among what is taken back.
  "/office-history/:revision",
  "/office-history/:revision/put-back",
  "/office-leave-out",
  "/settings/certificate/authority",
  "/settings/certificate/bring",
  "/settings/certificate/forget",
  // What people are told would go elsewhere.
  "/settings/mail/server",
];
/** These ask for the password, or who one is, themselves. */
const ASK_THEMSELVES = ["/me/password", "/prove", "/prove/passkey", "/prove/passkey/options"];
/** Of the office's sections, what could be turned into money, or led out of the building. */
const DANGEROUS_SECTIONS = ["brakes", "crm", "disa", "pbx", "routes", "trunks", "webhooks"];
/** What a day at the office consists of: nothing of it lets anybody in, or takes the office apart. */
const EVERYDAY = [
  "/call/dial",
  "/call/record",
  "/directory/:contact",
  "/directory/:contact/remove",
  "/directory/changes/:change/undo",
  "/directory/import",
  "/directory/import/:draft",
  "/directory/undo",
  "/flow/:section/:item",
  "/live/agents/:agent/:order",
  "/live/calls/:call/hang-up",
  "/live/help/:help/cross-out",
  "/live/hours/:hours/night",
  "/live/queues/:queue/front",
  "/me/language",
  "/me/sessions",
  "/missed/:entry/done",
  "/missed/done",
  "/missed/:entry/reopen",
  "/missed/ignored",
  "/missed/ignored/remove",
  "/notices/seen",
  // Some sections, and some fields, are dangerous: below.
  "/office/:section",
  "/office/:section/:item",
  "/office/:section/:item/remove",
  "/operator/calls/:leg/:act",
  "/operator/dial",
  "/phone/:number/:what",
  "/phone/:number/agent",
  "/queues/:queue/cancel",
  "/recordings/:id/hold",
  "/reports/cards",
  "/settings/certificate/ask",
  "/settings/mail/lost/:letter/:act",
  "/settings/mail/try",
  "/settings/sounds/:kind",
  "/settings/sounds/:kind/forget",
  "/settings/webhooks/lost/:letter/:act",
  "/sign-out",
  "/voicemail/:box/:message/change",
  "/voicemail/:box/:message/forward",
  "/voicemail/:box/:message/heard",
  "/voicemail/:box/greeting",
  "/voicemail/:box/greeting/:kind",
];

Deno.test("every act is dangerous, asks by itself, or is everyday: one that is new is judged here", () => {
  const acts = ROUTES.filter(({ post, needs }) => post !== undefined && needs !== "nobody").map(({ path }) => path);
  assert.deepEqual(acts.toSorted(), [...DANGEROUS, ...ASK_THEMSELVES, ...EVERYDAY].toSorted());
});

Deno.test("each dangerous act wants a proof that is minutes old, and is done with one", async () => {
  const stage = await deskStage(OWNER);
  const browser = await stage.signedIn("owner");
  for (const path of DANGEROUS) {
    stage.clock.pass(600_000);
    assert.deepEqual([await asksWho(browser.post(pathOf(path))), path], [true, path]);
    assert.equal((await browser.post("/prove", { password: PASSWORD, back: "/me" })).status, 303);
    assert.deepEqual([await asksWho(browser.post(pathOf(path))), path], [false, path]);
  }
  for (const path of EVERYDAY.filter((path) => path !== "/sign-out" && path !== "/me/sessions")) {
    stage.clock.pass(600_000);
    const there = await browser.post(pathOf(path));
    await there.body?.cancel();
    assert.doesNotMatch(there.headers.get("location") ?? "", /^\/(prove|sign-in)/, path);
  }
});

Deno.test("what could cost money or leave the building wants a proof, before its form is filled in and when it is sent", async () => {
  const stage = await deskStage({ owner: "owner", auditor: "auditor" });
  const [owner, auditor] = [await stage.signedIn("owner"), await stage.signedIn("auditor")];
  stage.clock.pass(600_000);
  for (const { name, isList } of sectionsOf(JSON.parse(writeSchema("office")))) {
    const form = isList ? `/office/${name}/+` : `/office/${name}`;
    const acts = isList ? [form, `${form}/remove`, `/flow/${name}/+`] : [form];
    const isDangerous = DANGEROUS_SECTIONS.includes(name);
    const leads = async (answer: Promise<Response>, what: string) => {
      assert.equal(await asksWho(answer), isDangerous, what);
    };
    await leads(owner.get(form), form);
    for (const act of acts) await leads(owner.post(act), `POST ${act}`);
    const seen = await auditor.get(form);
    assert.notEqual(seen.headers.get("location")?.slice(0, 6), "/prove", `whoever changes nothing just looks: ${name}`);
    await seen.body?.cancel();
  }
});

const MAY_CALL = [
  ["/office/extensions/101", { name: "Ana" }, false],
  ["/office/extensions/101", { name: "Ana", may_call: "local" }, false],
  ["/office/extensions/101", { may_call: "premium" }, true],
  ["/office/extensions/101", { may_call: "" }, true],
  ["/office/extensions/+", { may_call: "premium" }, true],
  ["/office/extensions/+", { may_call: "" }, false],
  ["/office/desk", { shared_may_call: "premium" }, true],
  ["/office/desk", { shared_may_call: "" }, false],
] as const;
const FILE = `office: { name: Acme, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana, secret: a-secret-of-101, may_call: local }
`;
for (const [path, form, isDangerous] of MAY_CALL) {
  const does = isDangerous ? "wants a proof" : "wants no proof";
  Deno.test(`${JSON.stringify(form)} at ${path} ${does}`, async () => {
    const stage = await deskStage(OWNER, { file: FILE });
    const browser = await stage.signedIn("owner");
    stage.clock.pass(600_000);
    assert.equal(await asksWho(browser.post(path, form)), isDangerous);
  });
}

Deno.test("who has an authenticator proves by password and code, who has passkeys by one of them, both by either", async () => {
  const totp = { totp: SECRET, backupCodes: [hashOfBackupCode("abcde-fghjk")] };
  const key = { passkeys: [PASSKEY] };
  const stage = await deskStage({ plain: "owner", coded: "owner", keyed: "owner", both: "owner" }, {
    accounts: { coded: totp, keyed: key, both: { ...totp, ...key } },
  });
  const enters = async (name: string) => {
    const browser = await stage.signedIn(name);
    if (name === "coded" || name === "both") await browser.post("/sign-in/code", { code: codeAt(stage) });
    stage.clock.pass(600_000);
    return browser;
  };
  const proves = async (browser: Browser, form: Readonly<Record<string, string>>) =>
    (await browser.post("/prove", { back: "/keys", ...form })).status;
  const asks = async (browser: Browser) => {
    const page = await (await browser.get("/prove")).text();
    return ['name="password"', 'name="code"', 'data-island="passkey_button"'].map((part) => page.includes(part));
  };
  const [plain, coded] = [await enters("plain"), await enters("coded")];
  const [keyed, both] = [await enters("keyed"), await enters("both")];
  assert.deepEqual(await Promise.all([plain, coded, keyed, both].map(asks)), [
    [true, false, false],
    [true, true, false],
    [false, false, true],
    [true, true, true],
  ]);
  assert.equal(await proves(plain, { password: PASSWORD }), 303);
  for (const browser of [coded, both]) {
    assert.equal(await proves(browser, { password: PASSWORD }), 422, "the password is half of it");
    assert.equal(await proves(browser, { password: "wrong", code: codeAt(stage) }), 422);
    assert.equal(await proves(browser, { password: PASSWORD, code: codeAt(stage) }), 303);
  }
  assert.equal(await proves(keyed, { password: PASSWORD }), 422, "a password is less than a passkey");
  assert.equal((await keyed.get("/keys")).status, 303);
  // Nor is there a way round by another password, or by signing in with it.
  assert.ok(await asksWho(keyed.post("/me/password", { current: PASSWORD, next: "another horse battery" })));
  assert.match((await (await stage.signedIn("keyed")).get("/keys")).headers.get("location") ?? "", /^\/prove/);
});

Deno.test("what somebody has sent is sent on with his proof, whatever it was, and is done but once", async () => {
  const stage = await deskStage(OWNER, { file: FILE });
  const browser = await stage.signedIn("owner");
  const document = async () => (await stage.store.office.current())!.document;
  stage.clock.pass(600_000);
  const page = await (await browser.get("/office/extensions/101")).text();
  const revision = / name="revision" value="([^"]+)"/.exec(page)![1]!;
  const sent = { revision, number: "101", name: `Ana "Pop" <b>`, may_call: "premium" };
  const held = await browser.post("/office/extensions/101", sent);
  const asked = await held.text();
  assert.equal(held.headers.get("cache-control"), "no-store");
  assert.match(asked, /name="name" value="Ana &quot;Pop&quot; &lt;b>"/);
  assert.match(asked, /<form[^>]* id="held" method="post" action="\/office\/extensions\/101"/);
  const proves = (password: string) => browser.post("/office/extensions/101", { ...sent, "proof.password": password });
  const wrong = await proves("wrong");
  assert.deepEqual([wrong.status, (await wrong.text()).includes("Ana &quot;Pop&quot;")], [422, true]);
  assert.match(await document(), /may_call: local/);
  const before = browser.cookies.get("kontor");
  assert.equal((await proves(PASSWORD)).status, 200);
  assert.match(await document(), /name: Ana "Pop" <b>.*may_call: premium/);
  assert.notEqual(browser.cookies.get("kontor"), before, "who knew the old token has no part in it");
  assert.equal(await asksWho(browser.post("/keys", { name: "x" })), false);
  assert.doesNotMatch(await document(), /proof/);
});

Deno.test("whoever has passkeys and no authenticator keeps a way in: his password with a backup code, each once", async () => {
  const backupCodes = [hashOfBackupCode("abcde-fghjk")];
  const stage = await deskStage({ keyed: "owner" }, { accounts: { keyed: { passkeys: [PASSKEY], backupCodes } } });
  const keyed = await stage.signedIn("keyed");
  const proves = async (form: Readonly<Record<string, string>>) => (await keyed.post("/prove", form)).status;
  assert.match(await (await keyed.get("/prove")).text(), /one of your backup codes.*name="password".*name="code"/s);
  assert.equal(await proves({ password: PASSWORD }), 422);
  assert.equal(await proves({ password: PASSWORD, code: codeAt(stage) }), 422);
  assert.equal(await proves({ password: "wrong", code: "abcde-fghjk" }), 422);
  assert.equal(await proves({ password: PASSWORD, code: "ABCDE FGHJK" }), 303);
  stage.clock.pass(600_000);
  assert.equal(await proves({ password: PASSWORD, code: "abcde-fghjk" }), 422, "it was used");
  const audit = (await stage.store.audit.lines({ limit: 20 })).map(({ action }) => action);
  assert.ok(audit.includes("backup-code.used"));
});

Deno.test("backup codes are made by who has more than a password, and go with what they stand for", async () => {
  const stage = await deskStage({ plain: "owner", keyed: "owner" }, { accounts: { keyed: { passkeys: [PASSKEY] } } });
  const plain = await stage.signedIn("plain");
  assert.equal((await plain.post("/me/backup-codes")).headers.get("location"), "/me");
  const keyed = await stage.signedIn("keyed");
  assert.match(await (await keyed.get("/me")).text(), /no way in without one/);
  assert.ok(await asksWho(keyed.post("/me/backup-codes")), "they are as good as the passkey");
  const { sessions } = stage.parts;
  const { token } = await sessions.prove(sessions.ofAccount("keyed")[0]!);
  keyed.cookies.set("kontor", token);
  const [, code = ""] = /<li>(\w{5}-\w{5})<\/li>/.exec(await (await keyed.post("/me/backup-codes")).text()) ?? [];
  assert.ok(stage.parts.accounts.get("keyed")!.backupCodes.includes(hashOfBackupCode(code)));
  await keyed.post("/me/passkeys", { remove: PASSKEY.id });
  assert.deepEqual(stage.parts.accounts.get("keyed")!.backupCodes, []);
});

Deno.test("a passkey that is not his, or was not asked for, proves nothing, and who goes on trying is locked out", async () => {
  const stage = await deskStage({ keyed: "owner" }, { accounts: { keyed: { passkeys: [PASSKEY] } } });
  const keyed = await stage.signedIn("keyed");
  const json = { origin: SITE, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const options = await (await keyed.post("/prove/passkey/options", {}, json)).json();
  assert.deepEqual(options.allowCredentials.map(({ id }: { id: string }) => id), [PASSKEY.id]);
  const shows = async (id: string) => {
    const response = { id, rawId: id, type: "public-key", response: {}, clientExtensionResults: {} };
    return (await keyed.post("/prove/passkey", { response } as never, json)).status;
  };
  assert.equal((await keyed.post("/prove/passkey", {}, json)).status, 400);
  const came = [await shows("another"), ...await Promise.all([1, 2, 3, 4, 5].map(() => shows(PASSKEY.id)))];
  assert.deepEqual(came, [403, 403, 403, 403, 403, 429], "of those that came at once, too, five are looked at");
  assert.equal(await shows(PASSKEY.id), 429);
  assert.equal((await keyed.get("/keys")).status, 303);
});

Deno.test("with a proof the browser has another token, and the one before is worth nothing", async () => {
  const stage = await deskStage(OWNER);
  const browser = await stage.signedIn("owner");
  const thief = stage.browser();
  const follow = () => thief.cookies.set("kontor", browser.cookies.get("kontor")!);
  for (
    const [path, form] of [
      ["/prove", { password: PASSWORD }],
      ["/me/password", { current: PASSWORD, next: "123" }],
      ["/me/password", { current: PASSWORD, next: "another horse battery" }],
      ["/sign-in", { name: "owner", password: "another horse battery" }],
    ] as const
  ) {
    follow();
    await browser.post(path, form);
    assert.equal((await browser.get("/me")).status, 200, path);
    assert.notEqual(browser.cookies.get("kontor"), thief.cookies.get("kontor"), path);
    if (path !== "/sign-in") assert.equal((await thief.get("/me")).status, 303, path);
  }
});

/** Who else looks, as browsers say it; over HTTP they say no more than the origin. */
const STRANGERS: readonly Readonly<Record<string, string>>[] = [
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "audio" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
  { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
  { origin: "http://evil.example" },
  { origin: "http://box.example:81" },
  { origin: "null" },
];
/** Whoever has typed it, came by a link, or looks from a page of ours. */
const OURS: readonly Readonly<Record<string, string>>[] = [
  {},
  { origin: SITE },
  { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
];

Deno.test("no stream, sound or page is for scripts and frames of other sites, with whatever cookie", async () => {
  const stage = await deskStage(OWNER, { accounts: { owner: { extension: "101" } } });
  const browser = await stage.signedIn("owner");
  for (const { path } of ROUTES.filter(({ get }) => get !== undefined)) {
    const statusFor = async (headers: Readonly<Record<string, string>>) => {
      const { status, body, headers: told } = await browser.get(pathOf(path), headers);
      await body?.cancel();
      assert.equal(told.get("access-control-allow-origin"), null, path);
      assert.equal(told.get("cross-origin-resource-policy"), "same-origin", path);
      return status;
    };
    for (const headers of STRANGERS) assert.equal(await statusFor(headers), 403, `${path} ${JSON.stringify(headers)}`);
    for (const headers of OURS) assert.notEqual(await statusFor(headers), 403, `${path} ${JSON.stringify(headers)}`);
  }
});

Deno.test("five wrong passwords lock out the name from everywhere, and the address for every name", async () => {
  const stage = await deskStage({ ana: "owner", bob: "admin", eve: "admin" });
  const at = (address: string) => stage.browser({ address, secure: false });
  const enters = async (name: string, address: string) =>
    (await at(address).post("/sign-in", { name, password: PASSWORD })).status;
  for (let guess = 0; guess < 5; guess++) {
    await at(`192.0.2.${guess}`).post("/sign-in", { name: "ana", password: "wrong" });
    await at("198.51.100.1").post("/sign-in", { name: `nobody${guess}`, password: "wrong" });
  }
  assert.deepEqual([await enters("ana", "203.0.113.1"), await enters("bob", "198.51.100.1")], [422, 422]);
  assert.equal(await enters("eve", "203.0.113.1"), 303);
  stage.clock.pass(900_000);
  assert.deepEqual([await enters("ana", "203.0.113.1"), await enters("bob", "198.51.100.1")], [303, 303]);
});

Deno.test("one address does no more at the desk than its owner lets it, and may look all the same", async () => {
  const box = stagedBox({ settings: { ...BOX_DEFAULTS, limits: { desk: 3, api: false } } });
  const stage = await deskStage(OWNER, { box });
  const [owner, beside] = [await stage.signedIn("owner"), stage.browser({ address: "192.0.2.8", secure: false })];
  for (let acts = 0; acts < 2; acts++) assert.equal((await owner.post("/me/sessions")).status, 303);
  for (const path of ["/me/sessions", "/sign-in", "/nowhere"]) {
    const refused = await owner.post(path);
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "20"], path);
    assert.match(await refused.text(), /wait 20 s.*așteptați 20 s/s);
  }
  assert.equal((await owner.get("/me")).status, 200);
  assert.equal((await beside.post("/sign-in", { name: "owner", password: PASSWORD })).status, 303);
  stage.clock.pass(20_000);
  assert.equal((await owner.post("/me/sessions")).status, 303);
});

Deno.test("how many wrong passwords lock out, and for how long, is for the owner to say", async () => {
  const signIn = { ...BOX_DEFAULTS.signIn, tries: 2, withinS: 60, forS: 120 };
  const stage = await deskStage(OWNER, { box: stagedBox({ settings: { ...BOX_DEFAULTS, signIn } }) });
  const browser = stage.browser();
  const enters = async (password: string) => (await browser.post("/sign-in", { name: "owner", password })).text();
  await enters("wrong");
  await enters("wrong");
  assert.match(await enters(PASSWORD), /Wait 2 min/);
  stage.clock.pass(120_000);
  assert.equal((await browser.post("/sign-in", { name: "owner", password: PASSWORD })).status, 303);
});
