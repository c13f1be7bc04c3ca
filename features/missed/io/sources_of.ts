import type { Pbx } from "../../../core/directory/mod.ts";
import type { RowSource } from "../source.ts";
import { cdrCsvLines } from "./cdr_csv_lines.ts";
import { FileSource } from "./file_source.ts";
import { FusionPbxSource } from "./postgres_source.ts";
import { MariaDbSource } from "./mariadb_source.ts";
import { QUEUE_LINES } from "./queue_lines.ts";

/** The places in which one tenant's rows stand, each made for it alone. */
export function sourcesOf(pbx: Pbx, timeZone: string): readonly RowSource[] {
  const { kind, host = "", user = "", secret: password = "", queueTable, queueLog, cdrCsv, domain = "", tls } = pbx;
  const file = queueLog === undefined ? [] : [new FileSource(queueLog, () => Promise.resolve(QUEUE_LINES))];
  if (kind === "asterisk-files") {
    return cdrCsv === undefined ? file : [new FileSource(cdrCsv, () => cdrCsvLines(timeZone)), ...file];
  }
  if (kind === "fusionpbx") {
    const { port = 5432, database = "fusionpbx" } = pbx;
    return [new FusionPbxSource({ host, port, user, password, database, domain, tls })];
  }
  const { port = 3306, database = kind === "vitalpbx" ? "asterisk" : "asteriskcdrdb" } = pbx;
  const common = { host, port, user, password, database, timeZone, tls };
  if (kind === "freepbx") {
    return [new MariaDbSource(queueTable === undefined ? common : { ...common, queueTable }), ...file];
  }
  // VitalPBX writes the times of its queue log in UTC, whatever the office's clock says.
  return [new MariaDbSource({ ...common, queueTable: queueTable ?? "queues_log", queueTimeZone: "UTC" }), ...file];
}
