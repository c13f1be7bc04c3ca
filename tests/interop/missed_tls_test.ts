import assert from "node:assert/strict";
import type { PbxTls } from "../../core/directory/mod.ts";
import { MariaDbSource } from "../../features/missed/io/mariadb_source.ts";
import { FusionPbxSource } from "../../features/missed/io/postgres_source.ts";
import type { RowSource } from "../../features/missed/source.ts";
import { makeTenant, type TenantDatabase } from "./asterisk_tables.ts";
import type { Certificate } from "../../core/certificate/mod.ts";
import { certificateFor } from "./certificates.ts";
import { DatabaseServer } from "./database.ts";
import { HERE, newFolder, removeFolder } from "./place.ts";
import { realTest } from "./tool.ts";

const ELSEWHERE = "127.0.0.9";
const SPAN = { from: Date.UTC(2026, 2, 2, 9), to: Date.UTC(2026, 2, 2, 10) };
const DOMAIN = "11111111-1111-4111-8111-111111111111";

/** What became of a look: `read`, or why it was refused. */
async function look(source: RowSource): Promise<string> {
  try {
    await using open = await source.open();
    await Array.fromAsync(open.read(SPAN));
    return "read";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Files with authorities: the server's own certificate, and another's. */
async function withAuthorities(
  server: Certificate,
  run: (authorities: { readonly right: PbxTls; readonly wrong: PbxTls }) => Promise<void>,
): Promise<void> {
  const folder = await newFolder("authorities");
  try {
    const other = await certificateFor(HERE);
    const [right, wrong] = [{ ca: `${folder}/right.pem` }, { ca: `${folder}/wrong.pem` }];
    await Deno.writeTextFile(right.ca, server.certPem);
    await Deno.writeTextFile(wrong.ca, other.certPem);
    await run({ right, wrong });
  } finally {
    await removeFolder(folder);
  }
}

const UNCERTIFIED = /unable to verify|self-signed|UnknownIssuer/i;
const MISNAMED = /does not match certificate's altnames/;

realTest("a MariaDB is read over TLS, and refused where another authority certifies it or it is another server", [
  "mariadbd",
], async () => {
  for (const ip of [HERE, ELSEWHERE]) {
    const certificate = await certificateFor(ip);
    const server = await DatabaseServer.startMariaDb(certificate);
    try {
      const admin = await server.mariaDb();
      const tenant: TenantDatabase = await makeTenant(admin, "acme", { queueTable: "queue_log", queueTimeZone: "UTC" });
      await admin.query(`ALTER USER '${tenant.user}'@'%' REQUIRE SSL`);
      admin.destroy();
      const source = (tls: PbxTls) =>
        new MariaDbSource({ ...tenant, tls, host: HERE, port: server.port, timeZone: "UTC" });
      await withAuthorities(certificate, async ({ right, wrong }) => {
        assert.equal(await look(source("required")), "read");
        if (ip === ELSEWHERE) return assert.match(await look(source(right)), MISNAMED);
        assert.equal(await look(source(right)), "read");
        assert.match(await look(source(wrong)), UNCERTIFIED);
        assert.match(await look(source({ ca: "/nowhere.pem" })), /No such file/);
        assert.match(await look(source("off")), /Access denied/);
      });
    } finally {
      await server.stop();
    }
  }
});

realTest("a PostgreSQL is read over TLS, and refused where another authority certifies it or it is another server", [
  "initdb",
], async () => {
  for (const ip of [HERE, ELSEWHERE]) {
    const certificate = await certificateFor(ip);
    const server = await DatabaseServer.startPostgres(certificate);
    try {
      const admin = server.postgres();
      await admin.unsafe("CREATE TABLE v_xml_cdr (xml_cdr_uuid text, domain_uuid text, start_epoch numeric)");
      await admin.unsafe("CREATE ROLE reads LOGIN PASSWORD 'only-reads'");
      await admin.unsafe("GRANT SELECT ON v_xml_cdr TO reads");
      await admin.end();
      const settings = { user: "reads", password: "only-reads", database: "postgres", domain: DOMAIN };
      const source = (tls: PbxTls) => new FusionPbxSource({ ...settings, tls, host: HERE, port: server.port });
      await withAuthorities(certificate, async ({ right, wrong }) => {
        assert.equal(await look(source("required")), "read");
        if (ip === ELSEWHERE) return assert.match(await look(source(right)), MISNAMED);
        assert.equal(await look(source(right)), "read");
        assert.match(await look(source(wrong)), UNCERTIFIED);
      });
    } finally {
      await server.stop();
    }
  }
});

realTest("whoever asks for TLS is not read from a server that has none", ["mariadbd", "initdb"], async () => {
  const [maria, postgres] = [await DatabaseServer.startMariaDb(), await DatabaseServer.startPostgres()];
  try {
    const settings = { user: "reads", password: "only-reads", database: "postgres", host: HERE };
    const tls = "required";
    const asterisk = new MariaDbSource({ ...settings, tls, port: maria.port, timeZone: "UTC" });
    assert.match(await look(asterisk), /does not support secure connection/);
    const fusion = new FusionPbxSource({ ...settings, tls, port: postgres.port, domain: DOMAIN });
    assert.notEqual(await look(fusion), "read");
  } finally {
    await Promise.all([maria.stop(), postgres.stop()]);
  }
});
