import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { hearsPrompt } from "../interop/prompt.ts";
import { atTheDesk } from "./chromium.ts";

/** So soon a line that is cut is told: 2 s, and what the browser takes to draw it. */
const CUT_TOLD_MS = 2_500;
/** What happens on a phone is on the page a second later. */
const AT_ONCE_MS = 1_000;

atTheDesk("a call is on the page within a second, and a click ends it", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/");
  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await page.waitForSelector("[data-number='101'] .lamp.free");
  await visit.look("now-quiet");

  await ana.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  const talkingSince = performance.now();
  await page.waitForSelector("[data-call] .tag.good");
  assert.ok(performance.now() - talkingSince < AT_ONCE_MS, `${performance.now() - talkingSince} ms`);
  await page.waitForSelector("[data-number='102'] .lamp.busy");
  await visit.look("now-call");

  await page.click("[data-call] button");
  await bob.until("CALL_CLOSED");
  await page.waitForSelector("[data-calls='0']");
  await box.untilIdle();
}, { needs: ["baresip"] });

const QUEUES = `queues:
  - { number: "8001", name: Sales, members: ["102"], join_if: always, stay_if: always }
`;

atTheDesk(
  "a queue opens to who waits and who serves, an agent is paused by a click, and a cut line is told",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await using opened = new AsyncDisposableStack();
    const [ana] = three(await startPhones(opened, anaAndBob(box)));
    await visit.goTo("/");
    await page.click("[data-queue='8001'] > summary");
    await page.click("[data-agent='102'] .menu > summary");
    await page.fill("#reason-8001-102", "lunch");
    await page.click("[data-agent='102'] form button");
    await page.waitForSelector("[data-agent='102'][data-state='paused']");
    assert.match((await page.textContent("[data-agent='102']"))!, /paused: lunch/);
    await ana.dial(box.uri("8001"));
    await page.waitForSelector("[data-queue='8001'] [data-caller]");
    await visit.look("now-queue", { place: "[data-queue='8001']" });
    await visit.goTo("/wallboard");
    await page.waitForSelector("[data-agent='102']");
    await visit.look("wallboard-agents");
    await visit.goTo("/");
    await ana.hangUp();
    await box.untilIdle();

    // It stands still as behind a switch that has lost power: nothing ends, and nothing is heard.
    assert.equal(await page.isVisible("p.told.bad"), false);
    Deno.kill(box.pid, "SIGSTOP");
    try {
      const stopped = performance.now();
      await page.waitForSelector("p.told.bad", { state: "visible" });
      assert.ok(performance.now() - stopped < CUT_TOLD_MS, `${performance.now() - stopped} ms`);
    } finally {
      Deno.kill(box.pid, "SIGCONT");
    }
    await page.waitForSelector("p.told.bad", { state: "hidden" });
  },
  { needs: ["baresip"], office: QUEUES },
);

const HOURS = `hours:
  - { name: office, number: "600", times: ["mon-sun 00:00-24:00"], open: "102" }
  - { name: watch, times: ["mon-sun 22:00-06:00"], open: "102", night: false }
`;

atTheDesk(
  "the office is closed by a click, and callers hear so; a phone that opens it again is seen at the desk",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await using opened = new AsyncDisposableStack();
    const [ana] = three(await startPhones(opened, anaAndBob(box)));
    await visit.goTo("/");
    const office = page.locator("[data-hours='office']");
    assert.match((await office.textContent())!, /^office ?open/);
    assert.match((await page.textContent("[data-hours='watch']"))!, /until (\w+, \d+ \w+, )?\d\d:00/);
    await office.getByRole("button", { name: "Close now" }).click();
    await office.getByText("closed by hand").waitFor();
    await visit.look("now-night", { place: "[data-hours='office']" });
    await ana.dial(box.uri("600"));
    await hearsPrompt(ana, "hours-closed");
    await ana.hangUp();
    await box.untilIdle();
    await ana.dial(box.uri("*27"));
    await office.getByText("open", { exact: true }).waitFor();
    await box.untilIdle();
  },
  { needs: ["baresip"], office: HOURS },
);
