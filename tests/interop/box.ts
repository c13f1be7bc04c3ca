/**
 * The box under test: `main.ts serve` as a process of its own, with the rights of the task `start`, on free ports.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { askBox } from "../../core/command/io/mod.ts";
import type { ControlRequest } from "../../core/command/mod.ts";
import { formatHost } from "../../core/base/mod.ts";
import { Child, INSTALLED } from "./child.ts";
import { type Host, LOOPBACK } from "./host.ts";
import { freePorts, freeRtpPorts, newFolder, removeFolder } from "./place.ts";

const TOP = new URL("../../", import.meta.url);
const READY_MS = 30_000;
/** The most that running calls may hold up the end of a test's box. */
const GRACE_S = 2;

/** What calls leave empty when the last one is over. */
const CALL_TABLES = [
  "calls_running",
  "scripts_running",
  "sessions",
  "legs",
  "calls_with_legs",
  "numbers_with_legs",
  "dialogs",
  "session_transactions",
  "session_duties",
  "reports_awaited",
] as const;
/** What SIP keeps some time longer, to absorb and repeat retransmissions. */
const TRANSACTION_TABLES = ["client_transactions", "server_transactions", "transaction_deadlines"] as const;

export interface BoxOptions {
  /** Where it runs; this machine unless told. */
  readonly host?: Host;
  /** Where it listens; the host's address unless told. */
  readonly bind?: readonly string[];
  /** Its first port, of four; free ones unless told. */
  readonly port?: number;
  /** How many extensions, each with the secret `secret-NUMBER`; three unless told. */
  readonly extensions?: number;
  /** The number of the first; 101 unless told. 112 is an emergency number and may not be among them. */
  readonly first?: number;
  /** More lines for every extension, as in office.yml: "call_limit: 100". */
  readonly extension?: string;
  /** In which it speaks; English unless told. */
  readonly language?: "en" | "ro";
  /** More sections of office.yml, as they stand there. */
  readonly office?: string;
  /** The RTP ports, from and to; a thousand somewhere unless told. */
  readonly rtp?: readonly [number, number];
  /** More sections of kontor.yml, as they stand there. */
  readonly kontor?: string;
  /** More keys of kontor.yml's `sip`. */
  readonly sip?: string;
  /** More keys of its `web`. */
  readonly web?: string;
  /** The most seconds that running calls may hold up its end. */
  readonly graceS?: number;
  /** The least level that is logged; "debug" unless told, since the log explains a failed test. */
  readonly log?: "debug" | "info";
}

/** One row of the box's record; `facts` is what this type of event alone has. */
export interface RecordedEvent {
  readonly call: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a phone of a test needs to register. */
export interface Account<Transport extends string> {
  readonly user: string;
  readonly secret: string;
  readonly box: { readonly ip: string; readonly port: number; readonly transport: Transport };
}

/** From its sources; CI names the bundle, which is what offices get, and starts with half the work. */
const PROGRAM = Deno.env.get("KONTOR_PROGRAM") ?? "main.ts";

/** The flags of the task `start`: what a user runs is what is tested. */
async function flagsOfStart(): Promise<readonly string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", TOP)));
  const flags = /^deno run (.*?) ?main\.ts serve$/.exec(tasks.start.command)?.[1];
  if (flags === undefined) throw new Error(`Cannot read the task "start": "${tasks.start.command}"`);
  return [INSTALLED, ...flags.split(" ").filter((flag) => flag !== "")];
}

/** The number of the extension at a place, from 0, in a box whose first is 101. */
export function numberAt(place: number): string {
  return String(101 + place);
}

export function secretOf(number: string): string {
  return `secret-${number}`;
}

function officeOf(options: BoxOptions): string {
  const { extensions = 3, first = 101, extension, office = "", language = "en" } = options;
  const more = extension === undefined ? "" : `, ${extension}`;
  const lines = Array.from({ length: extensions }, (_, place) => String(first + place)).map((number) =>
    `  - { number: "${number}", name: Phone ${number}, secret: ${secretOf(number)}${more} }\n`
  );
  return `office: { name: Interop, country: RO, time_zone: Europe/Bucharest, language: ${language} }\nextensions:\n${
    lines.join("")
  }${office}`;
}

/** Starts the program; SIP and web accept when this returns. */
async function launch(host: Host, flags: readonly string[], folder: string): Promise<Child> {
  const serve = ["serve", "--config", `${folder}/kontor.yml`, "--office", `${folder}/office.yml`];
  const child = new Child(Deno.execPath(), { args: ["run", ...flags, PROGRAM, ...serve], host, cwd: TOP.pathname });
  try {
    await child.until(/"event":\s*"ready"/, 0, READY_MS);
    return child;
  } catch (error) {
    await child.stop();
    throw error;
  }
}

export class Box {
  /** SIP over UDP and TCP; TLS on {@link tlsPort}. */
  readonly port: number;
  readonly host: Host;
  readonly #folder: string;
  readonly #flags: readonly string[];
  readonly #graceS: number;
  #child: Child;

  private constructor(
    child: Child,
    parts: { port: number; host: Host; folder: string; flags: readonly string[]; graceS: number },
  ) {
    this.port = parts.port;
    this.host = parts.host;
    this.#folder = parts.folder;
    this.#flags = parts.flags;
    this.#graceS = parts.graceS;
    this.#child = child;
  }

  /** Starts a box; SIP and web accept when this returns. */
  static async start(options: BoxOptions = {}): Promise<Box> {
    const folder = await newFolder("box");
    const { port = freePorts(4) } = options;
    const { host = LOOPBACK, graceS = GRACE_S } = options;
    const [from, to] = options.rtp ?? freeRtpPorts();
    const bind = `bind: ${JSON.stringify(options.bind ?? [host.ip])}`;
    const sip = options.sip === undefined ? "" : `, ${options.sip}`;
    const web = options.web === undefined ? "" : `, ${options.web}`;
    const kontor = `data: ${folder}/data
sip: { ${bind}, udp: ${port}, tcp: ${port}, tls: ${port + 1}${sip} }
rtp: { ${bind}, from: ${from}, to: ${to}, web: ${port + 3} }
web: { ${bind}, port: ${port + 2}, tls: ${port + 3}${web} }
log: { level: ${options.log ?? "debug"} }
grace: ${graceS}
${options.kontor ?? ""}`;
    await Deno.writeTextFile(`${folder}/kontor.yml`, kontor);
    await Deno.writeTextFile(`${folder}/office.yml`, officeOf(options));
    const flags = await flagsOfStart();
    try {
      const child = await launch(host, flags, folder);
      return new Box(child, { port, host, folder, flags, graceS });
    } catch (error) {
      await removeFolder(folder);
      throw error;
    }
  }

  /** Ends the box as a power failure does. */
  async kill(): Promise<void> {
    await this.#child.stop("SIGKILL");
  }

  /** Starts it again where {@link kill} left it. */
  async start(): Promise<void> {
    this.#child = await launch(this.host, this.#flags, this.#folder);
  }

  get tlsPort(): number {
    return this.port + 1;
  }

  get webPort(): number {
    return this.port + 2;
  }

  get webTlsPort(): number {
    return this.port + 3;
  }

  /** The one UDP port for the sound of browsers. */
  get soundPort(): number {
    return this.port + 3;
  }

  get pid(): number {
    return this.#child.pid;
  }

  get log(): string {
    return this.#child.log;
  }

  /** Where it keeps all that it remembers. */
  get data(): string {
    return `${this.#folder}/data`;
  }

  /** Puts a file into its data folder. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    const full = `${this.#folder}/data/${path}`;
    await Deno.mkdir(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(full, bytes);
  }

  /** What the phone of an extension registers with. */
  account<Transport extends "udp" | "tcp" | "tls">(number: string, transport: Transport): Account<Transport> {
    const port = transport === "tls" ? this.tlsPort : this.port;
    return { user: number, secret: secretOf(number), box: { ip: this.host.ip, port, transport } };
  }

  /** The address to dial for an extension. */
  uri(number: string, transport: "udp" | "tcp" | "tls" = "udp", ip: string = this.host.ip): string {
    const port = transport === "tls" ? this.tlsPort : this.port;
    return `sip:${number}@${formatHost(ip)}:${port}${transport === "udp" ? "" : `;transport=${transport}`}`;
  }

  /** Runs a subcommand against this box and returns what it printed. */
  async command(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", ...this.#flags, PROGRAM, ...args, "--data", `${this.#folder}/data`],
      cwd: TOP,
    }).output();
    if (code !== 0) throw new Error(`Cannot "kontor ${args.join(" ")}": ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout);
  }

  /** Waits until no call is left; throws with the calls that are. */
  async untilIdle(withinMs: number = 10_000): Promise<void> {
    const giveUpAt = Date.now() + withinMs;
    while (true) {
      const calls = await this.#ask({ command: "calls" });
      if (Array.isArray(calls) && calls.length === 0) return;
      if (Date.now() > giveUpAt) {
        throw new Error(`Cannot see the box idle: ${JSON.stringify(calls)}\n${this.log.slice(-6000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The sizes of every table and what was counted, as `/metrics` has them. */
  async figures(): Promise<Readonly<Record<string, number>>> {
    return await this.#ask({ command: "figures" }) as Record<string, number>;
  }

  async #ask(request: ControlRequest): Promise<unknown> {
    const asked = await askBox(`${this.#folder}/data`, request);
    if (!asked.ok) throw new Error(asked.fault.text);
    if (!asked.value.ok) throw new Error(asked.value.text);
    return asked.value.value;
  }

  /** Waits until its record, which follows a call by some 100 ms, has so many events of a type; gives them, oldest first. */
  async untilRecorded(type: RecordedEvent["type"], count: number): Promise<readonly RecordedEvent[]> {
    const giveUpAt = Date.now() + 5_000;
    for (;;) {
      const events = this.#events();
      const found = events.filter((event) => event.type === type);
      if (found.length >= count) return found;
      if (Date.now() > giveUpAt) throw new Error(`Cannot see ${count} ${type} in ${JSON.stringify(events)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What its record has of some types, oldest first. */
  recorded(types: readonly string[]): readonly RecordedEvent[] {
    return this.#events().filter(({ type }) => types.includes(type));
  }

  #events(): readonly RecordedEvent[] {
    const database = new DatabaseSync(`${this.#folder}/data/kontor.db`, { readOnly: true });
    try {
      const rows = database.prepare("SELECT call, type, facts FROM record ORDER BY sequence").all();
      return rows.map(({ call, type, facts }) => ({
        call: String(call),
        type: String(type),
        facts: JSON.parse(String(facts)),
      }));
    } finally {
      database.close();
    }
  }

  /** The certificate that it made for itself, in PEM. */
  certificate(): Promise<string> {
    return Deno.readTextFile(`${this.#folder}/data/tls/cert.pem`);
  }

  /** Waits until its log has a line. */
  until(pattern: RegExp): Promise<string> {
    return this.#child.until(pattern);
  }

  /** Waits until one of its figures has a value; throws with all of them. */
  async untilFigure(name: string, value: number, withinMs: number = 10_000): Promise<void> {
    const giveUpAt = Date.now() + withinMs;
    for (let figures = await this.figures(); figures[name] !== value; figures = await this.figures()) {
      if (Date.now() > giveUpAt) {
        throw new Error(`Cannot see ${name} at ${value}: ${JSON.stringify(figures)}\n${this.log.slice(-6000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * Waits until nothing of any call is left in any table, and sees that no script threw. Transactions are waited for only
   * where `withTransactions` says so: RFC 3261 keeps them for 32 s after the last message.
   */
  async untilEmpty(
    { withinMs = 10_000, withTransactions = false }: { withinMs?: number; withTransactions?: boolean } = {},
  ): Promise<void> {
    const tables = withTransactions ? [...CALL_TABLES, ...TRANSACTION_TABLES] : CALL_TABLES;
    const giveUpAt = Date.now() + withinMs;
    while (true) {
      const figures = await this.figures();
      if ((figures["script_faults_total"] ?? 0) > 0) throw new Error(`A call script threw:\n${this.log.slice(-6000)}`);
      const unknown = tables.filter((table) => figures[table] === undefined);
      if (unknown.length > 0) {
        throw new Error(`Cannot find ${unknown.join(", ")} in ${Object.keys(figures).join(", ")}`);
      }
      const left = tables.filter((table) => figures[table] !== 0);
      if (left.length === 0) return;
      if (Date.now() > giveUpAt) {
        const sizes = left.map((table) => `${table} ${figures[table]}`).join(", ");
        throw new Error(`Cannot see the box's tables empty: ${sizes}\n${this.log.slice(-6000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits for its own end; gives its exit code. */
  end(withinMs: number): Promise<number> {
    return this.#child.end(withinMs);
  }

  /** Asks the box to end. Throws unless it ended well. Twice is quiet. */
  async stop(): Promise<void> {
    const code = await this.#child.stop("SIGTERM", (this.#graceS + 8) * 1000);
    await removeFolder(this.#folder).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
    if (code !== 0) throw new Error(`Cannot end the box well: exit code ${code}\n${this.log.slice(-6000)}`);
  }
}
