/**
 * The box's own settings: its certificate and how it comes to be trusted, network, mail, time, and the log.
 *
 * @module
 */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { makeOwn } from "../../core/certificate/io/mod.ts";
import { Box } from "../interop/box.ts";
import { MailServer } from "../interop/mail_server.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import { realTest } from "../interop/tool.ts";
import { atTheDesk, DeskVisit } from "./chromium.ts";

atTheDesk("the owner sees what the box shows, brings a certificate of his own, and takes it back", async (visit) => {
  const { page } = visit;
  await visit.claim();
  await visit.goTo("/office");
  await page.click("a[href='/settings/certificate']");
  await page.waitForSelector("h1:text('Certificate')");
  assert.match(await page.textContent("main") ?? "", /Kontor at kontor\.local/);
  await visit.look("certificate");

  await page.click("a[href='/settings/certificate/bring']");
  const { certificate } = await makeOwn({ names: ["phones.example.com"], addresses: [] }, { now: Date.now() });
  await page.fill("#pem", certificate.certPem);
  await page.click("main button[type=submit]");
  await page.waitForSelector("[role=alert]:has-text('There is no private key')");
  await visit.look("certificate-bring");
  await page.setInputFiles("#files", [
    { name: "cert.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(certificate.certPem) },
    { name: "key.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(certificate.keyPem) },
  ]);
  await page.click("main button[type=submit]");
  await page.waitForSelector("[role=status]:has-text('phones.example.com')");
  await visit.look("certificate-brought");
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: visit.box.webTlsPort });
  using secured = await Deno.startTls(conn, { hostname: "phones.example.com", caCerts: [certificate.certPem] });
  await secured.handshake();

  await page.click("form[action='/settings/certificate/forget'] button");
  await page.waitForSelector("dd:text-is('The box itself')");
  await visit.goTo("/audit?action=certificate.brought");
  assert.match(await page.textContent("main") ?? "", /ana/);
});

atTheDesk("network, time and the log of the box", async (visit) => {
  await visit.claim();
  for (const name of ["network", "time"]) {
    await visit.goTo(`/settings/${name}`);
    await visit.look(`settings-${name}`);
  }
  await visit.goTo("/settings/mail");
  await visit.page.waitForSelector("b:text('No mail server')");
  await visit.goTo("/health?level=warn#log");
  await visit.look("health-log");
  const [download] = await Promise.all([
    visit.page.waitForEvent("download"),
    visit.page.click("a[href^='/health/log']"),
  ]);
  assert.equal(download.suggestedFilename(), "kontor-log.ndjson");
});

realTest(
  "a test mail arrives, and one that is refused is told with the server's words",
  ["chromium", "smtpd"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const server = opened.adopt(await MailServer.start(), (server) => server.stop());
    const smtp = `smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", from: phones@example.com }`;
    const visit = opened.use(await DeskVisit.start({ kontor: smtp }));
    const { page } = visit;
    await visit.claim();
    await visit.goTo("/settings/mail");
    await page.fill("#to", "ana@example.com");
    await page.click("main form button[type=submit]");
    await page.waitForSelector(".told.good");
    const [mail = ""] = await server.untilTaken(1);
    assert.match(mail, /Subject: A test mail from Kontor/);
    await page.fill("#to", "ana@elsewhere.example");
    await page.click("main form button[type=submit]");
    await page.waitForSelector(".told.bad:has-text('550')");
    await visit.look("settings-mail");
  },
);

realTest(
  "a mail server is chosen at the desk, and mail goes through it at once and after a restart",
  ["chromium", "smtpd"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const server = opened.adopt(await MailServer.start(), (server) => server.stop());
    const visit = opened.use(await DeskVisit.start());
    const { page } = visit;
    await visit.claim();
    await visit.goTo("/settings/mail");
    await page.waitForSelector("b:text('No mail server')");
    await page.fill("#host", "127.0.0.1");
    await page.fill("#port", "70000");
    await page.selectOption("#tls", "off");
    await page.fill("#from", "phones@example.com");
    await page.click("form[action='/settings/mail/server'] button.first");
    await page.waitForSelector("#port-fault");
    await visit.look("settings-mail-server");
    await page.fill("#port", String(server.port));
    await page.click("form[action='/settings/mail/server'] button.first");
    await page.waitForSelector(".told.good");
    for (const count of [1, 2]) {
      await page.fill("#to", "ana@example.com");
      await page.click("form[action='/settings/mail/try'] button");
      await page.waitForSelector(".told.good:has-text('ana@example.com')");
      assert.equal((await server.untilTaken(count)).length, count);
      if (count === 1) {
        await visit.box.kill();
        await visit.box.start();
      }
      await visit.goTo("/settings/mail");
    }
    assert.equal(await page.inputValue("#host"), "127.0.0.1");
  },
);

realTest("a browser that was told to trust the box's authority opens it by HTTPS without a warning", [
  "chromium",
  "certutil",
], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const home = opened.adopt(await newFolder("home"), removeFolder);
  const root = await (await fetch(`http://127.0.0.1:${box.webPort}/trust/kontor.crt`)).bytes();
  await Deno.writeFile(`${home}/kontor.crt`, root);
  await Deno.mkdir(`${home}/.pki/nssdb`, { recursive: true });
  for (
    const args of [
      ["-N", "--empty-password"],
      ["-A", "-n", "kontor", "-t", "C,,", "-i", `${home}/kontor.crt`],
    ]
  ) {
    const { success, stderr } = await new Deno.Command("certutil", { args: ["-d", `sql:${home}/.pki/nssdb`, ...args] })
      .output();
    assert.ok(success, new TextDecoder().decode(stderr));
  }
  const open = async (env: Record<string, string>, path: string) => {
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], env });
    try {
      const page = await browser.newPage();
      await page.goto(`https://127.0.0.1:${box.webTlsPort}${path}`);
      return await page.textContent("h1");
    } finally {
      await browser.close();
    }
  };
  const env = Deno.env.toObject();
  await assert.rejects(open({ ...env, HOME: `${home}/nobody` }, "/trust"), /ERR_CERT_AUTHORITY_INVALID/);
  assert.equal(await open({ ...env, HOME: home }, "/trust"), "Trust this box");
});

atTheDesk("how to trust the box is said for every device", async (visit) => {
  await visit.goTo("/trust");
  await visit.page.click("summary:text('iPhone')");
  await visit.look("trust");
});
