import assert from "node:assert/strict";
import { type Role, ROLES } from "../../core/store/mod.ts";
import { ROUTES } from "../routes/mod.ts";
import { CLAIM_CODE, deskStage, PASSWORD } from "./stage.ts";

const PEOPLE: Readonly<Record<Role, Role>> = Object.fromEntries(ROLES.map((role) => [role, role])) as Record<
  Role,
  Role
>;
const CLAIM = { code: CLAIM_CODE, fullName: "Ana Pop", name: "ana", password: PASSWORD };
/** A path that is there. */
const pathOf = (path: string) =>
  path.replace(":section", "extensions").replace(":item", "+").replace(":name", "+").replaceAll(/:\w+/g, "x");

Deno.test("what a role does not let somebody do is in the audit, and what he only looks at is there once", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = await stage.signedIn("employee");
  for (let times = 0; times < 2; times++) {
    assert.equal((await browser.get("/office?secret=x")).status, 403);
    assert.equal((await browser.post("/accounts/ana/remove")).status, 403);
  }
  const told = async (action: string) =>
    (await stage.store.audit.lines({ action, limit: 9 })).map(({ who, address, facts }) => ({ who, address, facts }));
  const by = { who: "employee", address: "192.0.2.7" };
  const facts = (path: string, needs: string) => ({ path, role: "employee", needs });
  assert.deepEqual(await told("page.refused"), [{ ...by, facts: facts("/office", "see-office") }]);
  const removal = { ...by, facts: facts("/accounts/ana/remove", "change-people") };
  assert.deepEqual(await told("act.refused"), [removal, removal]);
  assert.match(await (await (await stage.signedIn("auditor")).get("/audit")).text(), /act\.refused/);
});

Deno.test("a form of another site does nothing", async () => {
  const stage = await deskStage(PEOPLE);
  const forms: readonly Readonly<Record<string, string>>[] = [
    { origin: "http://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "http://box.example", "sec-fetch-site": "cross-site" },
    { origin: "http://other.box.example", "sec-fetch-site": "same-site" },
    { origin: "null" },
    {},
  ];
  for (const route of ROUTES.filter(({ post }) => post !== undefined)) {
    const browser = await stage.signedIn("owner");
    for (const headers of forms) {
      assert.equal((await browser.post(pathOf(route.path), {}, headers)).status, 403, JSON.stringify(headers));
    }
  }
});

Deno.test("every answer forbids what the desk does not need, and pages are in no cache", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = await stage.signedIn("owner");
  for (const path of ["/", "/me", "/nowhere", "/sign-in"]) {
    const { headers } = await browser.get(path);
    const policy = headers.get("content-security-policy")!;
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|http:/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.equal(headers.get("cache-control"), "no-store");
  }
});

Deno.test("a page has no script or style of its own in it", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = await stage.signedIn("owner");
  for (const route of ROUTES.filter(({ get, path }) => get !== undefined && path !== "/live/now")) {
    const text = await (await browser.get(pathOf(route.path))).text();
    assert.doesNotMatch(
      text,
      /<script(?![^>]*\b(?:src=|type="application\/json"))|\sstyle=|\son\w+=|javascript:/i,
      route.path,
    );
  }
});

Deno.test("who signs in gets a token that was nobody's before, and an old one of another's choice is worth nothing", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = stage.browser();
  browser.cookies.set("kontor", "chosen-by-another");
  await browser.post("/sign-in", { name: "owner", password: PASSWORD });
  const token = browser.cookies.get("kontor")!;
  assert.match(token, /^[0-9a-f]{64}$/);
  assert.equal((await browser.get("/")).status, 200);
  await browser.post("/sign-out");
  browser.cookies.set("kontor", token);
  assert.equal((await browser.get("/")).status, 303);
});

Deno.test("the cookie is for this box alone, and by HTTPS for nothing else", async () => {
  const stage = await deskStage(PEOPLE);
  const line = async (secure: boolean) => {
    const browser = stage.browser({ address: "192.0.2.7", secure });
    const { headers } = await browser.post("/sign-in", { name: "owner", password: PASSWORD });
    return headers.getSetCookie()[0];
  };
  assert.match((await line(false))!, /^kontor=\w+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  assert.match((await line(true))!, /^__Host-kontor=\w+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=\d+$/);
});

for (
  const back of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nx: y", ""]
) {
  Deno.test(`signing in does not lead to ${JSON.stringify(back)}`, async () => {
    const stage = await deskStage(PEOPLE);
    const { headers } = await stage.browser().post("/sign-in", { name: "owner", password: PASSWORD, back });
    assert.equal(headers.get("location"), "/");
  });
}

Deno.test("a name that is HTML is text", async () => {
  const stage = await deskStage();
  const browser = stage.browser();
  await browser.post("/claim", { ...CLAIM, fullName: `<img src=x onerror="alert(1)">` });
  const text = await (await browser.get("/me")).text();
  assert.ok(!text.includes("<img src=x"), text);
  assert.ok(text.includes("&lt;img src=x"), text);
});

Deno.test("a box that is nobody's leads everybody to its claim, once", async () => {
  const stage = await deskStage();
  const browser = stage.browser();
  assert.equal((await browser.get("/")).headers.get("location"), "/claim");
  assert.equal((await browser.get("/sign-in")).headers.get("location"), "/claim");
  assert.equal((await browser.post("/claim", { ...CLAIM, code: "AAAA-AAAA" })).status, 422);
  assert.equal((await browser.post("/claim", CLAIM)).headers.get("location"), "/");
  assert.equal((await browser.get("/")).status, 200);
  assert.equal((await stage.browser().get("/claim")).headers.get("location"), "/sign-in");
});

Deno.test("an owner without a way in chooses a new password at the page of the claim, and is out everywhere else", async () => {
  const stage = await deskStage({ ana: "owner", bob: "admin" });
  const elsewhere = await stage.signedIn("ana");
  const browser = stage.browser();
  assert.equal((await browser.get("/claim?code=7KQ2-M9XD")).headers.get("location"), "/sign-in");
  assert.equal((await browser.post("/claim", { reset: "yes", code: CLAIM_CODE, password: PASSWORD })).status, 422);
  const asked = await stage.resets.ask("ana", "root");
  assert.ok(asked.ok);
  const { code } = asked.value;
  const inRomanian = { "accept-language": "ro" };
  assert.match(await (await browser.get(`/claim?code=${code}`, inRomanian)).text(), /O nouă cale de intrare/);
  const page = await (await browser.get(`/claim?code=${code}`)).text();
  assert.ok(page.includes(`value="${code}"`) && page.includes("A new way in"), page);
  const weak = await browser.post("/claim", { reset: "yes", code, password: "short" });
  assert.deepEqual([weak.status, (await weak.text()).includes("At least 12")], [422, true]);
  const password = "battery staple horse";
  const wrong = await browser.post("/claim", { reset: "yes", code: "AAAA-AAAA", password });
  assert.match(await wrong.text(), /That is not the code, or its hour is over/);
  const done = await browser.post("/claim", { reset: "yes", code, password });
  assert.equal(done.headers.get("location"), "/me");
  assert.equal((await browser.get("/accounts")).status, 200);
  assert.equal((await elsewhere.get("/me")).status, 303);
  const audit = await (await browser.get("/audit")).text();
  assert.match(audit, /owner&#39;s way in replaced|owner's way in replaced/);
  assert.match(audit, /new way in for an owner asked for/);
});

Deno.test("five wrong passwords lock, and the page says for how long", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = stage.browser();
  for (let guess = 0; guess < 5; guess++) await browser.post("/sign-in", { name: "owner", password: "wrong" });
  const locked = await browser.post("/sign-in", { name: "owner", password: PASSWORD });
  assert.match(await locked.text(), /Wait 15 min/);
  stage.clock.pass(900_000);
  assert.equal((await browser.post("/sign-in", { name: "owner", password: PASSWORD })).status, 303);
});

Deno.test("what is dangerous wants a proof that is minutes old", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = await stage.signedIn("employee");
  assert.equal((await browser.get("/me/authenticator")).status, 200);
  stage.clock.pass(600_000);
  const away = await browser.get("/me/authenticator");
  assert.equal(away.headers.get("location"), "/prove?back=%2Fme%2Fauthenticator");
  const proof = await browser.post("/prove", { password: PASSWORD, back: "/me/authenticator" });
  assert.equal(proof.headers.get("location"), "/me/authenticator");
  assert.equal((await browser.get("/me/authenticator")).status, 200);
});

Deno.test("the desk speaks the language of who reads it", async () => {
  const stage = await deskStage(PEOPLE);
  const browser = stage.browser();
  const titleFor = async (accept: string) =>
    /<title>([^<]*)/.exec(await (await browser.get("/sign-in", { "accept-language": accept })).text())?.[1];
  assert.equal(await titleFor("ro-RO,ro;q=0.9,en;q=0.8"), "Autentificare · Kontor");
  assert.equal(await titleFor("de,fr;q=0.5"), "Sign in · Kontor");
});
