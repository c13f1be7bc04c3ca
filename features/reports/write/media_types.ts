import type { ReportFormat } from "../../../core/directory/mod.ts";

/** What a file is called behind its dot, and in a mail. */
export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  jsonl: "application/jsonl",
};
