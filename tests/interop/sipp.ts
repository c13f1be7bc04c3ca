/**
 * A real SIPp (Debian's 3.6.1): runs a scenario and counts its calls.
 *
 * @module
 */
import { type Address, formatAddress } from "../../core/base/mod.ts";
import { Child } from "./child.ts";
import { type Host, LOOPBACK } from "./host.ts";
import { freePorts, newFolder, removeFolder } from "./place.ts";

/** A port for a SIPp, with room behind it for all that SIPp binds: its commands (+1), its sound (+2), its picture (+4). */
export const sippPort = (): number => freePorts(5);

/** A user of the office, one line of SIPp's injection file: [field0] its number, [field1] its credentials, [field2] whom it calls. */
export interface SippUser {
  readonly number: string;
  readonly secret: string;
  readonly calls?: string;
}

export interface SippOptions {
  /** The scenario's XML, see scenario.ts; or the name of one of SIPp's own ("uac", "uas"). */
  readonly scenario: string | { readonly own: "uac" | "uas" };
  /** Where it runs; this machine unless told. */
  readonly host?: Host;
  /** Where requests go, a port of its own machine unless told; a callee's scenario needs none. */
  readonly to?: number | Address;
  readonly port: number;
  readonly transport?: "udp" | "tcp";
  readonly users?: readonly SippUser[];
  /** How many calls, and how many a second. */
  readonly calls: number;
  readonly rate?: number;
  /** Calls at once; as many as there are unless told. */
  readonly limit?: number;
  /** The whole run ends after this; calls not done by then have failed. */
  readonly withinS: number;
  /** Sends all sound back where it comes from; yes unless told. Two that do never fall silent. */
  readonly echoes?: boolean;
  readonly args?: readonly string[];
}

/** How a run ended, from SIPp's own statistics. */
export interface SippResult {
  readonly code: number;
  readonly successful: number;
  readonly failed: number;
  readonly retransmissions: number;
  /** Messages that belonged to no call, or to one that was over. */
  readonly strays: number;
  /** SIPp's own words on what was unexpected. */
  readonly errors: string;
}

/** What SIPp calls an error though the scenario provides for it. */
const PLANNED =
  /\d{4}-\S+\s\S+\s\S+: Call-Id: \S+, receive timeout on message \w+:\d+, jumping to label \d+?(?=\d{4}-|$)/gm;

/** A running SIPp. */
export class Sipp {
  readonly #folder: string;
  readonly #child: Child;
  readonly #withinS: number;
  #result: Promise<SippResult> | undefined;

  private constructor(folder: string, child: Child, withinS: number) {
    this.#folder = folder;
    this.#child = child;
    this.#withinS = withinS;
  }

  static async start(options: SippOptions): Promise<Sipp> {
    const { scenario, to, port, host = LOOPBACK, transport = "udp", users = [], calls, rate = 10, withinS } = options;
    const folder = await newFolder("sipp");
    const args = ["-i", host.ip, "-p", String(port), "-m", String(calls), "-r", String(rate), "-nostdin", "-f", "600"];
    args.push("-l", String(options.limit ?? calls), "-t", transport === "tcp" ? "t1" : "u1");
    args.push("-timeout", `${withinS}s`, "-timeout_error", "-trace_stat", "-stf", `${folder}/stat.csv`, "-fd", "1");
    args.push("-trace_err", "-error_file", `${folder}/errors.log`, "-mi", host.ip, "-mp", String(port + 2));
    args.push("-cp", String(port + 1)); // else 8888 on every address, which may be another's port
    if (options.echoes !== false) args.push("-rtp_echo");
    if (typeof scenario === "string") {
      await Deno.writeTextFile(`${folder}/scenario.xml`, scenario);
      args.push("-sf", `${folder}/scenario.xml`);
    } else args.push("-sn", scenario.own);
    if (users.length > 0) {
      await Deno.writeTextFile(`${folder}/users.csv`, usersOf(users));
      args.push("-inf", `${folder}/users.csv`);
    }
    args.push(...(options.args ?? []));
    if (to !== undefined) args.push(formatAddress(typeof to === "number" ? { ip: host.ip, port: to } : to));
    return new Sipp(folder, new Child("sipp", { host, args, cwd: folder }), withinS);
  }

  /** Runs a scenario to its end. */
  static async run(options: SippOptions): Promise<SippResult> {
    const sipp = await Sipp.start(options);
    return await sipp.end();
  }

  /** Waits until all calls are done. */
  end(): Promise<SippResult> {
    return this.#result ??= this.#child.end((this.#withinS + 10) * 1000).then((code) => this.#read(code));
  }

  /** Ends it before its calls are done: SIPp takes SIGUSR1 as "finish and leave". Quiet when it has ended. */
  stop(): Promise<SippResult> {
    return this.#result ??= this.#child.stop("SIGUSR1").then((code) => this.#read(code));
  }

  /** Ends it at once, whatever its calls wait for. Quiet when it has ended. */
  cutOff(): Promise<SippResult> {
    return this.#result ??= this.#child.stop("SIGKILL").then((code) => this.#read(code));
  }

  async #read(code: number): Promise<SippResult> {
    const stat = await readOrEmpty(`${this.#folder}/stat.csv`);
    const errors = await readOrEmpty(`${this.#folder}/errors.log`) || (code === 0 ? "" : this.#child.log.slice(-3000));
    await removeFolder(this.#folder);
    return { code, ...countsOf(stat), errors: errors.replaceAll(PLANNED, "").slice(0, 6000) };
  }
}

function usersOf(users: readonly SippUser[]): string {
  const lines = users.map(({ number, secret, calls = "" }) =>
    `${number};[authentication username=${number} password=${secret}];${calls}`
  );
  return `SEQUENTIAL\n${lines.join("\n")}\n`;
}

/** The last row of the statistics; (C) is cumulative, (P) the period's. */
export function countsOf(csv: string): Pick<SippResult, "successful" | "failed" | "retransmissions" | "strays"> {
  const lines = csv.trim().split("\n");
  const names = (lines[0] ?? "").split(";");
  const values = (lines.length > 1 ? lines.at(-1) ?? "" : "").split(";");
  const valueOf = (name: string): number => Number(values[names.indexOf(name)] ?? 0);
  return {
    successful: valueOf("SuccessfulCall(C)"),
    failed: valueOf("FailedCall(C)"),
    retransmissions: valueOf("Retransmissions(C)"),
    strays: valueOf("OutOfCallMsgs(C)") + valueOf("DeadCallMsgs(C)"),
  };
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
