import { SourceFault } from "../../features/reports/mod.ts";
import type { DeskReports, Examined } from "../page/mod.ts";

/** Reports of an office in which ten called and two were missed; the period before: eight and four. */
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
    const called = tenant === undefined ? 10 : 30;
    return Promise.resolve(encode(typeof period === "string" ? figures(called, 2, period) : figures(8, 4, "before")));
  },
  octets: ({ tenant }, format) =>
    tenant === "away"
      ? Promise.reject(new SourceFault("Cannot read the rows"))
      : Promise.resolve(encode({ format, ...tenant === undefined ? {} : { tenant } })),
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
      hourly(inbound, missed),
      week(inbound),
      {
        ...{ kind: "table", key: "queues", title: "Queues", columns },
        rows: [["8001", inbound, inbound - missed, missed], ["8002", 1, 1, 0]],
      },
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
