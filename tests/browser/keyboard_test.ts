import assert from "node:assert/strict";
import { Baresip } from "../interop/baresip.ts";
import { callAndGiveUp, NUMBER, PROVIDER } from "../interop/gives_up.ts";
import { sippPort } from "../interop/sipp.ts";
import { atTheDesk, type DeskVisit } from "./chromium.ts";
import { choose, enter, tabTo, type } from "./keyboard.ts";

const PORT = sippPort();
/** Long enough to be a message. */
const SPEAKS_MS = 3_000;
/** The tone after which a caller is recorded. */
const BEEP_HZ = 1_000;
const OFFICE = `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${PORT} }]
numbers: [{ number: "${NUMBER}", to: "101" }]
`;

async function kept(visit: DeskVisit, selector: string): Promise<string> {
  const downloads = visit.page.waitForEvent("download");
  await enter(visit, selector);
  return (await downloads).suggestedFilename();
}

atTheDesk(
  "missed calls, voicemail, reports and where calls go are worked on by keyboard alone",
  async (visit) => {
    const { box, page } = visit;
    await visit.claim();
    await page.setViewportSize({ width: 1_280, height: 800 });
    await using opened = new AsyncDisposableStack();
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual", codecs: ["pcma"] } as const;
    const ana = opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    assert.equal((await callAndGiveUp(box, PORT)).failed, 0);
    await ana.until("CALL_CLOSED");

    // Missed: found by whom it was for, kept as a file, done with a note.
    await visit.goTo("/missed");
    await page.waitForSelector("[data-entry]");
    await enter(visit, "form[action='/missed'] summary");
    await choose(visit, "select[name=trunk]", "provider");
    await type(visit, "input[name=caller]", "0745 123 456");
    await page.keyboard.press("Enter");
    await page.waitForURL(/trunk=provider/);
    await visit.goTo(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.match(await kept(visit, "a[href^='/missed/export.csv']"), /\.csv$/);
    await type(visit, "[data-entry] input[name=note]", "He has his answer");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-missed='0']");

    // Voicemail: heard, moved in, and thrown away.
    await ana.dial(box.uri("*102"));
    await ana.until("CALL_ESTABLISHED");
    await ana.hears(BEEP_HZ, 0.3);
    await new Promise((resolve) => setTimeout(resolve, SPEAKS_MS));
    await ana.hangUp();
    await box.untilRecorded("voicemail.left", 1);
    await visit.goTo("/voicemail?box=102");
    await enter(visit, "[data-message] [data-player] button");
    await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 2);
    await tabTo(visit, "[data-player] input[type=range]");
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("audio")?.ended === true);
    await enter(visit, "[data-message] button.danger");
    await page.waitForSelector("[data-state='deleted']", { state: "attached" });

    // Reports: another time, and its file.
    await visit.goTo("/reports?period=last-7-days");
    await choose(visit, "#period", "Today");
    await enter(visit, "form[action='/reports'] button");
    await page.waitForURL(/period=today/);
    await visit.goTo("/reports?period=today");
    await choose(visit, "#format", "CSV");
    assert.equal(await kept(visit, "form[action='/reports/file'] button"), "kontor-today.csv");

    // Where calls go: a box is opened, and something new made at the end of its way.
    await visit.goTo("/flow");
    await enter(visit, ".flow a[href^='/flow?at=numbers/']");
    await page.waitForURL(/at=numbers/);
    await choose(visit, "#ways select[name='make:to']", "New menu");
    await enter(visit, "#ways button.first");
    await page.waitForSelector(".told.good");
    assert.match(await box.command("export"), /to: menu menu/);
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["sipp", "baresip"], office: OFFICE, extension: 'voicemail: { pin: "4711" }' },
);
