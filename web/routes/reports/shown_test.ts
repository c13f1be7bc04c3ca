import { deepEqual, equal, ok } from "node:assert/strict";
import type { DeskReports } from "../../page/mod.ts";
import { sayValue } from "../../parts/mod.ts";
import { changeOf } from "./change_of.ts";
import { chosenCards } from "./cards.ts";
import { shownOf } from "./shown.ts";

/** Ten called and two were missed; in the period before eight and four. */
const REPORTS: DeskReports = {
  saved: [],
  types: { pdf: "application/pdf", xlsx: "application/vnd.ms-excel", csv: "text/csv", jsonl: "application/jsonl" },
  json: () => Promise.resolve(encode(told(10, 2))),
  both: () => Promise.resolve(encode([told(10, 2), told(8, 4)])),
  octets: () => Promise.reject(new Error("Nobody asks for a file here")),
};

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function told(inbound: number, missed: number): unknown {
  const figure = (key: string, value: number) => ({ key, title: key, unit: "count", value });
  const columns = (keys: readonly string[]) => keys.map((key) => ({ key, title: key, unit: "count" }));
  return {
    since: "2025-06-09T00:00:00.000Z",
    until: "2025-06-16T00:00:00.000Z",
    sections: [
      { kind: "figures", key: "summary", figures: [figure("answered", inbound - missed), figure("missed", missed)] },
      {
        ...{ kind: "table", key: "queues", columns: columns(["queue", "inbound", "answered", "missed"]) },
        rows: [["8001", inbound, inbound - missed, missed], ["8002", 1, 1, 0]],
      },
      {
        ...{ kind: "table", key: "agent_activity", columns: columns(["agent", "loggedIn", "occupancy"]) },
        rows: [["101", 3_600, 0.5], ["102", 1_200, 0.1], ["103", 0, null]],
      },
    ],
  };
}

const NOW = Date.parse("2025-06-18T09:00:00Z");
const WEEK = { tenant: undefined, of: undefined, within: "last-week", timeZone: "Europe/Bucharest", at: NOW } as const;

Deno.test("the figures of a period stand beside those of the one before it", async () => {
  const { kpis, queues, isEmpty } = await shownOf(REPORTS, {
    ...WEEK,
    scope: undefined,
    cards: chosenCards(undefined, undefined),
    parts: ["days"],
  });
  const figure = (key: string) => kpis.find((kpi) => kpi.key === key);
  deepEqual([figure("answered")?.value, figure("answered")?.before], [8, 4]);
  deepEqual([figure("missed")?.value, figure("missed")?.before], [2, 4]);
  equal(figure("occupancy")?.value, 0.4, "each agent counts as long as he was there");
  equal(figure("resolution")?.value, null, "nobody counted it");
  equal(queues?.rows.length, 2);
  ok(!isEmpty);
});

Deno.test("days of one's own stand beside as many whole weeks before them as they take", async () => {
  const wishes: unknown[] = [];
  await shownOf({
    ...REPORTS,
    both: (wish, before) => {
      wishes.push(wish.period, before.period);
      return REPORTS.both(wish, before);
    },
  }, {
    ...WEEK,
    within: { since: "2025-03-29", until: "2025-04-06" },
    scope: undefined,
    cards: chosenCards(undefined, undefined),
    parts: ["days"],
  });
  const at = (text: string) => Date.parse(text);
  deepEqual(wishes, [
    { from: at("2025-03-28T22:00Z"), to: at("2025-04-06T21:00Z") },
    { from: at("2025-03-14T22:00Z"), to: at("2025-03-23T22:00Z") },
  ]);
});

Deno.test("whoever sees one queue is shown the figures of that one alone", async () => {
  const { kpis, queues } = await shownOf({
    ...REPORTS,
    json: (wish) => {
      deepEqual(wish.report.parts, ["queues", "extensions"]);
      return REPORTS.json(wish);
    },
  }, { ...WEEK, scope: ["8002"], cards: chosenCards(undefined, ["8002"]), parts: ["days"] });
  deepEqual(queues?.rows.map(([queue]) => queue), ["8002"]);
  equal(kpis.find(({ key }) => key === "answered")?.value, 1);
  equal(kpis.find(({ key }) => key === "missed")?.value, 0);
  ok(kpis.every(({ key }) => key !== "serviceLevel"));
});

Deno.test("a change is good or bad by what it is of", () => {
  const missed = { key: "missed", unit: "count", value: 2, before: 4, better: "less" } as const;
  deepEqual(changeOf(missed, "en"), { text: "−2", kind: "good" });
  const level = { key: "serviceLevel", unit: "share", value: 0.5, before: 0.6, better: "more" } as const;
  deepEqual(changeOf(level, "ro"), { text: "−10 pp", kind: "bad" });
  equal(changeOf({ ...level, before: null }, "en"), undefined);
  equal(sayValue(65, "seconds", "en"), "1:05");
  equal(sayValue(null, "share", "en"), "–");
});
