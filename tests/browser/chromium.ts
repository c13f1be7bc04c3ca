/**
 * Debian's Chromium at the desk of a real box. Pictures of what it saw are kept in `.tmp/browser`.
 *
 * @module
 */
import axe from "axe-core";
import assert from "node:assert/strict";
import { type Browser, chromium, type Page } from "playwright-core";
import { formatHost } from "../../core/base/mod.ts";
import { Box, type BoxOptions } from "../interop/box.ts";
import { commandOn, type Host, LOOPBACK } from "../interop/host.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import { realTest, type Tool } from "../interop/tool.ts";

const SHOTS = new URL("../../.tmp/browser/", import.meta.url);
/** As wide as a phone, a tablet and a large screen. */
const WIDTHS = [[390, 844], [1_024, 768], [1_920, 1_080]] as const;
/** Sound without a click; and no card that draws, which a machine without one would only compute. */
const FLAGS: readonly string[] = [
  "--no-sandbox",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-gpu",
  "--disable-software-rasterizer",
];
/** Chromium's own words for an answer of 400 and above. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4/;
export const PASSWORD = "three yellow cats";

/** A box, and a browser that looks at it. */
export class DeskVisit implements AsyncDisposable {
  readonly box: Box;
  /** `http://localhost:5080`: a name that browsers trust without a certificate; from another machine by https. */
  readonly site: string;
  /** What went wrong in the page so far. */
  readonly faults: string[] = [];
  readonly #browser: Browser;
  #page: Page;

  private constructor(box: Box, browser: Browser, page: Page) {
    this.box = box;
    this.#page = this.#watched(page);
    this.site = box.host.namespace === undefined
      ? `http://localhost:${box.webPort}`
      : `https://${formatHost(box.host.ip)}:${box.webTlsPort}`;
    this.#browser = browser;
  }

  get page(): Page {
    return this.#page;
  }

  #watched(page: Page): Page {
    page.on("pageerror", ({ message }) => this.faults.push(message));
    page.on("console", (said) => {
      // What was refused for a good reason is on the page, and is looked at there.
      if (said.type() === "error" && !REFUSED.test(said.text())) this.faults.push(said.text());
    });
    return page;
  }

  /** `browserFlags`: more of Chromium's own; `from`: where it runs, on this machine unless told. */
  static async start(
    { browserFlags = [], from = LOOPBACK, ...options }: BoxOptions & {
      readonly browserFlags?: readonly string[];
      readonly from?: Host;
    } = {},
  ): Promise<DeskVisit> {
    const box = await Box.start(options);
    try {
      await using program = await chromiumOn(from);
      const browser = await chromium.launch({
        executablePath: program.path,
        args: [...FLAGS, ...browserFlags],
      });
      return new DeskVisit(box, browser, await newPage(browser, "en-GB"));
    } catch (error) {
      await box.stop();
      throw error;
    }
  }

  /** Claims the box for Ana. */
  async claim(): Promise<void> {
    const code = /\/claim\?code=([\w-]+)/.exec(this.box.log)?.[1];
    assert.ok(code !== undefined, this.box.log);
    await this.page.goto(`${this.site}/claim?code=${code}`);
    await this.page.fill("#fullName", "Ana Popescu");
    await this.page.fill("#name", "ana");
    await this.page.fill("#password", PASSWORD);
    await this.page.click("main button[type=submit]");
    await this.page.waitForURL(`${this.site}/`);
  }

  /** Goes to a page of the desk and waits until its islands are awake. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(this.site + path);
    await this.page.waitForFunction(() => document.querySelector("[data-island]:not([data-awake])") === null);
  }

  /**
   * Takes a picture in both themes and at each width, and has axe look for what keeps people out.
   *
   * `place` is what is to be in it, as a selector: the page's top unless told; `page` another window.
   */
  async look(
    name: string,
    { place, page = this.page }: { readonly place?: string; readonly page?: Page } = {},
  ): Promise<void> {
    await Deno.mkdir(SHOTS, { recursive: true });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [width, height] of WIDTHS) {
        await page.setViewportSize({ width, height });
        if (place !== undefined) await page.locator(place).first().scrollIntoViewIfNeeded();
        const path = new URL(`${name}-${width}-${colorScheme}.png`, SHOTS).pathname;
        await page.screenshot({ path, animations: "disabled" });
      }
      await this.check(`${name}, ${colorScheme}`, page);
    }
  }

  /** Has axe look at the page as it is; nothing may have gone wrong in it, and it is read on a phone without being pushed aside. */
  async check(name: string, page: Page = this.page): Promise<void> {
    assert.deepEqual(await barriersIn(page), [], name);
    assert.deepEqual(await tooWideIn(page), [], `${name}, ${WIDTHS[0][0]} px`);
    assert.deepEqual(this.faults, [], name);
  }

  /** Goes on in another browser, of somebody who reads this language, and who is signed in where he was. */
  async speak(locale: "en-GB" | "ro-RO"): Promise<void> {
    const before = this.#page.context();
    this.#page = this.#watched(await newPage(this.#browser, locale));
    await this.#page.context().addCookies(await before.cookies());
    await before.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.box.stop();
  }
}

/** Serious findings of axe: each rule, and where. The page's own policy lets no foreign script in: it is run from outside. */
async function barriersIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate("axe.run({ resultTypes: ['violations'] })") as axe.AxeResults;
  return found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** What reaches out of the window where it is as narrow as a phone's: each element that nothing scrolls but the page. */
async function tooWideIn(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize();
  const [width, height] = WIDTHS[0];
  await page.setViewportSize({ width, height });
  const found = await page.evaluate(async () => {
    // Pictures that are drawn to measure are drawn anew first.
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > clientWidth)
      .map((each) => `${scrollWidth} of ${clientWidth} px: ${(each.cloneNode(false) as Element).outerHTML}`);
  });
  if (before !== null) await page.setViewportSize(before);
  return found;
}

/** A program that is Chromium on some machine, for as long as it takes to start: what drives it knows programs alone. */
async function chromiumOn(host: Host): Promise<AsyncDisposable & { readonly path: string }> {
  const chromium = "/usr/bin/chromium";
  if (host.namespace === undefined) return { path: chromium, [Symbol.asyncDispose]: () => Promise.resolve() };
  const [program, args] = commandOn(host, chromium, []);
  const folder = await newFolder("chromium");
  const path = `${folder}/chromium`;
  await Deno.writeTextFile(path, `#!/bin/sh\nexec ${program} ${args.join(" ")} "$@"\n`, { mode: 0o755 });
  return { path, [Symbol.asyncDispose]: () => removeFolder(folder) };
}

async function newPage(browser: Browser, locale: string): Promise<Page> {
  // The box's certificate is its own.
  const context = await browser.newContext({ locale, reducedMotion: "reduce", ignoreHTTPSErrors: true });
  await context.addInitScript(tellViolations);
  return await context.newPage();
}

/** Runs in every page before anything of its own: whatever its policy forbids is said where faults are said. */
function tellViolations(): void {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`The page's policy forbids it: ${violatedDirective} of ${blockedURI}`);
  });
}

/** A test with a browser at a box's desk. */
export function atTheDesk(
  name: string,
  run: (visit: DeskVisit) => Promise<void>,
  options: BoxOptions & { readonly needs?: readonly Tool[]; readonly browserFlags?: readonly string[] } = {},
): void {
  const { needs = [], ...box } = options;
  realTest(name, ["chromium", ...needs], async () => {
    await using visit = await DeskVisit.start(box);
    await run(visit);
  });
}
