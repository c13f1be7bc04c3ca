import assert from "node:assert/strict";
import type { PlayItem } from "../../core/sound/mod.ts";
import { clipsOf } from "./clips.ts";
import { textOf } from "./exam.ts";
import { WORDS } from "./words.ts";

const SAID: readonly (readonly [PlayItem, en: string, ro: string])[] = [
  [{ type: "prompt", name: "goodbye" }, "Goodbye.", "La revedere."],
  [{ type: "silence", ms: 200 }, "|", "|"],

  [{ type: "digits", digits: "104" }, "one zero four", "unu zero patru"],
  [{ type: "digits", digits: "*72#" }, "star seven two hash", "steluță șapte doi diez"],
  [{ type: "digits", digits: "2001" }, "two zero zero one", "doi zero zero unu"],
  [{ type: "digits", digits: "72144" }, "seven two one | four four", "șapte doi unu | patru patru"],
  [
    { type: "digits", digits: "0721555012" },
    "zero seven two | one five five | five zero one two",
    "zero șapte doi | unu cinci cinci | cinci zero unu doi",
  ],
  [
    { type: "digits", digits: "+40215550123" },
    "plus four zero two | one five five | five zero one | two three",
    "plus patru zero doi | unu cinci cinci | cinci zero unu | doi trei",
  ],

  [{ type: "count", value: 0, of: "message" }, "zero messages", "zero mesaje"],
  [{ type: "count", value: 1, of: "new-message" }, "one new message", "un mesaj nou"],
  [{ type: "count", value: 2, of: "new-message" }, "two new messages", "două mesaje noi"],
  [{ type: "count", value: 12, of: "missed-call" }, "twelve missed calls", "douăsprezece apeluri pierdute"],
  [{ type: "count", value: 19, of: "caller" }, "nineteen callers", "nouăsprezece apelanți"],
  [{ type: "count", value: 20, of: "message" }, "twenty messages", "douăzeci de mesaje"],
  [{ type: "count", value: 21, of: "message" }, "twenty-one messages", "douăzeci și unu de mesaje"],
  [{ type: "count", value: 21, of: "recording" }, "twenty-one recordings", "douăzeci și una de înregistrări"],
  [{ type: "count", value: 22, of: "leu" }, "twenty-two lei", "douăzeci și doi de lei"],
  [{ type: "count", value: 100, of: "call" }, "one hundred calls", "o sută de apeluri"],
  [{ type: "count", value: 101, of: "hour" }, "one hundred and one hours", "o sută una ore"],
  [{ type: "count", value: 119, of: "day" }, "one hundred and nineteen days", "o sută nouăsprezece zile"],
  [{ type: "count", value: 120, of: "day" }, "one hundred and twenty days", "o sută douăzeci de zile"],
  [{ type: "count", value: 1000, of: "person" }, "one thousand people", "o mie de persoane"],
  [{ type: "count", value: 2002, of: "person" }, "two thousand and two people", "două mii două persoane"],

  [
    { type: "date", date: "2026-03-02" },
    "Monday the second of March two thousand twenty-six",
    "luni doi martie două mii douăzeci și șase",
  ],
  [
    { type: "date", date: "2026-05-01", today: "2026-05-03" },
    "Friday the first of May two thousand twenty-six",
    "vineri întâi mai două mii douăzeci și șase",
  ],
  [{ type: "date", date: "2026-03-01", today: "2026-03-01" }, "today", "astăzi"],
  [{ type: "date", date: "2026-02-28", today: "2026-03-01" }, "yesterday", "ieri"],
  [{ type: "date", date: "2025-12-31", today: "2026-01-01" }, "yesterday", "ieri"],
  [
    { type: "date", date: "2026-03-02", today: "2026-03-01" },
    "Monday the second of March two thousand twenty-six",
    "luni doi martie două mii douăzeci și șase",
  ],
  [
    { type: "date", date: "2024-02-29" },
    "Thursday the twenty-ninth of February two thousand twenty-four",
    "joi douăzeci și nouă februarie două mii douăzeci și patru",
  ],
  [
    { type: "date", date: "2000-01-31" },
    "Monday the thirty-first of January two thousand",
    "luni treizeci și unu ianuarie două mii",
  ],
  [
    { type: "date", date: "1989-12-22" },
    "Friday the twenty-second of December nineteen eighty-nine",
    "vineri douăzeci și doi decembrie o mie nouă sute optzeci și nouă",
  ],
  [
    { type: "date", date: "1905-06-12" },
    "Monday the twelfth of June nineteen oh five",
    "luni doisprezece iunie o mie nouă sute cinci",
  ],
  [
    { type: "date", date: "0033-04-03" },
    "Sunday the third of April thirty-three",
    "duminică trei aprilie treizeci și trei",
  ],

  [{ type: "time", time: "00:00" }, "midnight", "ora zero"],
  [{ type: "time", time: "00:05" }, "twelve oh five a.m.", "ora zero și cinci minute"],
  [{ type: "time", time: "01:01" }, "one oh one a.m.", "ora unu și un minut"],
  [{ type: "time", time: "02:12" }, "two twelve a.m.", "ora două și douăsprezece minute"],
  [{ type: "time", time: "09:00" }, "nine a.m.", "ora nouă"],
  [{ type: "time", time: "12:00" }, "twelve noon", "ora douăsprezece"],
  [{ type: "time", time: "12:01" }, "twelve oh one p.m.", "ora douăsprezece și un minut"],
  [{ type: "time", time: "14:30" }, "two thirty p.m.", "ora paisprezece și treizeci de minute"],
  [{ type: "time", time: "21:21" }, "nine twenty-one p.m.", "ora douăzeci și unu și douăzeci și unu de minute"],
  [{ type: "time", time: "22:22" }, "ten twenty-two p.m.", "ora douăzeci și două și douăzeci și două de minute"],
  [{ type: "time", time: "23:59" }, "eleven fifty-nine p.m.", "ora douăzeci și trei și cincizeci și nouă de minute"],

  [{ type: "duration", seconds: 0 }, "zero seconds", "zero secunde"],
  [{ type: "duration", seconds: 1 }, "one second", "o secundă"],
  [{ type: "duration", seconds: 62 }, "one minute and two seconds", "un minut și două secunde"],
  [{ type: "duration", seconds: 1200 }, "twenty minutes", "douăzeci de minute"],
  [{ type: "duration", seconds: 7201 }, "two hours and one second", "două ore și o secundă"],
  [
    { type: "duration", seconds: 3725 },
    "one hour two minutes and five seconds",
    "o oră două minute și cinci secunde",
  ],

  [{ type: "money", minor: 0, currency: "RON" }, "zero lei", "zero lei"],
  [{ type: "money", minor: 101, currency: "RON" }, "one leu and one ban", "un leu și un ban"],
  [
    { type: "money", minor: 2150, currency: "RON" },
    "twenty-one lei and fifty bani",
    "douăzeci și unu de lei și cincizeci de bani",
  ],
  [{ type: "money", minor: 520, currency: "EUR" }, "five euros and twenty cents", "cinci euro și douăzeci de cenți"],
  [{ type: "money", minor: 20, currency: "USD" }, "twenty cents", "douăzeci de cenți"],
  [{ type: "money", minor: 100, currency: "USD" }, "one dollar", "un dolar"],
  [{ type: "money", minor: 202, currency: "GBP" }, "two pounds and two pence", "două lire sterline și doi pence"],
  [{ type: "money", minor: 10_000, currency: "GBP" }, "one hundred pounds", "o sută de lire sterline"],
];

for (const [item, en, ro] of SAID) {
  Deno.test(`${JSON.stringify(item)} is "${en}", "${ro}"`, () => {
    assert.equal(textOf(item, "en"), en);
    assert.equal(textOf(item, "ro"), ro);
  });
}

const REFUSED: readonly (readonly [PlayItem, code: string, text: string])[] = [
  [{ type: "file", path: "/a.wav" }, "no-words", `Cannot say the file "/a.wav": it is sound already`],
  [{ type: "silence", ms: -1 }, "bad-silence", `Cannot be silent for "-1" ms: expected 0 or more`],
  [{ type: "digits", digits: "" }, "bad-digits", `Cannot say the digits "": expected 0 to 9, "*", "#" and "+"`],
  [{ type: "digits", digits: "12a" }, "bad-digits", `Cannot say the digits "12a": expected 0 to 9, "*", "#" and "+"`],
  [{ type: "number", value: -1 }, "bad-number", `Cannot say the number "-1": expected a whole number, 0 to 999999999`],
  [
    { type: "number", value: 1.5 },
    "bad-number",
    `Cannot say the number "1.5": expected a whole number, 0 to 999999999`,
  ],
  [
    { type: "number", value: 1e9 },
    "bad-number",
    `Cannot say the number "1000000000": expected a whole number, 0 to 999999999`,
  ],
  [{ type: "count", value: 1, of: "dragon" }, "unknown-noun", `Cannot count "dragon": no words have that name`],
  [
    { type: "count", value: NaN, of: "call" },
    "bad-number",
    `Cannot say the number "NaN": expected a whole number, 0 to 999999999`,
  ],
  [
    { type: "date", date: "2026-02-30" },
    "bad-date",
    `Cannot say the date "2026-02-30": expected a day of the calendar, as 2026-03-02`,
  ],
  [
    { type: "date", date: "2025-02-29" },
    "bad-date",
    `Cannot say the date "2025-02-29": expected a day of the calendar, as 2026-03-02`,
  ],
  [
    { type: "date", date: "2026-13-01" },
    "bad-date",
    `Cannot say the date "2026-13-01": expected a day of the calendar, as 2026-03-02`,
  ],
  [
    { type: "date", date: "0000-01-01" },
    "bad-date",
    `Cannot say the date "0000-01-01": expected a day of the calendar, as 2026-03-02`,
  ],
  [
    { type: "date", date: "today" },
    "bad-date",
    `Cannot say the date "today": expected a day of the calendar, as 2026-03-02`,
  ],
  [
    { type: "date", date: "2026-01-01", today: "" },
    "bad-date",
    `Cannot say the date "": expected a day of the calendar, as 2026-03-02`,
  ],
  [{ type: "time", time: "13:75" }, "bad-time", `Cannot say the time "13:75": expected 00:00 to 23:59`],
  [{ type: "time", time: "24:00" }, "bad-time", `Cannot say the time "24:00": expected 00:00 to 23:59`],
  [{ type: "time", time: "9:00" }, "bad-time", `Cannot say the time "9:00": expected 00:00 to 23:59`],
  [
    { type: "duration", seconds: -5 },
    "bad-duration",
    `Cannot say the duration "-5": expected whole seconds, 0 to 999999999`,
  ],
  [
    { type: "money", minor: 100, currency: "XAU" },
    "unknown-currency",
    `Cannot say the currency "XAU": expected EUR, RON, USD, GBP`,
  ],
  [
    { type: "money", minor: -1, currency: "EUR" },
    "bad-amount",
    `Cannot say the amount "-1" EUR: expected 0 to 99999999900 hundredths`,
  ],
];

for (const [item, code, text] of REFUSED) {
  Deno.test(`${JSON.stringify(item)} is refused: ${text}`, () => {
    for (const language of ["en", "ro"] as const) {
      assert.deepEqual(clipsOf(item, language), { ok: false, fault: { code, text } });
    }
  });
}

Deno.test("every minute of a day, every day of a leap year, every noun and the largest amounts are said by clips that exist", () => {
  for (const language of ["en", "ro"] as const) {
    for (let minute = 0; minute < 24 * 60; minute++) {
      const [hour, rest] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
      assert.ok(textOf({ type: "time", time: `${hour}:${rest}` }, language).length > 0);
    }
    for (let day = 1; day <= 366; day++) {
      const date = new Date(Date.UTC(2028, 0, day)).toISOString().slice(0, 10);
      assert.ok(textOf({ type: "date", date }, language).length > 0);
    }
    for (const currency of ["EUR", "RON", "USD", "GBP"]) {
      assert.ok(textOf({ type: "money", minor: 99_999_999_900, currency }, language).length > 0);
    }
    assert.ok(textOf({ type: "duration", seconds: 999_999_999 }, language).length > 0);
    for (const of of WORDS[language].nouns.keys()) {
      for (const value of [0, 1, 2, 20, 101]) assert.ok(textOf({ type: "count", value, of }, language).length > 0);
    }
  }
});
