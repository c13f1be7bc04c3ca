import { listedOf, type ReportCall, SourceFault } from "../../features/reports/mod.ts";
import type { DeskReports, Examined, TenantsDoor } from "../page/mod.ts";

/** Reports of an office in which ten called and two were missed; the period before: eight and four. Last month 51 numbers were called. */
export const STAGED_REPORTS: DeskReports = {
  saved: [],
  types: { pdf: "application/pdf", xlsx: "application/vnd.ms-excel", csv: "text/csv", jsonl: "application/jsonl" },
  both: async (...wishes) => {
    const told = await Promise.all(wishes.map((wish) => STAGED_REPORTS.json(wish)));
    return encode(told.map((octets) => JSON.parse(new TextDecoder().decode(octets))));
  },
  json: ({ report, period = report.period, tenant }) => {
    if (tenant === "away") {
      return Promise.reject(new SourceFault('Cannot read the rows of tenant "away": ECONNREFUSED'));
    }
    const called = report.of !== undefined ? 5 : tenant === undefined ? 10 : 30;
    return Promise.resolve(encode(typeof period === "string" ? figures(called, 2, period) : figures(8, 4, "before")));
  },
  octets: ({ report: { parts, of }, only, tenant }, format) =>
    tenant === "away" ? Promise.reject(new SourceFault("Cannot read the rows")) : Promise.resolve(encode({
      ...{ format, ...tenant === undefined ? {} : { tenant }, ...of === undefined ? {} : { of } },
      ...only === undefined ? {} : { parts, only },
    })),
};

/** Of every phone system but the one that is away: sixty callers, of whom every second gave up after half a minute. */
export const STAGED_CALLS: readonly ReportCall[] = Array.from({ length: 60 }, (_, nth): ReportCall => ({
  ...{ id: `1749456000.${nth}`, direction: "inbound", startedAt: Date.parse("2025-06-09T08:00:00Z") + 60_000 * nth },
  ...{ waitS: nth % 2 === 0 ? 5 : 30, talkS: 0, durationS: 30, waits: [], dialled: "+40376443311", offers: [] },
  ...{ sounds: [], outside: "+40745123456", queue: "8001", ended: nth % 2 === 0 ? "answered" : "abandoned" },
}));

export const STAGED_TENANTS: TenantsDoor = {
  has: () => true,
  calls: (tenant, wanted) =>
    tenant === "away"
      ? Promise.reject(new SourceFault("Cannot read the rows: ECONNREFUSED"))
      : Promise.resolve(listedOf(STAGED_CALLS, wanted)),
  rowsOf: (tenant, call) => {
    if (tenant === "away") return Promise.reject(new SourceFault("Cannot read the rows: ECONNREFUSED"));
    const none = { cdr: [], cel: [], queueLog: [], xmlCdr: [] };
    const isThere = STAGED_CALLS.some(({ id }) => id === call);
    return Promise.resolve(isThere ? { ...none, cdr: [{ uniqueid: call, lastapp: "<b>Queue", userfield: "" }] } : none);
  },
};

export const STAGED_HEALTH: Examined = {
  findings: {
    en: [
      { about: "clock", verdict: "ok", text: "The clock is right" },
      { about: "disk", verdict: "warn", text: "The disk is nearly full", advice: "Make room" },
    ],
    ro: [
      { about: "clock", verdict: "ok", text: "Ceasul merge bine" },
      { about: "disk", verdict: "warn", text: "Discul este aproape plin", advice: "Faceți loc" },
    ],
  },
  disk: { freeBytes: 12_400_000_000, totalBytes: 64_000_000_000 },
  memoryBytes: 131_000_000,
  runtime: "Deno 2.9.5",
};

function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

function figures(inbound: number, missed: number, title: string): unknown {
  const figure = (key: string, unit: string, value: number) => ({ key, title: key, unit, value });
  const columns = ["queue", "inbound", "answered", "missed"].map((key) => ({
    ...{ key, title: key, unit: key === "queue" ? "phone" : "count" },
  }));
  return {
    title,
    since: "2025-06-09T00:00:00.000Z",
    until: "2025-06-16T00:00:00.000Z",
    sections: [
      {
        ...{ kind: "figures", key: "summary", title: "Summary" },
        figures: [
          figure("inbound", "count", inbound),
          figure("answered", "count", inbound - missed),
          figure("missed", "count", missed),
          figure("longestWait", "seconds", 95),
          figure("serviceLevel", "share", (inbound - missed) / inbound),
          figure("queueWait", "seconds", 65),
        ],
      },
      {
        ...{ kind: "table", key: "served", title: "Served" },
        columns: ["ended", "count", "share"].map((key) => ({ key, title: key, unit: key === "ended" ? "text" : key })),
        rows: [["", inbound - missed, 0.8], ["", 0, 0], ["", 1, 0.1], ["", missed - 1, 0.1], ["", 0, 0]],
      },
      {
        ...{ kind: "table", key: "exits", title: "Exits", codes: ["answered", "timeout"] },
        columns: ["queue", "how", "count", "share", "to"].map((key) => ({ key, title: key, unit: "text" })),
        rows: [["8001", "", inbound - 1, 0.9, null], ["8001", "", 1, 0.1, "queue 8002 (1)"]],
      },
      {
        ...{ kind: "table", key: "missed_ends", title: "Missed" },
        columns: ["how", "count", "share"].map((key) => ({ key, title: key, unit: key === "how" ? "text" : key })),
        rows: [["", missed - 1, 0.5], ["", 0, 0], ["", 0, 0], ["", 0, 0], ["", 1, 0.5]],
      },
      hourly(inbound, missed),
      hours(inbound, missed),
      week(inbound),
      {
        ...{ kind: "table", key: "queues", title: "Queues", columns },
        rows: [["8001", inbound, inbound - missed, missed], ["8002", 1, 1, 0]],
      },
      {
        ...{ kind: "table", key: "numbers", title: "Numbers" },
        columns: ["number", "inbound"].map((key) => ({ key, title: key, unit: key === "number" ? "phone" : "count" })),
        rows: Array.from(
          { length: title === "last-month" ? 51 : 0 },
          (_, at) => [`+402130010${String(at).padStart(2, "0")}`, 1],
        ),
      },
    ],
  };
}

/** All came at nine. */
function hours(inbound: number, missed: number): unknown {
  const atNine = (count: number) => Array.from({ length: 24 }, (_, hour) => hour === 9 ? count : 0);
  return {
    ...{ kind: "series", key: "hours", title: "Hours", drawn: "bars", unit: "count", of: "Hour" },
    labels: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0")),
    lines: [
      { key: "answered", title: "Answered", values: atNine(inbound - missed) },
      { key: "missed", title: "Missed", values: atNine(missed) },
    ],
  };
}

/** All of them on Monday morning at nine. */
function hourly(inbound: number, missed: number): unknown {
  const keys = ["startedAt", "inbound", "answered", "missed", "serviceLevel", "averageWait", "outbound", "averageTalk"];
  const nine = Date.parse("2025-06-09T06:00:00Z");
  return {
    ...{ kind: "table", key: "hourly", title: "Hour by hour" },
    columns: keys.map((key) => ({ key, title: key, unit: "count" })),
    rows: [
      [nine, inbound, inbound - missed, missed, (inbound - missed) / inbound, 7, 3, 180],
      [nine + 3_600_000, 0, 0, 0, null, null, 0, null],
    ],
  };
}

function week(inbound: number): unknown {
  const days = Array.from({ length: 7 }, (_, at) => ({ key: `day${at + 1}`, title: String(at), unit: "count" }));
  return {
    ...{ kind: "table", key: "week", title: "The week" },
    columns: [{ key: "hour", title: "Hour", unit: "text" }, ...days],
    rows: Array.from({ length: 24 }, (_, hour) => [
      String(hour).padStart(2, "0"),
      ...days.map((_, day) => hour === 9 && day === 0 ? inbound : 0),
    ]),
  };
}
