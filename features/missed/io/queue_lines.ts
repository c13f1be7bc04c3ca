import type { LineDialect } from "./file_source.ts";

/** Asterisk's `queue_log`: `1772442000|1772442000.33|8001|PJSIP/101|CONNECT|5|1772442000.35|3`. */
export const QUEUE_LINES: LineDialect = {
  isQueueLog: true,
  marginMs: 60_000,
  rowsOf: (lines) => ({ queueLog: lines.map((line) => ({ line })) }),
  timeOf: (line) => {
    const epoch = Number(line.split("|")[0]);
    return Number.isFinite(epoch) ? epoch * 1_000 : undefined;
  },
};
