/**
 * Asterisk's tables in a real MariaDB, as FreePBX and VitalPBX have them, and stories written into them.
 *
 * @module
 */
import type { Connection } from "mysql2/promise";
import { type Scenario } from "../../features/missed/replay/mod.ts";
import { type Row } from "../../features/missed/read/field.ts";

/** One tenant's database, and the user that may read it and nothing else. */
export interface TenantDatabase {
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** How one system names its tables. */
export interface Dialect {
  readonly queueTable: string;
  /** In which the queue table's `time` is written. */
  readonly queueTimeZone: string;
}

export const FREEPBX: Dialect = { queueTable: "queue_log", queueTimeZone: "Europe/Bucharest" };
export const VITALPBX: Dialect = { queueTable: "queues_log", queueTimeZone: "UTC" };

const CDR: Readonly<Record<string, string>> = {
  calldate: "datetime NOT NULL DEFAULT '1000-01-01 00:00:00'",
  clid: "varchar(80) NOT NULL DEFAULT ''",
  ...texts("src dst dcontext channel dstchannel lastapp lastdata"),
  duration: "int NOT NULL DEFAULT 0",
  billsec: "int NOT NULL DEFAULT 0",
  disposition: "varchar(45) NOT NULL DEFAULT ''",
  amaflags: "int NOT NULL DEFAULT 0",
  ...texts("accountcode uniqueid userfield did recordingfile cnum cnam outbound_cnum outbound_cnam dst_cnam linkedid"),
  peeraccount: "varchar(80) NOT NULL DEFAULT ''",
  sequence: "int NOT NULL DEFAULT 0",
};
const CEL: Readonly<Record<string, string>> = {
  id: "int NOT NULL AUTO_INCREMENT PRIMARY KEY",
  eventtype: "varchar(30) NOT NULL",
  eventtime: "datetime NOT NULL",
  ...texts("cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata"),
  amaflags: "int NOT NULL DEFAULT 0",
  ...texts("accountcode uniqueid linkedid peer userdeftype"),
  extra: "varchar(512) NOT NULL DEFAULT ''",
};
const QUEUE_LOG: Readonly<Record<string, string>> = {
  id: "int NOT NULL AUTO_INCREMENT PRIMARY KEY",
  time: "varchar(32)",
  ...texts("callid queuename agent event data1 data2 data3 data4 data5"),
};

function texts(names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "varchar(80) NOT NULL DEFAULT ''"]));
}

/** A database of its own with the three tables, and a user with SELECT on it. */
export async function makeTenant(admin: Connection, name: string, dialect: Dialect): Promise<TenantDatabase> {
  const tenant = { database: name, user: `reads_${name}`.slice(0, 32), password: `only-for-${name}` };
  await admin.query(`CREATE DATABASE \`${name}\``);
  const make = (table: string, columns: Readonly<Record<string, string>>, more = "") => {
    const fields = Object.entries(columns).map(([column, type]) => `\`${column}\` ${type}`);
    return admin.query(`CREATE TABLE \`${name}\`.\`${table}\` (${fields.join(", ")}${more}) ENGINE=MyISAM`);
  };
  await make("cdr", CDR, ", KEY (calldate)");
  await make("cel", CEL);
  await make(dialect.queueTable, QUEUE_LOG);
  await admin.query(`CREATE USER '${tenant.user}'@'%' IDENTIFIED BY '${tenant.password}'`);
  await admin.query(`GRANT SELECT ON \`${name}\`.* TO '${tenant.user}'@'%'`);
  return tenant;
}

/** One row on its way into a table. */
export interface Told {
  readonly tenant: string;
  readonly table: string;
  readonly row: Row;
}

/** A scenario's rows as the tables have them: in the office's wall clock, without a word on the tenant. */
export function rowsOf(tenant: string, { rows, policy }: Scenario, dialect: Dialect): readonly Told[] {
  const { timeZone } = policy;
  const timed = (row: unknown, time: string, columns: Readonly<Record<string, string>>): Row => {
    const given = row as Row;
    const told = { ...given, [time]: wall(Date.parse(String(given[time])), timeZone) };
    return Object.fromEntries(
      Object.entries(told).filter(([name]) => name in columns).map(([name, value]) => [
        name,
        typeof value === "object" ? JSON.stringify(value) : value,
      ]),
    );
  };
  return [
    ...rows.cdr.map((row) => ({ tenant, table: "cdr", row: timed(row, "calldate", CDR) })),
    ...rows.cel.map((row) => ({ tenant, table: "cel", row: timed(row, "eventtime", CEL) })),
    ...rows.queue_log.map((row) => ({
      tenant,
      table: dialect.queueTable,
      row: queueRow(String((row as Row)["line"]), dialect.queueTimeZone),
    })),
  ];
}

export async function insert(admin: Connection, { tenant, table, row }: Told): Promise<void> {
  const columns = Object.keys(row).map((name) => `\`${name}\``).join(", ");
  await admin.query(`INSERT INTO \`${tenant}\`.\`${table}\` (${columns}) VALUES (?)`, [Object.values(row)]);
}

/** `2026-03-02 11:00:00` */
function wall(ms: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: "second" }).replace("T", " ");
}

/** Asterisk's realtime puts what does not fit into five columns into the fifth. */
function queueRow(line: string, timeZone: string): Row {
  const [epoch, callid, queuename, agent, event, ...data] = line.split("|");
  const five = [...data.slice(0, 4), data.slice(4).join("|")].map((text) => text ?? "");
  return {
    time: `${wall(Number(epoch) * 1_000, timeZone)}.000000`,
    callid,
    queuename,
    agent,
    event,
    ...Object.fromEntries(five.map((text, at) => [`data${at + 1}`, text])),
  };
}
