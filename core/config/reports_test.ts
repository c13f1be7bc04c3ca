import assert from "node:assert/strict";
import { faultsOf, read } from "./office_exam.ts";

Deno.test("reports are kept with when and to whom they go, and what they judge by", () => {
  const { saved, quality, ...rest } = read(`reports:
  saved:
    - name: weekly
      of: { queue: "8001", trunk: [digi, orange] }
      parts: [summary, extensions]
      interval: week
      period: last-week
      time_zone: Europe/Berlin
      format: csv
      csv: { delimiter: semicolon, encoding: utf-16le, decimal: comma }
      to: [ana@example.com]
      cron: 0 8 * * MON
  quality: { mos: 3.6, loss: 0.5 }
  quality_alerts: { to: [ion@example.com], webhook: https://example.com/bad, share: 30 }
  goal: 90
  service_level: flow-out
  misdialled: 4
  short_abandon: 3
  time_of: duration
  repeat_within: 72
  agent_score: true
  ring_within: 8
`).reports;
  assert.deepEqual(saved, [{
    name: "weekly",
    of: { queue: ["8001"], trunk: ["digi", "orange"] },
    parts: ["summary", "extensions"],
    interval: "week",
    period: "last-week",
    timeZone: "Europe/Berlin",
    format: "csv",
    csv: { delimiter: "semicolon", encoding: "utf-16le", bom: true, decimal: "comma" },
    to: ["ana@example.com"],
    cron: "0 8 * * MON",
  }]);
  assert.deepEqual(quality, { mos: 3.6, jitterMs: 30, lostPercent: 0.5, latencyMs: 150 });
  assert.deepEqual(rest, {
    qualityAlerts: { to: ["ion@example.com"], webhook: "https://example.com/bad", share: 30, calls: 5 },
    answerWithinS: 20,
    goalPercent: 90,
    serviceLevel: "flow-out",
    misdialledS: 4,
    shortAbandonS: 3,
    timeOf: "duration",
    repeatWithinHours: 72,
    agentScore: true,
    ringWithinS: 8,
    colour: "#1f5fa8",
  });
  assert.deepEqual(read("").reports.saved, []);
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "a report at an hour that there is not",
    "reports: { saved: [{ name: a, cron: 0 25 * * * }] }\n",
    /reports\.saved\[0\]\.cron: "0 25 \* \* \*" is not a cron expression of five fields/,
  ],
  [
    "a report every second",
    "reports: { saved: [{ name: a, cron: '* * * * * *' }] }\n",
    /is not a cron expression of five/,
  ],
  ["a report on the box's own day", "reports: { saved: [{ name: a, cron: 0 8 ? * * }] }\n", /is not a cron expression/],
  ["a report on 30 February", "reports: { saved: [{ name: a, cron: 0 8 30 2 * }] }\n", /fits no day of any year/],
  [
    "a report of another phone system that nobody knows",
    "reports: { saved: [{ name: a, pbx: acme }] }\n",
    /reports\.saved\[0\]\.pbx: there is no pbx "acme"/,
  ],
  [
    "two reports of one name",
    "reports: { saved: [{ name: a }, { name: a }] }\n",
    /reports\.saved\[1\]\.name: "a" is taken already in line 2/,
  ],
  ["a report of nothing", "reports: { saved: [{ name: a, parts: [] }] }\n", /parts: is an empty list/],
  ["a colour that is none", "reports: { colour: red }\n", /"red" is not a colour as in #1f5fa8/],
  ["a logo elsewhere", "reports: { logo: ../key.png }\n", /is not the path of a PNG file in the data folder/],
  ["a MOS of six", "reports: { quality: { mos: 6 } }\n", /6 is not a number from 1 to 5/],
];
for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what} is refused`, () => assert.match(faultsOf(text).join("\n"), fault));
}
