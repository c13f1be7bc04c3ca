/**
 * Real database servers (Debian's MariaDB and PostgreSQL) on loopback, each with a folder and a port of its own: never the
 * machine's service.
 *
 * @module
 */
import { type Connection, createConnection } from "mysql2/promise";
import postgres from "postgres";
import type { Certificate } from "../../core/certificate/mod.ts";
import { Child } from "./child.ts";
import { freePorts, HERE, newFolder, removeFolder } from "./place.ts";
import { postgresFolder } from "./tool.ts";

const ADMIN_SECRET = "admin-of-the-test";

/** A server that runs; {@link DatabaseServer.stop} ends it and removes its folder. */
export class DatabaseServer {
  readonly port: number;
  readonly #folder: string;
  readonly #spawn: () => Child;
  readonly #ready: RegExp;
  readonly #haltBy: Deno.Signal;
  #child: Child | undefined;

  private constructor(
    parts: { port: number; folder: string; spawn: () => Child; ready: RegExp; haltBy: Deno.Signal },
  ) {
    this.port = parts.port;
    this.#folder = parts.folder;
    this.#spawn = parts.spawn;
    this.#ready = parts.ready;
    this.#haltBy = parts.haltBy;
  }

  /** Speaks TLS with a certificate, where it is given one. */
  static async startMariaDb(certificate?: Certificate): Promise<DatabaseServer> {
    const [folder, port] = [await newFolder("mariadb"), freePorts(1)];
    const files = certificate === undefined ? undefined : await writeCertificate(folder, certificate);
    const own = ["--no-defaults", `--datadir=${folder}/data`];
    const user = Deno.uid() === 0 ? ["--user=root"] : [];
    // What mariadb-install-db does, which asks for a program of another package.
    const tables = ["mysql_system_tables", "mysql_performance_tables", "mysql_system_tables_data"].map((name) =>
      Deno.readTextFileSync(`/usr/share/mysql/${name}.sql`)
    );
    const first = "create database mysql;\nuse mysql;\nset @auth_root_socket = null;\n";
    await Deno.mkdir(`${folder}/data`);
    await run("mariadbd", [...own, ...user, "--bootstrap"], first + tables.join("\n"));
    const args = [
      ...own,
      ...user,
      `--port=${port}`,
      `--bind-address=${HERE}`,
      `--socket=${folder}/socket`,
      "--skip-name-resolve",
      "--innodb-flush-log-at-trx-commit=0",
      "--sync-binlog=0",
      // A server abroad: its own clock is not the office's.
      "--default-time-zone=+00:00",
      ...files === undefined ? [] : [`--ssl-cert=${files.cert}`, `--ssl-key=${files.key}`],
    ];
    return await new DatabaseServer({
      folder,
      port,
      spawn: () => new Child("mariadbd", { args }),
      ready: /ready for connections/,
      haltBy: "SIGTERM",
    }).start();
  }

  static async startPostgres(certificate?: Certificate): Promise<DatabaseServer> {
    const [folder, port] = [await newFolder("postgres"), freePorts(1)];
    const files = certificate === undefined ? undefined : await writeCertificate(folder, certificate);
    const bin = postgresFolder();
    await Deno.writeTextFile(`${folder}/secret`, ADMIN_SECRET);
    // It refuses to run as root.
    const asUser = Deno.uid() === 0 ? ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
    if (Deno.uid() === 0) await run("chown", ["-R", "nobody:nogroup", folder]);
    await run("setpriv", [
      ...asUser,
      `${bin}/initdb`,
      "--auth=scram-sha-256",
      "--username=admin",
      `--pwfile=${folder}/secret`,
      "--no-sync",
      "--encoding=UTF8",
      "--locale=C",
      `--pgdata=${folder}/data`,
    ]);
    const settings = [`listen_addresses=${HERE}`, `port=${port}`, `unix_socket_directories=${folder}`, "fsync=off"];
    if (files !== undefined) settings.push("ssl=on", `ssl_cert_file=${files.cert}`, `ssl_key_file=${files.key}`);
    const args = [...asUser, `${bin}/postgres`, "-D", `${folder}/data`, ...settings.flatMap((each) => ["-c", each])];
    return await new DatabaseServer({
      folder,
      port,
      spawn: () => new Child("setpriv", { args, cwd: "/" }),
      ready: /ready to accept connections/,
      // "Fast": whoever is connected is cut off.
      haltBy: "SIGINT",
    }).start();
  }

  async start(): Promise<DatabaseServer> {
    this.#child = this.#spawn();
    try {
      await this.#child.until(this.#ready);
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends the server, and keeps what it knows. */
  async halt(): Promise<void> {
    await this.#child?.stop(this.#haltBy);
  }

  async stop(): Promise<void> {
    await this.#child?.stop("SIGKILL");
    await removeFolder(this.#folder);
  }

  /** MariaDB's root. */
  mariaDb(): ReturnType<typeof createConnection> {
    return createConnection({ host: HERE, port: this.port, user: "root" });
  }

  postgres(): postgres.Sql {
    const options = { host: HERE, port: this.port, username: "admin", password: ADMIN_SECRET, database: "postgres" };
    return postgres({ ...options, max: 1, onnotice: () => {} });
  }
}

async function writeCertificate(folder: string, { certPem, keyPem }: Certificate) {
  const [cert, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  await Deno.writeTextFile(cert, certPem);
  await Deno.writeTextFile(key, keyPem, { mode: 0o600 });
  return { cert, key };
}

async function run(program: string, args: readonly string[], input = ""): Promise<void> {
  const child = new Deno.Command(program, {
    args: [...args],
    cwd: "/",
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const fed = new Response(input).body?.pipeTo(child.stdin) ?? child.stdin.close();
  const [{ success, stdout, stderr }] = await Promise.all([child.output(), fed]);
  if (success) return;
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  throw new Error(`Cannot run ${program}: ${out}${error}`);
}

/** A MariaDB for as long as `run` takes, and somebody who may do everything there. */
export async function withMariaDb(run: (server: DatabaseServer, admin: Connection) => Promise<void>): Promise<void> {
  const server = await DatabaseServer.startMariaDb();
  try {
    const admin = await server.mariaDb();
    try {
      await run(server, admin);
    } finally {
      admin.destroy();
    }
  } finally {
    await server.stop();
  }
}
