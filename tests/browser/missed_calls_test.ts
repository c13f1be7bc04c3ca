import assert from "node:assert/strict";
import { Baresip } from "../interop/baresip.ts";
import { callAndGiveUp, CALLER, NUMBER, PROVIDER } from "../interop/gives_up.ts";
import { answer, answerInside, audio, expect, goTo, mark, scenario, type Steps } from "../interop/scenario.ts";
import { Sipp, sippPort } from "../interop/sipp.ts";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk } from "./chromium.ts";
import { tabTo } from "./keyboard.ts";
import { withSoftphone } from "./softphone.ts";

/** What happens is on the page a second later. */
const AT_ONCE_MS = 1_000;
const PORT = sippPort();
const ON_DESK = '{ to: "101", by: desk, how_often: realtime }';
const OFFICE = `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${PORT} }]\n` +
  `routes: [{ match: "0.", trunks: [provider] }]\nnumbers: [{ number: "${NUMBER}", to: "101" }]\n` +
  `contacts: [{ name: Ion Popa, company: Popa SRL, numbers: ["${CALLER}"] }]\n`;

atTheDesk("a missed call is on the page within a second, is marked done, and its page says by whom", async (visit) => {
  const { box } = visit;
  let { page } = visit;
  await visit.claim();
  await visit.goTo("/missed");
  await visit.look("missed-none");
  await using opened = new AsyncDisposableStack();
  const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
  opened.adopt(await Baresip.start(account), (phone) => phone.stop());
  const called = callAndGiveUp(box, PORT);
  const ended = called.then(() => performance.now());
  await page.waitForSelector("[data-entry]");
  const shown = performance.now();
  assert.ok(shown - await ended < AT_ONCE_MS, `${shown - await ended} ms`);
  assert.equal((await called).failed, 0, (await called).errors);
  assert.match((await page.textContent("[data-entry]"))!, /Ion Popa/);
  await visit.look("missed-open");

  await page.fill("[data-entry] input[name=note]", "He has his answer");
  await page.click("[data-entry] form[action$='/done'] button");
  await page.waitForSelector("[data-missed='0']");
  await visit.goTo("/missed?state=all&trunk=provider");
  await page.waitForSelector("[data-entry] .tag.good");
  await visit.look("missed-all");
  await page.click("[data-entry] a.person");
  await page.waitForSelector("[data-audit=cleared]");
  assert.match((await page.textContent("[data-audit=cleared]"))!, /Ana Popescu.*He has his answer/);
  await page.click("summary");
  await visit.look("missed-entry");
  await page.click("a[href^='/missed/ignored']");
  await page.fill("#note", "The lift, each night");
  await visit.look("missed-ignore");
  await page.click("main form button[type=submit]");
  await page.waitForSelector("[data-ignored]");
  await visit.speak("ro-RO");
  await visit.goTo("/missed/ignored");
  await visit.look("missed-ignored-ro");
  await visit.speak("en-GB");
  page = visit.page;
  await visit.goTo("/missed/trends");
  await visit.look("missed-trends");

  await visit.goTo("/calls");
  await visit.look("calls");
  await page.click("[data-call] a");
  assert.match(
    (await page.textContent("[data-story]"))!,
    /^Ion Popa, Popa SRL called .* through provider; .* phone rang 1\ss; .* gave up\.$/,
  );
  await visit.look("call-missed");
}, { needs: ["sipp", "baresip"], office: OFFICE });

/** The one who was missed answers when he is called; the provider's line says that it lives. */
const takesTheCall: Steps = [
  '<recv request="OPTIONS" optional="true" next="asked"/>',
  expect("INVITE"),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
  expect("BYE"),
  answerInside("200 OK"),
  goTo("end"),
  mark("asked"),
  answer("200 OK"),
  mark("end"),
];

atTheDesk("several whom the office has missed are done at once, by keyboard, with one note", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await using opened = new AsyncDisposableStack();
  const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
  opened.adopt(await Baresip.start(account), (phone) => phone.stop());
  for (const caller of [CALLER, "+40745222222"]) {
    const { failed, errors } = await callAndGiveUp(box, PORT, caller);
    assert.equal(failed, 0, errors);
  }
  await visit.goTo("/missed");
  await page.waitForSelector("[data-missed='2']");
  await visit.look("missed-several");
  await tabTo(visit, "#several input[type=checkbox]");
  await page.keyboard.press("Space");
  assert.equal(await page.locator("input[name=entry]:checked").count(), 2);
  await tabTo(visit, "[data-entry]:first-child input[name=entry]");
  await page.keyboard.press("Space");
  assert.equal(await page.locator("input[name=entry]:checked").count(), 1);
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("All rung");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-missed='0']");
  await visit.goTo("/missed?state=all");
  assert.equal(await page.locator("[data-entry]:has-text('All rung')").count(), 2);
}, { needs: ["sipp", "baresip"], office: OFFICE });

atTheDesk("whoever was missed is called back by a click, and his entry clears itself", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/accounts/ana");
  await page.fill("#extension", "101");
  await page.click("main form button[type=submit]");
  await page.waitForURL(`${visit.site}/accounts`);
  await using opened = new AsyncDisposableStack();
  const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
  const ana = opened.adopt(await Baresip.start(account), (phone) => phone.stop());
  await visit.goTo("/missed");
  assert.equal((await callAndGiveUp(box, PORT)).failed, 0);
  await ana.until("CALL_INCOMING");
  await ana.until("CALL_CLOSED");
  await page.waitForSelector("[data-entry] a.dial");
  const host = { scenario: scenario("provider", takesTheCall), host: PROVIDER, port: PORT };
  opened.adopt(await Sipp.start({ ...host, calls: 100, withinS: 120 }), async (sipp) => void await sipp.cutOff());
  await box.untilFigure("trunks_up", 1);

  await page.click("[data-entry] a.dial");
  await ana.until("CALL_INCOMING");
  await ana.command("accept");
  await ana.until("CALL_ESTABLISHED");
  await page.waitForSelector("[data-missed='0']");
  await ana.hangUp();
  await box.untilIdle();
  await visit.goTo("/missed?state=all");
  await page.click("[data-entry] a.person");
  await page.waitForSelector("[data-audit=cleared]");
  assert.match((await page.textContent("[data-audit=cleared]"))!, /101/);
}, { needs: ["sipp", "baresip"], office: OFFICE });

withSoftphone(
  "whoever was missed is called back by the browser phone of another window, and his entry clears itself",
  async (phone) => {
    const { visit: { box, site }, page } = phone;
    const list = await page.context().newPage();
    await list.goto(`${site}/missed`);
    assert.equal((await callAndGiveUp(box, PORT)).failed, 0);
    await page.waitForSelector("[data-notice=missed]");
    await using opened = new AsyncDisposableStack();
    const host = { scenario: scenario("provider", takesTheCall), host: PROVIDER, port: PORT };
    opened.adopt(await Sipp.start({ ...host, calls: 100, withinS: 120 }), async (sipp) => void await sipp.cutOff());
    await box.untilFigure("trunks_up", 1);

    await list.click("[data-entry] a.dial");
    await phone.until("talking", "Ion Popa");
    assert.match((await list.textContent("[data-dial-told]"))!, /The browser phone calls/);
    await list.waitForSelector("[data-missed='0']");
    await phone.press("Hang up");
    await phone.untilIdle();
    await list.goto(`${site}/missed?state=all`);
    await list.click("[data-entry] a.person");
    assert.match((await list.textContent("[data-audit=cleared]"))!, /101/);
    await box.untilEmpty();
  },
  { needs: ["sipp"], office: OFFICE },
);

atTheDesk("a missed call is told of and counted on any page, until it is crossed out or seen to", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await using opened = new AsyncDisposableStack();
  const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
  opened.adopt(await Baresip.start(account), (phone) => phone.stop());
  await visit.goTo("/me");
  await page.waitForFunction(() => localStorage.getItem("notices") !== null);
  assert.equal((await callAndGiveUp(box, PORT)).failed, 0);
  const told = page.locator("[data-news=missed]");
  await told.waitFor();
  assert.match((await told.textContent())!, /^Missed call: /);
  assert.equal(await page.textContent("[data-count='/missed']"), "1");
  await visit.look("news");
  await visit.goTo("/reports");
  await told.waitFor();
  await told.getByRole("button").click();
  await visit.goTo("/me");
  await page.waitForSelector("[data-count='/missed']:not([hidden])");
  assert.equal(await told.count(), 0, "who has crossed it out is not told again");
  assert.deepEqual(visit.faults, []);
}, { needs: ["sipp", "baresip"], office: OFFICE });

atTheDesk(
  "a missed call that is told on somebody's desk stays in every browser until he has seen it",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await using opened = new AsyncDisposableStack();
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
    opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    await visit.goTo("/accounts/ana");
    await page.fill("[name=extension]", "101");
    const saved = page.waitForResponse((response) => response.request().method() === "POST");
    await page.click("main form button[type=submit]");
    assert.equal((await saved).status(), 303);
    await page.waitForURL(/accounts/);
    await visit.goTo("/me");
    assert.equal((await callAndGiveUp(box, PORT)).failed, 0);
    const told = page.locator("[data-news=missed]");
    await told.waitFor();
    const forget = () => page.evaluate(() => localStorage.removeItem("notices"));
    for (const where of ["/me", "/reports", "/call"]) {
      // As another browser, which knows of nothing.
      await forget();
      await visit.goTo(where);
      await told.waitFor();
    }
    await visit.look("news-phone");
    assert.equal(await page.locator(".softphone [data-notice]").count(), 0, "the phone was not open when it rang");
    const seen = page.waitForResponse((response) => response.url().endsWith("/notices/seen"));
    await told.getByRole("button").click();
    assert.equal((await seen).status(), 204);
    await forget();
    const looked = page.waitForResponse((response) => response.url().endsWith("/notices"));
    await visit.goTo("/me");
    await looked;
    await page.waitForFunction(() => localStorage.getItem("notices") !== null);
    assert.equal(await told.count(), 0, "a new browser begins with what is newest, and nothing is kept any more");
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["sipp", "baresip"], office: `${OFFICE}missed: { notify: { settle: 0, to: [${ON_DESK}] } }\n` },
);

atTheDesk("the page of a call tells its story as it was, and draws it", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await ana.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  await visit.goTo("/");
  const id = await page.getAttribute("[data-call]", "data-call");
  await visit.goTo(`/calls/${id}`);
  await page.waitForSelector(".head .tag.good");
  await visit.look("call-running");
  await ana.hangUp();
  await box.untilIdle();
  await page.goto(`${visit.site}/calls`);
  for (let tries = 0; tries < 20 && await page.locator("[data-call]").count() === 0; tries++) await page.reload();
  await page.click("[data-call] a");
  assert.match(
    (await page.textContent("[data-story]"))!,
    /^Phone 101 called Phone 102; Phone 102 answered; they talked \d+\ss; Phone 101 hung up\.$/,
  );
  assert.equal(await page.locator(".ladder rect.talking").count(), 2);
  await visit.look("call");
  await page.click("details.card summary");
  assert.match((await page.textContent("[data-trace]"))!, /INVITE \d+ SDP/);
  await visit.look("call-trace");
}, { needs: ["baresip"] });
