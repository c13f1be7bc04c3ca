/**
 * Makes reports of a big record, as the thread of the reports does it: one for each period that it is told, and tells how long
 * it took.
 *
 * @module
 */
import type { ReportPart } from "../../core/directory/mod.ts";
import { tableOf } from "../../core/rates/mod.ts";
import { openRows } from "../../core/store/io/rows/mod.ts";
import { readData } from "../../features/reports/io/read_data.ts";
import { makeReport } from "../../features/reports/make_report.ts";
import type { Period } from "../../features/reports/period.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { CALLS_A_DAY } from "./big_record.ts";
import { agentNumbers } from "./generated_calls.ts";
import { timed, type Took } from "./took.ts";

export interface ReportWanted {
  readonly folder: string;
  readonly period: Period;
  readonly parts: readonly ReportPart[];
}

export interface ReportMade {
  readonly took: Took;
  /** Whether it says anything. */
  readonly isThere: boolean;
}

const AGENTS = agentNumbers({ callsADay: CALLS_A_DAY });
const PRICES = new Map([["digi", tableOf("EUR", [{ prefix: "+40", perMinute: 10_000, setup: 0, increment: 1 }])]]);

async function makeOne({ folder, period, parts }: ReportWanted): Promise<ReportMade> {
  const plan = { ...PLAN, parts, period, madeAt: period.to };
  const { took, value } = await timed(async () => {
    using rows = openRows(folder);
    return makeReport(await readData(rows, { plan, data: folder, country: "RO", agents: AGENTS }, PRICES), plan);
  });
  const [top] = value.sections;
  const isThere = top?.kind === "figures"
    ? Number(top.figures.find(({ key }) => key === "totalCalls")?.value) > 0
    : top?.kind === "table"
    ? top.rows.length > 0
    : top?.lines.some(({ values }) => values.some((value) => value !== null)) ?? false;
  return { took, isThere };
}

/** The half of a worker's global scope that the compiler does not know in this program. */
interface WorkerScope {
  postMessage(message: ReportMade): void;
}

const scope = globalThis as typeof globalThis & WorkerScope;
scope.addEventListener("message", async (event) => {
  scope.postMessage(await makeOne((event as MessageEvent<ReportWanted>).data));
});
