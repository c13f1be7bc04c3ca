import assert from "node:assert/strict";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { miss } from "../../exam.ts";
import { NoticeBench, person } from "../../../../tests/lab/notice_bench.ts";
import { drawDay, type HourBar, PICTURE_HEIGHT, PICTURE_WIDTH } from "./day_picture.ts";
import { escapeHtml, oneLine } from "./html.ts";
import { writePng } from "./png.ts";
import { NOTICE_WORDS } from "./words.ts";

const ZLIB = { pack: (octets: Uint8Array) => deflateSync(octets), sum: (octets: Uint8Array) => crc32(octets) };

/** The chunks of a PNG, each found whole (ISO/IEC 15948 §5.3). */
function chunksOf(png: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    assert.equal(view.getUint32(at + 8 + length), crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(new TextDecoder().decode(png.subarray(at + 4, at + 8)), png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

Deno.test("a picture is written so that others can read every pixel of it", () => {
  const pixels = Uint8Array.from([0, 1, 2, 2, 1, 0]);
  const chunks = chunksOf(writePng({ width: 3, height: 2, palette: ["#ffffff", "#ff0000", "#0000ff"], pixels }, ZLIB));
  assert.deepEqual([...chunks.keys()], ["IHDR", "PLTE", "IDAT", "IEND"]);
  assert.deepEqual([...chunks.get("IHDR")!], [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assert.deepEqual([...chunks.get("PLTE")!], [255, 255, 255, 255, 0, 0, 0, 0, 255]);
  assert.deepEqual([...inflateSync(chunks.get("IDAT")!)], [0, 0, 1, 2, 0, 2, 1, 0]);
});

Deno.test("the day is drawn as bars: the highest hour fills it, and who still waits stands on top of who is settled", () => {
  const bars: HourBar[] = Array.from({ length: 24 }, () => ({ open: 0, settled: 0 }));
  bars[9] = { open: 2, settled: 2 };
  bars[14] = { open: 1, settled: 0 };
  const png = drawDay(bars, ZLIB);
  assert.ok(png.length < 4_000, `${png.length} octets`);
  const rows = inflateSync(chunksOf(png).get("IDAT")!);
  const wide = PICTURE_WIDTH * 2;
  assert.equal(rows.length, (wide + 1) * PICTURE_HEIGHT * 2);
  /** How many pixels of a colour stand in the column in the middle of an hour. */
  const count = (hour: number, colour: number) => {
    let found = 0;
    for (let row = 0; row < PICTURE_HEIGHT * 2; row++) {
      found += Number(rows[row * (wide + 1) + 1 + 10 + hour * 42 + 16] === colour);
    }
    return found;
  };
  const [red, green] = [2, 3];
  assert.deepEqual([count(9, red), count(9, green)], [90, 90]);
  assert.deepEqual([count(14, red), count(14, green)], [45, 0]);
  assert.equal(count(10, red) + count(10, green), 0);
});

const NAMES: readonly (readonly [string, string])[] = [
  ["Ion\r\nBcc: all@example.com", "Ion Bcc: all@example.com"],
  ["\u202Egnp.exe", "gnp.exe"],
  ["a".repeat(80), `${"a".repeat(63)}…`],
  ["  Țuțuianu \t& fiii ", "Țuțuianu & fiii"],
];
for (const [given, shown] of NAMES) {
  Deno.test(`a caller called ${JSON.stringify(given).slice(0, 30)} is shown on one line`, () => {
    assert.equal(oneLine(given), shown);
  });
}

Deno.test("what a caller calls himself is text, and never a part of the page", async () => {
  const names = new Map([["+40745123456", `<a href="https://evil.example">Bank</a>`]]);
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [person("ana@example.com")], names });
  await bench.happens(miss("2026-03-02T09:00:00Z"));
  await bench.until("2026-03-02T09:01:00Z");
  const html = bench.mails[0]?.html ?? "";
  assert.equal(html.match(/<a /g)?.length, 2);
  assert.ok(html.includes(escapeHtml(`<a href="https://evil.example">Bank</a>`)));
  assert.equal(html.match(/href="tel:\+40745123456"/g)?.length, 2);
  assert.doesNotMatch(bench.mails[0]?.subject ?? "", /[\r\n]/);
  await bench.desk.stop();
});

Deno.test("a Romanian digest tells in good Romanian who waits, with the day's picture in it", async () => {
  const daily = person("ana@example.com", { cadence: "daily" });
  const bench = new NoticeBench({ at: "2026-03-02T06:30:00Z", recipients: [daily], language: "ro" });
  for (let nth = 0; nth < 21; nth++) {
    await bench.happens({ ...miss(`2026-03-02T08:${10 + nth}:00Z`), by: `07220000${10 + nth}` });
  }
  await bench.happens({ ...miss("2026-03-02T09:00:00Z"), by: "anonymous" });
  await bench.happens({ ...miss("2026-03-02T09:01:00Z"), by: "anonymous" });
  await bench.until("2026-03-03T06:00:00Z");
  const [mail] = bench.mails;
  assert.equal(
    mail?.subject,
    "[Cabinet Țîrlea] Apelurile pierdute ale zilei: 22 de apelanți așteaptă să fie sunați, 22 noi, 0 rezolvate",
  );
  assert.match(
    mail.text,
    /- 0722 000 010\n {2}a sunat la 0376 443 311 o dată, ultima dată la 2 mar\. 2026, 10:10, au sunat 101/,
  );
  assert.match(mail.text, /- Număr ascuns\n {2}a sunat la 0376 443 311 de 2 ori/);
  assert.match(mail.text, /Apelurile pierdute, pe orele zilei: 10:00 21, 11:00 2/);
  assert.match(
    mail.html ?? "",
    /<html lang="ro">[^]*<img src="cid:day"[^>]* alt="Apelurile pierdute, pe orele zilei: 10:00 21, 11:00 2"/,
  );
  const [picture] = mail.attachments;
  assert.ok(picture !== undefined && "base64" in picture);
  assert.deepEqual([picture.cid, picture.type], ["day", "image/png"]);
  chunksOf(Uint8Array.fromBase64(picture.base64));
  await bench.desk.stop();
});

for (
  const [count, words] of [[1, "o dată"], [2, "de 2 ori"], [19, "de 19 ori"], [20, "de 20 de ori"], [
    101,
    "de 101 ori",
  ]] as const
) {
  Deno.test(`${count} times is "${words}" in Romanian`, () => assert.equal(NOTICE_WORDS.ro.times(count), words));
}
