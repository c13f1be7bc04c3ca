import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Baresip } from "../interop/baresip.ts";
import { callAndGiveUp, CALLER, NUMBER, PROVIDER } from "../interop/gives_up.ts";
import { sippPort } from "../interop/sipp.ts";
import { atTheDesk, type DeskVisit } from "./chromium.ts";

const MANY = 10_000;
const FAULTY = "Name;Company;Phone;Fax;Notes\r\n" +
  "Ion Popa;Popa SRL;0722 000 111;021 111 1111;met at the fair\r\n" +
  "Ștefan Ionescu;;4.07E+10;;\r\n" +
  "Bob;Phone 102;102;;\r\n" +
  ";;0722 000 113;;nobody\r\n";

/** Brings a file, and waits until it is read. */
async function bring({ page }: DeskVisit, name: string, text: string): Promise<void> {
  await page.setInputFiles("#file", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.click("main form button[type=submit]");
  await page.waitForSelector("[data-import]", { timeout: 30_000 });
}

atTheDesk(
  "a table with faults is brought, mended, put into the directory, searched, called and taken back",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await visit.goTo("/accounts/ana");
    await page.fill("#extension", "101");
    await page.click("main form button[type=submit] >> nth=0");
    await page.waitForURL(/accounts/);
    await visit.goTo("/directory");
    await page.waitForSelector("[data-contacts='0']");
    await visit.look("directory-none");
    await page.click("a[href='/directory/import']");
    await visit.look("directory-import");
    await bring(visit, "contacts.csv", FAULTY);
    assert.deepEqual(
      await page.locator("[data-fault]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-fault"))),
      [
        "3.number.0",
        "5.name.0",
      ],
    );
    assert.match((await page.textContent("[data-would]"))!, /^2 new, 0 changed, 0 as they are$/);
    await visit.look("directory-faults");
    await visit.goTo("/directory");
    await page.waitForSelector("[data-contacts='0']");
    await page.goBack();
    await page.fill("[data-fault='3.number.0'] input", "0722 000 112");
    await page.click("[data-import] button[value=check] >> nth=0");
    await page.waitForSelector("[data-import='3']");
    await page.click("button[value=import]");
    await page.waitForSelector("[data-contacts='3']");
    await page.waitForSelector("[data-last-import]");
    await visit.look("directory");

    await visit.goTo("/directory");
    await page.fill("input[type=search]", "stefan");
    await page.waitForSelector("[data-contacts='1']");
    assert.match((await page.textContent("[data-contact]"))!, /Ștefan Ionescu.*0722 000 112/);
    await visit.look("directory-search");

    await page.fill("input[type=search]", "bob");
    await page.waitForSelector("[data-contact]:has-text('Bob')");
    await using opened = new AsyncDisposableStack();
    const [ana, bob] = [
      await Baresip.start({ ...box.account("101", "udp"), hz: 440 }),
      await Baresip.start({ ...box.account("102", "udp"), hz: 620 }),
    ];
    opened.adopt(ana, (phone) => phone.stop());
    opened.adopt(bob, (phone) => phone.stop());
    await page.click("[data-contact]:has-text('Bob') a.dial");
    await page.waitForSelector("[data-dial-told]:has-text('Your phone rings')");
    await visit.look("directory-rings");
    await bob.until("CALL_ESTABLISHED");
    await ana.hangUp();
    await box.untilIdle();

    await visit.goTo("/directory/%2B");
    await page.fill("#name", "Eva Marin");
    await page.fill("#numbers", "nothing");
    await page.click(".button.first");
    await page.waitForSelector("#numbers[aria-invalid]");
    await visit.look("directory-one-fault");
    await page.fill("#numbers", "+49 30 1234567\n0722 000 114");
    await page.check("input[name=vip]");
    await page.click(".button.first");
    await page.waitForSelector(".told.good");
    await visit.look("directory-one");

    await page.fill("#name", "Eva Marin-Pop");
    await page.click(".button.first");
    await page.waitForSelector("[data-change='2']");
    await page.click("details.danger summary");
    await page.click("details.danger button");
    await page.waitForSelector(".told.good:has-text('Eva Marin-Pop was deleted.')");
    await page.click("[data-removed] summary");
    await visit.look("directory-removed");
    await page.click(".told.good button");
    await page.waitForSelector("[data-change='4']");
    await page.click("[data-change='2'] button");
    await page.waitForSelector("[data-change='5']");
    assert.equal(await page.inputValue("#name"), "Eva Marin");
    await visit.look("directory-changes", { place: ".who-changed" });

    await visit.goTo("/directory");
    await page.click("[data-last-import] button");
    await page.waitForSelector("[data-contacts='1']");
    assert.match((await page.textContent(".told.good"))!, /^Taken back: 3 removed, 0 as they were before\.$/);
  },
  { needs: ["baresip"] },
);

const PORT = sippPort();
const TRUNK = `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${PORT} }]\n` +
  `numbers: [{ number: "${NUMBER}", to: "101" }]\n`;

atTheDesk(
  "a caller who is in the directory is named on the phone that rings, on Now and among the missed",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await visit.goTo("/directory/%2B");
    await page.fill("#name", "Ion Popa");
    await page.fill("#numbers", CALLER);
    await page.click(".button.first");
    await page.waitForSelector(".told.good");
    await visit.goTo("/");
    await using opened = new AsyncDisposableStack();
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
    const ana = opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    const shown = page.waitForSelector("[data-call]:has-text('Ion Popa')");
    const called = callAndGiveUp(box, PORT);
    const { peerdisplayname } = await ana.until("CALL_INCOMING");
    assert.equal(peerdisplayname, "Ion Popa");
    await shown;
    assert.equal((await called).failed, 0, (await called).errors);
    await visit.goTo("/missed");
    await page.click("[data-entry] a.person:has-text('Ion Popa')");
    await page.click("a[href^='/directory/of']");
    await page.waitForSelector("h1:has-text('Ion Popa')");
    await page.waitForSelector("[data-past]");
    await visit.look("directory-past");
  },
  { needs: ["sipp", "baresip"], office: TRUNK },
);

atTheDesk("ten thousand contacts are brought in seconds, with a word of how far it is", async (visit) => {
  const { page } = visit;
  await visit.claim();
  await visit.goTo("/directory/import");
  const rows = Array.from({ length: MANY }, (_, at) => `Person ${at},Company ${at % 100},07${String(20_000_000 + at)}`);
  await page.setInputFiles("#file", {
    name: "many.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Name,Company,Phone\n${rows.join("\n")}\n`),
  });
  const began = performance.now();
  await page.click("main form button[type=submit]");
  await page.waitForSelector("progress, [data-import]");
  await page.waitForSelector(`[data-import='${MANY}']`, { timeout: 30_000 });
  await visit.look("directory-many");
  const confirmed = performance.now();
  await page.click("button[value=import]");
  await page.waitForSelector(`[data-contacts='${MANY}']`, { timeout: 30_000 });
  const took = performance.now() - confirmed;
  assert.ok(confirmed - began < 60_000 && took < 10_000, `${took} ms`);
  await visit.goTo("/directory");
  await page.fill("input[type=search]", "person 9999");
  await page.waitForSelector("[data-contacts='1']");
});

atTheDesk(
  "what programs can ask is a page without a byte from elsewhere, for whoever comes and for who is signed in",
  async (visit) => {
    const { page } = visit;
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await visit.goTo("/api/v1/docs");
    await page.waitForSelector("#get-contacts-id");
    await visit.look("docs");
    await page.click("#put-contacts-id summary");
    await page.click("#put-contacts-id .shape details summary");
    await page.waitForSelector("#put-contacts-id .shape pre:visible");
    await page.locator("#put-contacts-id").scrollIntoViewIfNeeded();
    await visit.look("docs-operation");
    assert.deepEqual([...hosts], [new URL(visit.site).host]);
    await visit.claim();
    await visit.goTo("/api/v1/docs");
    await visit.look("docs-signed-in");
    await visit.goTo("/keys");
    await visit.look("keys");
  },
);
