/**
 * Reports that are sent: a box that was off when they were due, a real mail server, and others' programs that read them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { type WallTime } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { unzipSync } from "fflate";
import { toText } from "../../core/base/mod.ts";
import { Box } from "./box.ts";
import { attachmentOf, MailServer } from "./mail_server.ts";
import { realTest } from "./tool.ts";

const CALLS = 7;
const DAY_MS = 86_400_000;

/** What the record says of a caller from outside whom 101 has answered. */
function story(call: number): readonly CallFact[] {
  const [caller, ana] = [{ number: "+40722000111", trunk: "digi" }, { number: "101", name: "Phone 101" }];
  const offered = { type: "leg.offered", sipCallId: `${call}@x` } as const;
  return [
    { type: "call.started", from: caller, dialled: "+40211234567", sipCallId: `${call}@x` },
    { ...offered, leg: "a", party: caller, direction: "in" },
    { ...offered, leg: "b", party: ana, direction: "out" },
    { type: "leg.ringing", leg: "b" },
    { type: "leg.answered", leg: "b" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
}

/** Puts calls of yesterday's noon into the record of a box that is off, whose reports are done until the day before. */
async function backThen(data: string, reports: readonly string[]): Promise<void> {
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  const midnight = Temporal.Now.zonedDateTimeISO("Europe/Bucharest").startOfDay().epochMilliseconds;
  let sequence = store.lastSequence;
  for (let call = 0; call < CALLS; call++) {
    for (const [at, fact] of story(call).entries()) {
      const ms = 60_000 * call + 1_000 * at;
      const event = { ...fact, call: `y${call}`, sequence: ++sequence, at: midnight - DAY_MS / 2 + ms as WallTime };
      store.record.append({ ...event, monotonicMs: ms } as CallEvent);
    }
  }
  for (const key of reports) store.notebook.put({ family: "report", key, value: midnight - DAY_MS / 2 });
  await Promise.all([store.record.flush(), store.notebook.flush()]);
  await store.close();
}

realTest(
  "reports that were due while the box was off arrive by mail, once, as a PDF and a workbook that others read",
  ["smtpd", "pdftotext"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const server = opened.adopt(await MailServer.start(), (server) => server.stop());
    const saved = (name: string, format: string) =>
      `    - { name: ${name}, title: "Raport ${name}", cron: "1 0 * * *", format: ${format}, to: [ana@example.com], ` +
      `parts: [summary, comparison, agents, extensions, calls] }\n`;
    const box = opened.adopt(
      await Box.start({
        office: `reports:\n  saved:\n${saved("daily", "pdf")}${saved("sheet", "xlsx")}`,
        kontor: `smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", from: phones@example.com }\n`,
      }),
      (box) => box.stop(),
    );
    await box.kill();
    await backThen(box.data, ["daily", "sheet"]);
    await box.start();
    const mails = await server.untilTaken(2);
    const mailOf = (name: string) => mails.find((mail) => mail.includes(`Raport ${name}`))!;
    assert.match(mailOf("daily"), /^Subject: Interop: Raport daily$/m);
    assert.match(mailOf("daily"), /^Message-ID: <report\.daily\.[0-9]+\.0@example\.com>$/m);
    assert.match(mailOf("daily"), /^Auto-Submitted: auto-generated$/m);

    const folder = await Deno.makeTempDir();
    opened.defer(() => Deno.remove(folder, { recursive: true }));
    await Deno.writeFile(`${folder}/daily.pdf`, attachmentOf(mailOf("daily")));
    const read = await new Deno.Command("pdftotext", { args: ["-layout", `${folder}/daily.pdf`, "-"] }).output();
    assert.match(toText(read.stdout), new RegExp(`Total calls[^]{0,400}\\b${CALLS}\\b`));
    const book = unzipSync(attachmentOf(mailOf("sheet")));
    assert.match(toText(book["xl/workbook.xml"]!), /<sheet [^>]*name="Raport sheet"/);
    const calls = Object.values(book).map(toText).filter((xml) => xml.includes("+40722000111"));
    assert.equal(calls.join("").match(/\+40722000111/g)?.length, CALLS);

    await box.untilFigure("mails_waiting", 0);
    assert.equal(
      (await box.command("report", "daily", "--format", "csv", "--to", `${folder}/daily.csv`)).trim(),
      `${folder}/daily.csv`,
    );
    assert.match(await Deno.readTextFile(`${folder}/daily.csv`), /\+40722000111/);
    await box.kill();
    await box.start();
    await box.untilFigure("mails_waiting", 0);
    assert.equal((await server.untilTaken(2)).length, 2);
  },
);
