import { strFromU8, unzipSync } from "fflate";
import assert from "node:assert/strict";
import { SystemClock } from "../../core/io/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { generatedDays } from "../bench/generated_calls.ts";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk, PASSWORD } from "./chromium.ts";

const OFFICE = `queues:
  - { number: "8001", name: Sales, members: ["101", "102"] }
  - { number: "8002", name: Support, members: ["103"] }
trunks: []
reports:
  saved:
    - name: weekly
      title: The week
      period: last-week
      parts: [summary, days]
      format: pdf
      cron: "0 8 * * 1"
      to: [ana@example.com]
`;

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
}, { office: OFFICE });

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
}, { needs: ["pdftotext"], office: OFFICE });

async function textOf(program: string, args: readonly string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(program, { args: [...args] }).output();
  assert.ok(success, program);
  return new TextDecoder().decode(stdout);
}

/** The queue log of another phone system: callers of the day before, of whom every third gives up. */
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

const DAY_MS = 86_400_000;
const DAYS = 16;

/** Puts calls of the last days into the record of a box that is off. */
async function backThen(data: string): Promise<void> {
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  const from = DAY_MS * (Math.floor(Date.now() / DAY_MS) - DAYS);
  const days = generatedDays({ from, day: 0, sequence: store.lastSequence + 1, callsADay: 150 });
  for (let day = 0; day < DAYS; day++) for (const event of days.next().value) store.record.append(event);
  await store.record.flush();
  await store.close();
}

/** The width and height that a PNG file names in its IHDR. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10], "PNG §5.2");
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/** Runs in every page before anything of its own: keeps what is written on canvases, and how far it reaches beyond their edges. */
function keepWritten(): void {
  const own = CanvasRenderingContext2D.prototype.fillText;
  const written: Written[] = [];
  Object.assign(globalThis, { written });
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...most) {
    if (this.textAlign === "center") {
      const right = this.getTransform().e + x + this.measureText(text).width / 2;
      written.push({ text, beyondPx: right - this.canvas.width });
    }
    own.call(this, text, x, y, ...most);
  };
}

interface Written {
  readonly text: string;
  readonly beyondPx: number;
}

atTheDesk("on a phone charts have their dates below them, each whole", async (visit) => {
  const { box, page } = visit;
  await box.kill();
  await backThen(box.data);
  await box.start();
  await visit.claim();
  await page.context().addInitScript(keepWritten);
  for (const [width, period] of [[390, "last-7-days"], [390, "last-30-days"], [360, "last-30-days"]] as const) {
    await page.setViewportSize({ width, height: 844 });
    await visit.goTo(`/reports?period=${period}`);
    const written = await page.waitForFunction(() => {
      const { written } = globalThis as unknown as { readonly written: readonly Written[] };
      return written.some(({ text }) => /\d \w+/.test(text)) && written;
    });
    for (const { text, beyondPx } of await written.jsonValue() as readonly Written[]) {
      assert.ok(text === "" || beyondPx <= 0, `${text} at ${width} px reaches ${beyondPx} px beyond`);
    }
  }
});

atTheDesk("charts are zoomed, moved and saved as pictures, in one's hand and by keys", async (visit) => {
  const { box, page } = visit;
  await box.kill();
  await backThen(box.data);
  await box.start();
  await visit.claim();
  const calls = page.locator("[data-chart=calls]");
  const shown = async () => (await page.locator(".island > p[role=status]").textContent())!;
  await page.setViewportSize({ width: 1_024, height: 768 });
  await visit.goTo("/reports?period=last-7-days&by=hour");
  await page.waitForSelector("[data-chart=calls] canvas");
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith(".js")).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  );
  assert.ok(scripts > 20_000 && scripts <= 60_000, `${scripts} octets of scripts`);
  await visit.look("reports-charts");
  for (const place of ["[data-chart=level]", "[data-chart=hours]", ".heat"]) {
    await visit.look(`reports-${place.replace(/\W+(?:chart)?/g, "")}`, { place });
  }

  await page.setViewportSize({ width: 1_024, height: 768 });
  await calls.scrollIntoViewIfNeeded();
  const over = calls.locator(".u-over");
  const drag = async (from: number, to: number) => {
    const { x, y, width, height } = (await over.boundingBox())!;
    await page.mouse.move(x + from * width, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + to * width, y + height / 2, { steps: 4 });
    await page.mouse.up();
  };
  assert.equal(await shown(), "");
  await drag(1 / 7, 2 / 7);
  const zoomed = await shown();
  assert.match(zoomed, /^\w+ \d+ \w+, \d\d:00 – \w+ \d+ \w+, \d\d:00$/);
  // It is drawn, too: what is under the pointer lies in what was framed.
  await over.hover();
  const pointed = (await calls.locator(".tip > b").textContent())!;
  assert.ok(zoomed.includes(pointed.slice(0, -7)), `${pointed} in ${zoomed}`);
  assert.match((await calls.locator(".tip").textContent())!, /\d\d:00.*Answered\d+.*Missed\d+/);
  await visit.look("reports-zoomed");
  await page.setViewportSize({ width: 1_024, height: 768 });
  await page.keyboard.down("Shift");
  await drag(0.3, 0.8);
  await page.keyboard.up("Shift");
  const moved = await shown();
  assert.notEqual(moved, zoomed);
  await calls.locator(".live-plot").focus();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await shown(), moved);
  await over.dblclick();
  assert.equal(await shown(), "");
  await page.getByRole("button", { name: "Closer" }).click();
  assert.notEqual(await shown(), "");
  await page.getByRole("button", { name: "Whole period" }).click();
  assert.equal(await shown(), "");

  // Fingers: one draws a frame, two move and pinch.
  const hand = await page.context().newCDPSession(page);
  const { x, y, width, height } = (await over.boundingBox())!;
  const fingers = async (type: "touchStart" | "touchMove" | "touchEnd", ...shares: readonly number[]) => {
    const touchPoints = shares.map((share, id) => ({ id, x: x + share * width, y: y + height / 2 }));
    await hand.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  await fingers("touchStart", 0.2);
  for (const share of [0.25, 0.35, 0.5, 0.6]) await fingers("touchMove", share);
  await fingers("touchEnd");
  const framed = await shown();
  assert.match(framed, /:00 – /);
  await fingers("touchStart", 0.3, 0.6);
  for (const by of [0.05, 0.1, 0.2]) await fingers("touchMove", 0.3 + by, 0.6 + by);
  await fingers("touchEnd");
  assert.notEqual(await shown(), framed);
  await page.getByRole("button", { name: "Whole period" }).click();

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const downloads = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a picture: Calls over time" }).click();
    const download = await downloads;
    assert.equal(download.suggestedFilename(), "kontor-last-7-days-calls.png");
    await download.saveAs(new URL(`../../.tmp/browser/saved-${colorScheme}.png`, import.meta.url).pathname);
    const png = await Deno.readFile(await download.path());
    const drawn = await calls.locator("canvas").evaluate(({ width, height }: HTMLCanvasElement) => ({ width, height }));
    const [wide, high] = sizeOf(png);
    // Chromium shows a point as one here; the picture has two for each.
    assert.equal(wide, 2 * (drawn.width + 32));
    assert.ok(high > 2 * (drawn.height + 60) && high < 2 * (drawn.height + 140), `${high} for ${drawn.height}`);
    const [seen, asked] = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const paint = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
      paint.drawImage(image, 0, 0);
      const { data } = paint.getImageData(0, 0, image.width, image.height);
      const card = document.querySelector("[data-chart=calls]")!;
      const wanted = [getComputedStyle(card).backgroundColor];
      for (const item of card.querySelectorAll("[data-curve]")) wanted.push(getComputedStyle(item).color);
      // Below the legend there are the paper and each curve, in the colours of this theme.
      const below = data.slice(4 * image.width * 220);
      const drawn = new Set<string>();
      for (let at = 0; at < below.length; at += 4) drawn.add(`rgb(${below[at]}, ${below[at + 1]}, ${below[at + 2]})`);
      return [wanted.filter((colour) => drawn.has(colour)), wanted];
    }, `data:image/png;base64,${png.toBase64()}`);
    assert.deepEqual(seen, asked, colorScheme);
  }
}, { office: OFFICE });

atTheDesk("who has no script sees the same charts, and chooses figures all the same", async (visit) => {
  const { box, page, site } = visit;
  await box.kill();
  await backThen(box.data);
  await box.start();
  await visit.claim();
  // What the first page wants is there before nothing more is let in.
  await visit.goTo("/me");
  await page.context().route("**/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  const charts = page.locator("[data-chart] svg[aria-label]");
  // While tables are made anew nothing here looks again by itself: whoever waits does.
  do await page.goto(`${site}/reports?period=last-7-days&by=day`); while (
    await charts.count() === 0 && await page.locator("progress").count() > 0
  );
  assert.equal(await charts.count(), 4);
  await visit.look("reports-no-script", { place: "[data-chart=calls]" });
  assert.ok(!await page.locator("[data-chart=calls] .live-plot").isVisible());
  await page.click("[data-chart=calls] summary");
  assert.equal(await page.locator("[data-chart=calls] tbody tr").count(), 7);
  await page.goto(`${site}/reports/cards`);
  await page.click("button[name=up][value=missed]");
  await page.click("main button:not([name])");
  await page.waitForURL(`${site}/reports`);
  assert.deepEqual((await page.locator(".kpi dt").allTextContents()).slice(0, 2), ["Missed", "Answered"]);
}, { office: OFFICE });

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
  { office: OFFICE },
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
}, { needs: ["baresip"], office: OFFICE.replace('"103"] }', '"103"], join_if: always, stay_if: always }') });
