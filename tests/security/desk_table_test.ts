import assert from "node:assert/strict";
import { ROUTES } from "../../web/routes/mod.ts";
import { deskStage, PASSWORD } from "../../web/desk/stage.ts";

const SITE = "http://box.example";
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
  "/me/passkeys",
  "/me/passkeys/options",
  "/settings/certificate/authority",
  "/settings/certificate/bring",
  "/settings/certificate/forget",
];
/** These ask for the password, or who one is, themselves. */
const ASK_THEMSELVES = ["/me/password", "/prove"];
/** What a day at the office consists of: nothing of it lets anybody in, or takes the office apart. */
const EVERYDAY = [
  "/call/dial",
  "/call/record",
  "/directory/:contact",
  "/directory/:contact/remove",
  "/directory/import",
  "/directory/import/:draft",
  "/directory/undo",
  "/flow/:section/:item",
  "/live/agents/:agent/:order",
  "/live/calls/:call/hang-up",
  "/live/help/:help/cross-out",
  "/live/queues/:queue/front",
  "/me/sessions",
  "/missed/:entry/done",
  "/missed/:entry/reopen",
  // Taking back what was changed is no more than changing it.
  "/office-history/:revision",
  "/office/:section",
  "/office/:section/:item",
  "/office/:section/:item/remove",
  "/operator/calls/:leg/:act",
  "/operator/dial",
  "/phone/:number/:what",
  "/phone/:number/agent",
  "/queues/:queue/cancel",
  "/reports/cards",
  "/settings/certificate/ask",
  "/settings/mail/try",
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
    const away = await browser.post(pathOf(path));
    assert.deepEqual([away.status, away.headers.get("location")], [303, "/prove?back=%2F"], path);
    assert.equal((await browser.post("/prove", { password: PASSWORD, back: "/me" })).status, 303);
    const there = await browser.post(pathOf(path));
    await there.body?.cancel();
    assert.doesNotMatch(there.headers.get("location") ?? "", /^\/prove/, path);
  }
  for (const path of EVERYDAY.filter((path) => path !== "/sign-out" && path !== "/me/sessions")) {
    stage.clock.pass(600_000);
    const there = await browser.post(pathOf(path));
    await there.body?.cancel();
    assert.doesNotMatch(there.headers.get("location") ?? "", /^\/(prove|sign-in)/, path);
  }
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

Deno.test("a phone in the browser that is open stays so over a proof, and no longer than somebody is signed in", async () => {
  const stage = await deskStage(OWNER, { accounts: { owner: { extension: "101" } } });
  const browser = await stage.signedIn("owner");
  const asks = async (isOpen: boolean, token: string) => {
    const server = stage.browser({ address: "192.0.2.7", secure: false, isOpen });
    server.cookies.set("kontor", token);
    const answer = await server.get("/sip", { origin: SITE });
    return answer.status === 200 ? (await answer.json()).extension : answer.status;
  };
  const opened = browser.cookies.get("kontor")!;
  await browser.post("/prove", { password: PASSWORD });
  assert.deepEqual([await asks(true, opened), await asks(false, opened)], ["101", 303]);
  await browser.post("/sign-out");
  assert.equal(await asks(true, opened), 303);
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
