/**
 * A phone in Debian's Chromium: JsSIP on a page of the box under test, put there from outside, as the box serves none of it
 * here.
 *
 * @module
 */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type Box, secretOf } from "../interop/box.ts";
import type { PageAccount, PagePhone } from "./jssip_page.ts";

/** A tone counts as heard when it stands so far out of all else. */
const CLEAR_DB = 10;
const EVENTS = new URL(import.meta.resolve("events/events.js"));
const SOON_MS = 10_000;

export type BrowserPhoneOptions = Omit<PageAccount, "url" | "secret">;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
}

/** The script of the page, with JsSIP in it. */
export async function phoneScript(): Promise<string> {
  const entry = new URL("./jssip_page.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform", "browser", entry],
  }).output();
  if (code !== 0) throw new Error(`Cannot bundle JsSIP: ${new TextDecoder().decode(stderr)}`);
  // The bundler takes JsSIP's `events` for Node's own, and leaves it out: it is the package of that name.
  const events = await Deno.readTextFile(EVENTS);
  return `(() => { const module = { exports: {} }; ((exports) => {${events}})(module.exports);
    const require = () => module.exports; ${new TextDecoder().decode(stdout)} })()`;
}

export class BrowserPhone implements AsyncDisposable {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a page and registers. */
  static async start(browser: Browser, script: string, box: Box, options: BrowserPhoneOptions): Promise<BrowserPhone> {
    return await BrowserPhone.in(await browser.newContext(), script, box, options);
  }

  /** The same among pages that are there already, with their cookies. */
  static async in(
    context: BrowserContext,
    script: string,
    box: Box,
    options: BrowserPhoneOptions & { readonly secret?: string },
  ): Promise<BrowserPhone> {
    const page = await context.newPage();
    const phone = new BrowserPhone(page);
    await page.goto(`http://localhost:${box.webPort}/`);
    await page.evaluate(script);
    const account = { secret: secretOf(options.user), ...options, url: `ws://localhost:${box.webPort}/sip` };
    await page.evaluate(`globalThis.phone = new PagePhone(${JSON.stringify(account)})`);
    await phone.do("register");
    return phone;
  }

  /** Has the page do something, and waits until it is done. */
  do<Name extends Exclude<keyof PagePhone, "events">>(
    name: Name,
    ...given: Parameters<PagePhone[Name]>
  ): Promise<Awaited<ReturnType<PagePhone[Name]>>> {
    return this.page.evaluate(`phone[${JSON.stringify(name)}](...${JSON.stringify(given)})`);
  }

  events(): Promise<readonly string[]> {
    return this.page.evaluate("phone.events");
  }

  /** Waits until it hears a tone for half a second. */
  async hears(hz: number, withinMs: number = SOON_MS): Promise<void> {
    const giveUpAt = Date.now() + withinMs;
    let clearness = -Infinity;
    for (let times = 0; times < 5;) {
      clearness = await this.do("hears", hz);
      times = clearness >= CLEAR_DB ? times + 1 : 0;
      if (Date.now() > giveUpAt) {
        const figures = JSON.stringify(await this.do("figures"));
        throw new Error(`Cannot hear ${hz} Hz: ${clearness} dB, ${figures}\n${(await this.events()).join("\n")}`);
      }
      await this.page.waitForTimeout(100);
    }
  }

  /** Waits until something happened to its call. */
  async until(event: string): Promise<void> {
    const text = JSON.stringify(event);
    const has = `phone.events.some((each) => each.startsWith(${text}))`;
    await this.page.waitForFunction(has, undefined, { timeout: SOON_MS });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
