import assert from "node:assert/strict";
import { callAndGiveUp, CALLER, NUMBER, PROVIDER } from "../interop/gives_up.ts";
import { Baresip } from "../interop/baresip.ts";
import { sippPort } from "../interop/sipp.ts";
import { atTheDesk, type DeskVisit, PASSWORD } from "./chromium.ts";
import { pagesOfDesk } from "./desk_pages.ts";
import { enter, type } from "./keyboard.ts";

const PORT = sippPort();
const OFFICE = `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${PORT} }]
routes: [{ match: "0.", trunks: [provider] }, { match: "+.", trunks: [provider] }]
numbers: [{ number: "${NUMBER}", to: "101" }]
contacts: [{ name: Ion Popa, company: Popa SRL, numbers: ["${CALLER}"] }]
groups: [{ number: "600", name: Sales, members: ["101", "102"] }]
queues: [{ number: "8001", name: Help, members: ["101", "102"] }]
`;

/** Every page that the owner has, about things that are there. */
async function pages({ page, site }: DeskVisit): Promise<readonly string[]> {
  const links = async (path: string, selector: string) => {
    await page.goto(site + path);
    return await page.locator(selector).evaluateAll((found) => found.map((each) => each.getAttribute("href") ?? ""));
  };
  const [entry = ""] = await links("/missed", "[data-entry] a.person");
  const [call = ""] = await links("/calls", "[data-call] a");
  const sections = await links("/office", "a.door");
  assert.ok(entry !== "" && call !== "" && sections.length > 20, `${entry} ${call} ${sections.length}`);
  const items: string[] = [];
  for (const section of sections) {
    const [first] = await links(section, "main .table a");
    const [fresh] = await links(section, "main .head a.button");
    items.push(...[first, fresh].filter((path) => path !== undefined));
  }
  return pagesOfDesk({
    "/accounts/:name": ["/accounts/ana", "/accounts/+"],
    "/calls/:call": [call],
    "/directory/:contact": ["/directory/+"],
    // Only while a file is being looked at: see the tests of the directory.
    "/directory/import/:draft": [],
    "/missed/:entry": [entry],
    "/office-history/:revision": ["/office-history/1"],
    "/office/:section": sections,
    "/queues/:queue": ["/queues/8001"],
    // Of other phone systems, of which this office has none: see the tests of reports.
    "/tenants/:tenant/calls": [],
    "/tenants/:tenant/calls/:call": [],
    "/office/:section/:item": items,
  });
}

atTheDesk(
  "no page of the desk keeps anybody out, in either language, and none does what its policy forbids",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await using opened = new AsyncDisposableStack();
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
    opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    const outcome = await callAndGiveUp(box, PORT);
    assert.equal(outcome.failed, 0, outcome.errors);
    await visit.goTo("/missed");
    await page.waitForSelector("[data-entry]");
    const all = await pages(visit);
    for (const [locale, colorScheme, width] of [["en-GB", "light", 1_280], ["ro-RO", "dark", 390]] as const) {
      await visit.speak(locale);
      const { page } = visit;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      const look = async (path: string) => {
        await visit.goTo(path);
        assert.equal(new URL(page.url()).pathname, path, "there is no such page");
        assert.equal(await page.getAttribute("html", "lang"), locale.slice(0, 2), path);
        // What is folded away keeps people out no less.
        await page.evaluate(() => document.querySelectorAll("details").forEach((each) => each.open = true));
        await visit.check(`${path}, ${locale}, ${colorScheme}`);
      };
      for (const path of all) await look(path);
      const cookies = await page.context().cookies();
      await page.context().clearCookies();
      await look("/sign-in");
      await page.context().addCookies(cookies);
    }
  },
  { needs: ["sipp", "baresip"], office: OFFICE },
);

atTheDesk(
  "a manager's day is done by keyboard: in, a call back, done, an extension, and that undone",
  async (visit) => {
    const { box, page, site } = visit;
    await visit.claim();
    await visit.goTo("/accounts/ana");
    await type(visit, "#extension", "101");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site}/accounts`);
    await using opened = new AsyncDisposableStack();
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
    const phone = opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    const outcome = await callAndGiveUp(box, PORT);
    assert.equal(outcome.failed, 0, outcome.errors);
    await phone.until("CALL_CLOSED");
    await page.context().clearCookies();

    await visit.goTo("/sign-in");
    await type(visit, "#name", "ana");
    await type(visit, "#password", PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site}/`);

    await enter(visit, "nav a[href='/missed']");
    await page.waitForURL(`${site}/missed`);
    await page.waitForSelector("[data-entry] a.dial");
    await page.waitForFunction(() => document.querySelector("[data-island]:not([data-awake])") === null);
    await enter(visit, "[data-entry] a.dial");
    await phone.until("CALL_INCOMING");
    await phone.hangUp();
    await page.waitForSelector("[data-entry]");
    await type(visit, "[data-entry] input[name=note]", "He has his answer");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-missed='0']");

    await enter(visit, "nav a[href='/office']");
    await page.waitForURL(`${site}/office`);
    await enter(visit, "a.door[href='/office/extensions']");
    await page.waitForURL(`${site}/office/extensions`);
    await enter(visit, "a[href='/office/extensions/+']");
    await page.waitForURL(/extensions\/\+$/);
    await type(visit, "#number", "104");
    await type(visit, "#name", "Dan Munteanu");
    await enter(visit, ".bar button");
    await page.waitForSelector("[data-secret]");
    assert.match(await box.command("export"), /Dan Munteanu/);

    await enter(visit, "nav a[href='/office']");
    await page.waitForURL(`${site}/office`);
    await enter(visit, "a[href='/office-history']");
    await page.waitForURL(/office-history$/);
    await enter(visit, "tbody tr:nth-child(2) button");
    await page.waitForSelector("tbody tr:nth-child(3)");
    await visit.goTo("/office/extensions");
    assert.equal(await page.locator("a[href='/office/extensions/104']").count(), 0);
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["sipp", "baresip"], office: OFFICE },
);
