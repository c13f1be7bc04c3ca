import assert from "node:assert/strict";
import { backThen, QUEUES_OFFICE } from "./busy_weeks.ts";
import { atTheDesk } from "./chromium.ts";

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
      const written: readonly Written[] = Reflect.get(globalThis, "written");
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
}, { office: QUEUES_OFFICE });

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
}, { office: QUEUES_OFFICE });
