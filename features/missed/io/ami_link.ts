import { createHash } from "node:crypto";
import type { PbxAmi } from "../../../core/directory/mod.ts";
import { type AmiMessage, AmiReader, isNews, writeAction } from "../read/mod.ts";
import { AmiWay } from "./ami_way.ts";

/** How long Asterisk may take to let us in. */
const LOGIN_MS = 10_000;
/** A connection that nothing comes on is asked whether it is still there, and given up when no answer comes. */
const PING_MS = 30_000;
const SILENT_PINGS = 2.5;
const FIRST_PAUSE_MS = 5_000;
const LAST_PAUSE_MS = 60_000;
/** Whoever tries a wrong secret again and again is shut out by that system's firewall, and reads no tables either. */
const REFUSED_PAUSE_MS = 15 * 60_000;
/** What lasted so long was a connection; what did not counts with the failures before it. */
const STEADY_MS = 60_000;

export interface AmiLinkParts {
  readonly tenant: string;
  readonly settings: PbxAmi;
  /** Something has become of a caller; also told when the connection is up, for what was not heard until then. */
  readonly onNews: () => void;
  readonly say: (level: "info" | "warn", text: string) => void;
  /** Between two questions whether it is still there; half a minute unless told. */
  readonly pingMs?: number;
  /** Before the first try after it was cut off; later ones wait longer. */
  readonly retryMs?: number;
}

/** How a connection came to its end. */
interface Ended {
  readonly why: string;
  /** For how long it let us in. */
  readonly lastedMs: number;
  readonly isRefused?: boolean;
}

/**
 * Hears what an Asterisk tells over its manager interface, and comes back when it is cut off. It asks for nothing but to be let
 * in and whether anybody is there, and its secret never goes over the wire.
 */
export class AmiLink {
  readonly #parts: AmiLinkParts;
  readonly #stopping = new AbortController();
  /** It was told that nothing is heard. */
  #isMissed = false;
  #way: AmiWay | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: AmiLinkParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#hangUp();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { tenant, settings: { host, port }, say, retryMs = FIRST_PAUSE_MS } = this.#parts;
    const whom = `the Asterisk of tenant "${tenant}" at ${host}:${port}`;
    for (let failures = 0; !this.#stopping.signal.aborted;) {
      const ended = await this.#connect(whom);
      this.#hangUp();
      if (this.#stopping.signal.aborted) return;
      if (ended.lastedMs > STEADY_MS) failures = 0;
      if (failures === 0) {
        say("warn", `Cannot hear ${whom}: ${ended.why}`);
        this.#isMissed = true;
      }
      await this.#pause(ended.isRefused ? REFUSED_PAUSE_MS : Math.min(LAST_PAUSE_MS, retryMs * 2 ** failures));
      failures = Math.min(failures + 1, 20);
    }
  }

  /** Hears until it is cut off. */
  async #connect(whom: string): Promise<Ended> {
    const { host, port, tls } = this.#parts.settings;
    const { signal } = this.#stopping;
    try {
      const way = await AmiWay.open({ host, port, tls, patienceMs: LOGIN_MS, signal });
      this.#way = way;
      // Stopped in the moment in which it was connected.
      if (signal.aborted) return { why: "stopped", lastedMs: 0 };
      return await this.#hear(way, whom);
    } catch (error) {
      return { why: describe(error), lastedMs: 0 };
    }
  }

  async #hear(way: AmiWay, whom: string): Promise<Ended> {
    const { settings: { user, secret }, onNews, say, pingMs = PING_MS } = this.#parts;
    const [reader, decoder] = [new AmiReader(), new TextDecoder()];
    const tell = (fields: Readonly<Record<string, string>>) => way.write(writeAction(fields));
    let inSince: number | undefined;
    let heardAt = performance.now();
    const ended = (why: string): Ended => ({ why, lastedMs: performance.now() - (inSince ?? performance.now()) });
    const timer = setInterval(() => {
      const patienceMs = inSince === undefined ? LOGIN_MS : SILENT_PINGS * pingMs;
      if (performance.now() - heardAt > patienceMs) this.#hangUp();
      else if (inSince !== undefined) tell({ Action: "Ping" }).catch(() => this.#hangUp());
    }, pingMs);
    try {
      await tell({ Action: "Challenge", AuthType: "MD5", ActionID: "challenge" });
      for (;;) {
        const bytes = await way.read();
        if (bytes === undefined) return ended(way.isClosed ? "it fell silent" : "it hung up");
        const messages = reader.push(decoder.decode(bytes, { stream: true }));
        if (messages === undefined) return ended("it is no manager interface of an Asterisk");
        // Until it has let us in, every word counts against the same time.
        if (inSince !== undefined) heardAt = performance.now();
        for (const message of messages) {
          if (message.get("response")?.toLowerCase() === "error") {
            return { ...ended(`it says "${message.get("message") ?? "Error"}"`), isRefused: inSince === undefined };
          }
          if (message.get("actionid") === "challenge") await tell(loginTo(message, user, secret));
          if (message.get("actionid") === "login") {
            inSince = heardAt = performance.now();
            if (this.#isMissed) say("info", `Hearing ${whom} again`);
            this.#isMissed = false;
            onNews();
          }
          if (isNews(message)) onNews();
        }
      }
    } catch (error) {
      return ended(this.#way === undefined ? "it fell silent" : describe(error));
    } finally {
      clearInterval(timer);
    }
  }

  async #pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(() => over.resolve(), ms);
    const stop = () => over.resolve();
    this.#stopping.signal.addEventListener("abort", stop, { once: true });
    await over.promise;
    this.#stopping.signal.removeEventListener("abort", stop);
    clearTimeout(timer);
  }

  #hangUp(): void {
    this.#way?.close();
    this.#way = undefined;
  }
}

/** The secret is proved, not told: only its hash on top of the challenge goes over the wire. */
function loginTo(challenged: AmiMessage, user: string, secret: string): Readonly<Record<string, string>> {
  const key = createHash("md5").update(`${challenged.get("challenge") ?? ""}${secret}`).digest("hex");
  return { Action: "Login", ActionID: "login", AuthType: "MD5", Username: user, Key: key, Events: "call,cdr,agent" };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
