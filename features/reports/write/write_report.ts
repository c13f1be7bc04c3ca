import type { CsvSettings, ReportFormat } from "../../../core/directory/mod.ts";
import type { Report } from "../report.ts";
import { writeCsv } from "./csv.ts";
import { writeJsonLines } from "./json_lines.ts";
import { type Branding, writePdf } from "./pdf.ts";
import type { Fonts } from "./pdf_paper.ts";
import { writeXlsx } from "./xlsx.ts";

/** What files are made with. */
export interface WriteOptions {
  readonly csv: CsvSettings;
  readonly branding: Branding;
  /** Read only when a PDF is wanted. */
  readonly fonts: () => Fonts;
}

/** A report as a file. The same report is the same octets. */
export function writeReport(
  report: Report,
  format: ReportFormat,
  { csv, branding, fonts }: WriteOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case "pdf":
      return writePdf(report, { fonts: fonts(), branding });
    case "xlsx":
      return writeXlsx(report);
    case "csv":
      return Promise.resolve(writeCsv(report, csv));
    case "jsonl":
      return Promise.resolve(writeJsonLines(report));
  }
}
