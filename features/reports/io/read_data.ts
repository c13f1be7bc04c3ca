import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import type { PriceBook } from "../cost.ts";
import type { ReportData } from "../make_report.ts";
import { readAll } from "./read_all.ts";
import { readSome } from "./read_some.ts";
import type { ReportOrder } from "./words.ts";

/** All that the parts of a report look at, and no more. */
export function readData(file: RowsFile, order: ReportOrder, prices: PriceBook): Promise<ReportData> {
  const { of } = order.plan;
  return of === undefined ? readAll(file, order, prices) : readSome(file, { ...order, of }, prices);
}
