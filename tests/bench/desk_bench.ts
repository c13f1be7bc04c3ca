/**
 * The desk of a busy office: what a browser loads, how long the box takes for each page, when the page is there, and what
 * five hundred open browsers cost.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page, type Response } from "playwright-core";
import { pagesOfDesk } from "../browser/desk_pages.ts";
import { missing } from "../interop/tool.ts";
import { deskOffice, PEOPLE, Visitor } from "./desk_office.ts";
import type { Figure } from "./figure.ts";
import { HttpClient, quantile } from "./http_client.ts";
import { Listeners } from "./listeners.ts";
import { faultsOf } from "./phones.ts";
import { isQuiet } from "./took.ts";
import { FIRST_NUMBER, median, rest, type WholeBox } from "./whole_box.ts";

const CALLS = 50;
const HOLD_MS = 25_000;
/** Calls that begin: each is ten events, from its offer to its end. */
const CALLS_A_SECOND = CALLS * 1_000 / HOLD_MS;
const CALLING_S = 150;
const BROWSERS = 500;
const LOOK_MS = 15_000;
const ROUNDS = 3;
const ASKS = 60;
/** Where people are all day. */
const MAIN_PAGES = ["/", "/missed", "/calls", "/reports", "/wallboard", "/office", "/voicemail"];
const LOADS = 5;
/** The phone in the browser: its weight is JsSIP's. */
const PHONE = "/call";
/** The usual one, and one whose time before is cut off within an hour. */
const REPORTS = ["/reports", "/reports?period=this-week"];

/** About six minutes; most of it makes the three months of the office. */
export async function benchDesk(): Promise<readonly Figure[]> {
  await using box = await deskOffice();
  const visitor = await Visitor.claim(box);
  await visitor.prove();
  await visitor.sitAt(FIRST_NUMBER);
  await visitor.untilRead();
  await using phones = await box.phones(PEOPLE);
  await phones.register({ phones: PEOPLE, total: PEOPLE });
  const pages = await pagesOf(visitor);
  // One that leads elsewhere would be measured in another's name.
  for (const page of pages) await visitor.page(page);
  const calling = phones.call({
    ...{ phones: PEOPLE, total: CALLS_A_SECOND * CALLING_S, rate: CALLS_A_SECOND, holdMs: HOLD_MS },
  });
  await rest(HOLD_MS);
  await visitor.prove();
  const figures = [
    ...await listened(box, visitor),
    ...await rendered(box, visitor, [...new Set([...pages, ...REPORTS])]),
    ...await seen(visitor, pages),
  ];
  const failed = faultsOf(await calling);
  return [...figures, { figure: "desk: calls that failed meanwhile", value: failed, unit: "calls", goal: "<= 0" }];
}

async function pagesOf(visitor: Visitor): Promise<readonly string[]> {
  const first = async (page: string, link: RegExp) =>
    [...(await visitor.page(page)).matchAll(link)].map(([, to]) => to!);
  const [call = ""] = await first("/calls", /href="(\/calls\/[^"?]+)"/g);
  const [entry = ""] = await first("/missed", /href="(\/missed\/own[^"?]*|\/missed\/c[^"?]+)"/g);
  const sections = await first(
    "/office",
    /class="door" href="(\/office\/[^"]+)"|href="(\/office\/[^"]+)" class="door"/g,
  );
  return pagesOfDesk({
    "/calls/:call": [call],
    "/missed/:entry": [entry],
    "/accounts/:name": ["/accounts/ana", "/accounts/+"],
    "/directory/:contact": ["/directory/+"],
    "/directory/import/:draft": [],
    "/queues/:queue": ["/queues/800"],
    "/tenants/:tenant/calls": [],
    "/tenants/:tenant/calls/:call": [],
    "/office-history/:revision": ["/office-history/1"],
    "/office/:section": sections,
    "/office/:section/:item": [`/office/extensions/${FIRST_NUMBER}`, "/office/extensions/+", "/office/queues/800"],
  });
}

/** How long the box takes for each page, from the first octet that is asked to the last that is answered. */
async function rendered(box: WholeBox, visitor: Visitor, pages: readonly string[]): Promise<readonly Figure[]> {
  const goal = await isQuiet() ? { goal: "<= 20" } : {};
  using client = await HttpClient.open({ port: box.webPort, header: `Cookie: ${visitor.cookie}`, path: "/" });
  const took: { readonly page: string; readonly p50: number; readonly p95: number; readonly cpuMs: number }[] = [];
  for (const page of pages) {
    const rounds: (readonly number[])[] = [];
    const before = box.cpu().mainThread;
    for (let round = 0; round < ROUNDS; round++) {
      const times: number[] = [];
      for (let asked = 0; asked < ASKS; asked++) {
        const began = performance.now();
        await client.ask(page);
        times.push(performance.now() - began);
      }
      rounds.push(times);
    }
    const best = (share: number) => Math.min(...rounds.map((times) => quantile(times, share)));
    const cpuMs = 1_000 * (box.cpu().mainThread - before) / (ROUNDS * ASKS);
    took.push({ page, p50: best(0.5), p95: best(0.95), cpuMs });
  }
  const line = ({ page, p50, p95, cpuMs }: (typeof took)[number]) =>
    `${page.padEnd(32)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, CPU ${cpuMs.toFixed(1)} ms`;
  const slowest = took.toSorted((one, other) => other.p95 - one.p95);
  console.error(slowest.slice(0, 10).map(line).join("\n"));
  const reports = slowest.filter(({ page }) => page.startsWith("/reports"));
  const own = slowest.filter((page) => !reports.includes(page));
  const dearest = Math.max(...took.map(({ cpuMs }) => cpuMs));
  return [
    { figure: "desk: answer of the slowest page, p95", value: own[0]?.p95 ?? NaN, unit: "ms", ...goal },
    { figure: "desk: answer of a page, p50 of all", value: median(took.map(({ p50 }) => p50)), unit: "ms" },
    { figure: "desk: answer of the reports' pages, p95", value: reports[0]?.p95 ?? NaN, unit: "ms", ...goal },
    { figure: "desk: CPU of the signalling thread, dearest page", value: dearest, unit: "ms", goal: "<= 20" },
  ];
}

/** What Chromium loads, and when it shows the largest thing of a page. */
async function seen(visitor: Visitor, pages: readonly string[]): Promise<readonly Figure[]> {
  const why = missing("chromium");
  if (why !== undefined) {
    console.error(`Cannot measure what browsers load: ${why}`);
    return [];
  }
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const weights: { readonly page: string; readonly kb: number }[] = [];
    for (const page of pages.filter((page) => page !== PHONE)) {
      weights.push({ page, kb: await scriptKb(browser, visitor, page) });
    }
    const heaviest = weights.toSorted((one, other) => other.kb - one.kb);
    console.error(heaviest.slice(0, 3).map(({ page, kb }) => `${page}: ${kb.toFixed(1)} KB of script`).join("\n"));
    const shown: number[] = [];
    for (const page of MAIN_PAGES) {
      const times: number[] = [];
      for (let load = 0; load < LOADS; load++) times.push(await largestPaintMs(browser, visitor, page));
      shown.push(median(times));
      console.error(
        `${page}: largest paint after ${median(times).toFixed(0)} ms, best ${Math.min(...times).toFixed(0)} ms`,
      );
    }
    const goal = await isQuiet() ? { goal: "<= 500" } : {};
    return [
      {
        figure: "desk: script of the heaviest page but the phone, gzip",
        value: heaviest[0]?.kb ?? NaN,
        unit: "KB",
        goal: "<= 60",
      },
      { figure: "desk: largest paint (LCP), slowest main page", value: Math.max(...shown), unit: "ms", ...goal },
    ];
  } finally {
    await browser.close();
  }
}

/** A page in a browser that has never been here. */
async function inFresh<T>(
  browser: Browser,
  { site, cookie }: Visitor,
  look: (page: Page, url: (path: string) => string) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext();
  try {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: site }]);
    return await look(await context.newPage(), (path) => site + path);
  } finally {
    await context.close();
  }
}

function scriptKb(browser: Browser, visitor: Visitor, path: string): Promise<number> {
  return inFresh(browser, visitor, async (page, url) => {
    const scripts: Response[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response);
    });
    await page.goto(url(path));
    await page.waitForFunction(() => document.querySelector("[data-island]:not([data-awake])") === null);
    const bodies = await Promise.all(scripts.map((script) => script.body()));
    return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length / 1_000, 0);
  });
}

function largestPaintMs(browser: Browser, visitor: Visitor, path: string): Promise<number> {
  return inFresh(browser, visitor, async (page, url) => {
    await page.goto(url(path));
    return await page.evaluate(() =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? NaN));
        observer.observe({ type: "largest-contentful-paint", buffered: true });
      })
    );
  });
}

/** What the box does beside its calls while so many browsers have the first page open. */
async function listened(box: WholeBox, visitor: Visitor): Promise<readonly Figure[]> {
  const [before] = await look(box);
  await using listeners = await Listeners.open(visitor, "/live/now", BROWSERS);
  await rest(2_000);
  const octets = listeners.octets;
  const [during, seconds] = await look(box);
  const kb = (listeners.octets - octets) / seconds / BROWSERS / 1_000;
  console.error(
    `the box's share of a core: ${before.toFixed(1)} % alone, ${during.toFixed(1)} % with ${BROWSERS} browsers`,
  );
  return [
    { figure: "desk: 500 open browsers on Now, 20 events/s, CPU", value: during - before, unit: "%", goal: "<= 15" },
    { figure: "desk: what one of them is sent", value: kb, unit: "KB/s", goal: "<= 8" },
  ];
}

async function look(box: WholeBox): Promise<readonly [percent: number, seconds: number]> {
  const [cpu, began] = [box.cpu().process, performance.now()];
  await rest(LOOK_MS);
  const seconds = (performance.now() - began) / 1_000;
  return [100 * (box.cpu().process - cpu) / seconds, seconds];
}
