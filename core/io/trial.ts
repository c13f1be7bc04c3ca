import { type Address, type Clock, type Flow, type Instant, type LogLine, toText, type WallTime } from "../base/mod.ts";
import type { Certificate } from "../certificate/mod.ts";
import { makeOwn } from "../certificate/io/mod.ts";
import type { LocalAddress } from "./addresses.ts";
import type { Transports, TransportSettings } from "./contract.ts";
import { startTransports } from "./transports.ts";

/** How long an event is waited for before the test fails. */
const PATIENCE_MS = 10_000;

export type Happening =
  | { readonly type: "message"; readonly flow: Flow; readonly text: string }
  | { readonly type: "closed"; readonly flow: Flow }
  | { readonly type: "unsent"; readonly flow: Flow; readonly text: string }
  | { readonly type: "addresses"; readonly listening: Transports["listening"] };

/** Real transports on loopback, whose events a test awaits. Imported only by tests. */
export class Trial implements AsyncDisposable, Clock {
  readonly lines: LogLine[] = [];
  readonly #happened: Happening[] = [];
  #wake: () => void = () => {};
  #now = 0;
  #transports: Transports | undefined;

  /** Every transport but those switched off, on free ports of 127.0.0.1. */
  static async start(
    settings: Partial<TransportSettings>,
    locals?: () => readonly LocalAddress[],
  ): Promise<Trial> {
    const trial = new Trial();
    const all = { bind: ["127.0.0.1"], udp: 0, tcp: 0, tls: 0, ...settings };
    const limits = { sweepMs: 5, rescanMs: 5, ...settings.limits };
    const log = { write: (line: LogLine) => void trial.lines.push(line) };
    trial.#transports = await startTransports({ ...all, limits }, { log, clock: trial, ...(locals && { locals }) }, {
      message: (flow, bytes) => trial.#note({ type: "message", flow, text: toText(bytes) }),
      closed: (flow) => trial.#note({ type: "closed", flow }),
      unsent: (flow, text) => trial.#note({ type: "unsent", flow, text }),
      addresses: (listening) => trial.#note({ type: "addresses", listening }),
    });
    return trial;
  }

  get transports(): Transports {
    return this.#transports!;
  }

  now(): Instant {
    return this.#now as Instant;
  }

  wall(): WallTime {
    return this.#now as WallTime;
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  /** Where we listen for `transport`. */
  at(transport: Flow["transport"]): Address {
    return this.transports.listening.find((entry) => entry.transport === transport)!.address;
  }

  /** The next event of one kind; others stay for later. */
  async next<T extends Happening["type"]>(type: T): Promise<Extract<Happening, { type: T }>> {
    const patience = Promise.withResolvers<never>();
    const timer = setTimeout(() => patience.reject(new Error(`Cannot wait any longer for "${type}"`)), PATIENCE_MS);
    try {
      for (;;) {
        const at = this.#happened.findIndex((happening) => happening.type === type);
        if (at >= 0) return this.#happened.splice(at, 1)[0] as Extract<Happening, { type: T }>;
        await Promise.race([new Promise<void>((wake) => this.#wake = wake), patience.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** What happened and was not asked for. */
  rest(): readonly Happening[] {
    return this.#happened;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transports?.stop();
  }

  #note(happening: Happening): void {
    this.#happened.push(happening);
    this.#wake();
  }
}

/** A certificate for 127.0.0.1, ::1 and localhost. */
export async function loopbackCertificate(): Promise<Certificate> {
  const reached = { names: ["localhost"], addresses: ["127.0.0.1", "::1"] };
  return (await makeOwn(reached, { now: Date.now() })).certificate;
}

/** A whole SIP message with a Call-ID, for streams. */
export function options(callId: string, body = ""): string {
  return `OPTIONS sip:a SIP/2.0\r\nCall-ID: ${callId}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** Reads until `text` stands at the end of what came; throws when the stream ends before. */
export async function readUntil(conn: Deno.Conn, text: string): Promise<string> {
  const buffer = new Uint8Array(65_536);
  let got = "";
  while (!got.endsWith(text)) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error(`Cannot find "${text}" in "${got}"`);
    got += toText(buffer.subarray(0, count));
  }
  return got;
}

/** Reads to the end of the stream; a reset is an end too. */
export async function readToEnd(conn: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(65_536);
  let got = "";
  try {
    for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
      got += toText(buffer.subarray(0, count));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset) && !(error instanceof Deno.errors.UnexpectedEof)) throw error;
  }
  return got;
}

/** Why IPv6 cannot be tried on this machine; undefined when it can. */
export function whyNoIpv6(): string | undefined {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return undefined;
  } catch (error) {
    return `this machine has no ::1: ${error}`;
  }
}
