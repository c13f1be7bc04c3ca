import { strFromU8, unzipSync } from "fflate";
import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { backThen, QUEUES_OFFICE } from "./busy_weeks.ts";
import { atTheDesk, PASSWORD } from "./chromium.ts";

atTheDesk("a report is looked at, and exported as a file", async (visit) => {
  const { page, site } = visit;
  await visit.claim();
  await visit.goTo("/reports?period=today");
  await visit.look("reports");
  assert.match((await page.textContent("main"))!, /The week/);
  const downloads = page.waitForEvent("download");
  await page.selectOption("#format", "csv");
  await page.click("form[action='/reports/file'] button");
  const download = await downloads;
  assert.equal(download.suggestedFilename(), "kontor-today.csv");
  assert.match(await Deno.readTextFile(await download.path()), /Total calls|Summary/);
  // Days of one's own are asked for once they are chosen.
  assert.equal(await page.isVisible("form[action='/reports'] [name=since]"), false);
  await page.selectOption("#period", "days");
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  await page.fill("form[action='/reports'] [name=since]", `${today.slice(0, 4)}-01-01`);
  await page.fill("form[action='/reports'] [name=until]", today);
  await visit.look("reports-days");
  await page.click("form[action='/reports'] button[type=submit]");
  await page.waitForURL(/period=days&since=\d{4}-01-01/);
  assert.equal(await page.inputValue("form[action='/reports'] [name=until]"), today);
  await visit.goTo("/reports?period=today");
  // What is made goes on in sight, and may be asked for again once it is there.
  let answer = () => {};
  const made = new Promise<void>((resolve) => answer = resolve);
  await page.route("**/reports/file?*", async (route) => {
    await made;
    await route.continue();
  });
  const again = page.waitForEvent("download");
  await page.click("form[action='/reports/file'] button");
  await page.waitForSelector("form[action='/reports/file'] [data-making]:not([hidden])");
  assert.ok(await page.isDisabled("form[action='/reports/file'] button"));
  await visit.look("reports-making");
  answer();
  await again;
  await page.waitForSelector("form[action='/reports/file'] button:enabled");
  const weekly = page.waitForEvent("download");
  await page.click("a[href*='report=weekly']");
  assert.equal((await weekly).suggestedFilename(), "weekly-last-week.pdf");
  await page.unroute("**/reports/file?*");
  await visit.goTo("/office/menus/+");
  assert.equal(await page.getAttribute("datalist option[value='queue 8001']", "value"), "queue 8001");
  await visit.look("menu-new");
  await page.goto(`${site}/office/trunks/+`);
  await visit.look("trunk-new");
}, { office: QUEUES_OFFICE });

atTheDesk("a report of calls is kept as a PDF that can be read and a workbook with the same figures", async (visit) => {
  const { box, page } = visit;
  await box.kill();
  await backThen(box.data);
  await box.start();
  await visit.claim();
  await visit.goTo("/reports?period=last-7-days");
  const missed = (await page.locator(".kpi", { hasText: "that nobody took" }).locator("dd").first().textContent())!;
  assert.match(missed, /^[1-9][\d,]*$/);
  const keep = async (format: "pdf" | "xlsx") => {
    const downloads = page.waitForEvent("download");
    await page.selectOption("#format", format);
    await page.click("form[action='/reports/file'] button");
    const download = await downloads;
    assert.equal(download.suggestedFilename(), `kontor-last-7-days.${format}`);
    return await download.path();
  };
  const pdf = await keep("pdf");
  assert.equal((await Deno.readTextFile(pdf)).slice(0, 5), "%PDF-");
  assert.match(await textOf("pdftotext", ["-layout", pdf, "-"]), new RegExp(`^ *Missed\\b.*\\s+${missed}\\b`, "m"));
  const sheets = unzipSync(await Deno.readFile(await keep("xlsx")));
  const text = Object.entries(sheets).filter(([name]) => /sharedStrings|worksheets/.test(name))
    .map(([, octets]) => strFromU8(octets)).join("\n");
  assert.match(text, /Missed/);
  assert.match(text, new RegExp(`<v>${missed.replaceAll(",", "")}</v>`));
  assert.deepEqual(visit.faults, []);
}, { needs: ["pdftotext"], office: QUEUES_OFFICE });

async function textOf(program: string, args: readonly string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(program, { args: [...args] }).output();
  assert.ok(success, program);
  return new TextDecoder().decode(stdout);
}

/** The queue log of another phone system: callers of the day before, of whom every third gives up. */
const DAY_MS = 86_400_000;
const THEIR_LOG = Deno.makeTempFileSync({ prefix: "kontor-queue-log-" });
const THEIRS = `pbx:
  - name: acme
    kind: asterisk-files
    queue_log: ${THEIR_LOG}
    extensions: ["201", "202"]
    queues: [{ id: "600", name: Their support }]
  - { name: away, kind: asterisk-files, queue_log: ${THEIR_LOG}.none }
trunks: []
`;

function theirCalls(now: number): string {
  return Array.from({ length: 60 }, (_, nth) => {
    const at = Math.floor(now / 1_000) - (60 - nth) * 400;
    const line = (after: number, rest: string) => `${at + after}|${at}.${nth}|600|${rest}\n`;
    const joined = line(0, `NONE|ENTERQUEUE||07451234${String(nth % 20).padStart(2, "0")}|1`);
    if (nth % 3 === 0) return joined + line(25, "NONE|ABANDON|1|1|25");
    const agent = `PJSIP/${201 + nth % 2}`;
    return joined + line(9, `${agent}|CONNECT|9|${at}.${nth + 1}|5`) + line(99, `${agent}|COMPLETECALLER|9|90|1`);
  }).join("");
}

atTheDesk("the reports of another phone system are chosen, looked at, and exported", async (visit) => {
  const { page } = visit;
  try {
    await Deno.writeTextFile(THEIR_LOG, theirCalls(Date.now() - DAY_MS));
    await visit.claim();
    await visit.goTo("/reports?period=last-7-days");
    await page.selectOption("#tenant", "acme");
    await page.click("form[action='/reports'] button");
    await page.waitForSelector("td:has-text('Their support 600')");
    await visit.look("reports-tenant");
    await visit.look("reports-tenant-rows", { place: "td:has-text('Their support 600')" });
    const downloads = page.waitForEvent("download");
    await page.selectOption("#format", "csv");
    await page.click("form[action='/reports/file'] button");
    assert.match(await Deno.readTextFile(await (await downloads).path()), /600,60,40,20/);
    await page.click("td a:has-text('Their support 600')");
    await page.waitForSelector("[data-call]");
    await visit.look("tenant-calls");
    await page.click("[data-call] a");
    await page.waitForSelector("h2:has-text('queue_log')");
    await visit.look("tenant-call");
    await visit.goTo("/reports?period=last-7-days&tenant=acme");
    await page.click(".of-calls summary");
    await visit.look("reports-of-calls");
    for (const some of ["queue:600", "agent:201"]) await page.check(`input[name=of][value='${some}']`);
    await page.click("form[action='/reports'] button");
    await page.waitForSelector("h1:has-text('Their support 600; Who answered:')");
    assert.equal(await page.locator(".kpi dd a").count(), 0, "the page of calls shows those of one thing at a time");
    await page.selectOption("#tenant", "away");
    await page.click("form[action='/reports'] button");
    assert.match((await page.textContent("[role=alert]"))!, /Cannot read the rows of tenant "away" from file/);
    await visit.look("reports-tenant-away");
  } finally {
    await Deno.remove(THEIR_LOG);
  }
}, { office: THEIRS });

atTheDesk(
  "everybody puts the figures he wants on top, by dragging or by keys, and finds them after he was away",
  async (visit) => {
    const { page, site } = visit;
    const titles = async () => await page.locator(".kpi dt").allTextContents();
    await visit.claim();
    await visit.goTo("/reports/cards");
    await visit.look("report-cards");
    await page.setViewportSize({ width: 1_024, height: 768 });
    await page.check("input[value=longestWait][name=show]");
    await page.uncheck("input[value=occupancy][name=show]");
    // By keys: the third goes up by two places, and keeps the focus.
    await page.focus("button[name=up][value=serviceLevel]");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("value")), "serviceLevel");
    // By dragging: the first goes below the second.
    const grip = async (key: string) => (await page.locator(`li:has([value=${key}]) .grip`).boundingBox())!;
    const [from, to] = [await grip("serviceLevel"), await grip("answered")];
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + to.height, { steps: 5 });
    await page.mouse.up();
    await page.click("main button:not([name])");
    await page.waitForURL(`${site}/reports`);
    const chosen = [
      "Answered",
      "Service level",
      "Missed",
      "Average wait",
      "Long wait",
      "Resolved at once",
      "Longest wait",
    ];
    assert.deepEqual(await titles(), chosen);
    await page.context().clearCookies();
    await page.goto(`${site}/sign-in?back=/reports`);
    await page.fill("#name", "ana");
    await page.fill("#password", PASSWORD);
    await page.click("main button[type=submit]");
    await page.waitForURL(`${site}/reports`);
    assert.deepEqual(await titles(), chosen);
  },
  { office: QUEUES_OFFICE },
);

atTheDesk("the box says how well it is, and a big screen what happens", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await using opened = new AsyncDisposableStack();
  const [ana] = three(await startPhones(opened, anaAndBob(box)));
  await visit.goTo("/health");
  await visit.look("health");
  assert.match((await page.textContent("main"))!, /baresip/);
  await visit.goTo("/wallboard");
  await page.waitForSelector("[data-queue='8001']");
  await visit.look("wallboard-quiet");
  await ana.dial(box.uri("8002"));
  await page.waitForFunction(() => document.querySelector("[data-queue='8002'] [data-waiting]")?.textContent === "1");
  await visit.look("wallboard");
  await ana.hangUp();
  await page.waitForFunction(() => document.querySelector("[data-queue='8002'] [data-waiting]")?.textContent === "0");
}, { needs: ["baresip"], office: QUEUES_OFFICE.replace('"103"] }', '"103"], join_if: always, stay_if: always }') });
