import type { Log } from "../../base/mod.ts";
import { type ControlAnswer, type ControlRequest, LONGEST_CONTROL_LINE, readRequest, writeAnswer } from "../control.ts";
import { checkSocketPath } from "./control_socket.ts";
import { readLines, writeAll } from "./lines.ts";

/** So many may ask at once; more are people's mistakes, and each may hold a line of many megabytes. */
const MOST_CONNECTIONS = 16;

type Handle = (request: ControlRequest) => Promise<ControlAnswer>;

/** A control socket that is open. */
export interface ControlServer {
  readonly path: string;
  /** Takes no more requests, lets the running ones be answered, removes the socket. Closing twice is quiet. */
  close(): Promise<void>;
}

/**
 * Opens the control socket for this user alone (mode 0600) and answers requests with `handle`, one after the other on each
 * connection. A socket that a dead box left behind is replaced; one that answers belongs to a running box, and that is
 * an error.
 */
export async function startControl(path: string, handle: Handle, log: Log): Promise<ControlServer> {
  checkSocketPath(path);
  await clearAway(path);
  const listener = listenPrivately(path);
  const running = new Map<Conversation, Promise<void>>();
  const accepting = (async () => {
    for await (const connection of listener) {
      if (running.size >= MOST_CONNECTIONS) {
        connection.close();
        log.write({ level: "warn", text: "Too many control connections", facts: { limit: MOST_CONNECTIONS } });
        continue;
      }
      const conversation = new Conversation(connection, handle, log);
      running.set(conversation, conversation.hold().finally(() => running.delete(conversation)));
    }
  })();
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    listener.close(); // which removes the socket from the folder, too
    await accepting;
    for (const conversation of running.keys()) conversation.end();
    await Promise.all(running.values());
  };
  return { path, close: () => closed ??= close() };
}

// Between listen and chmod others could connect, so the mode is right from the start; umask and listen are one turn.
function listenPrivately(path: string): Deno.UnixListener {
  const before = Deno.umask(0o177);
  try {
    return Deno.listen({ transport: "unix", path });
  } finally {
    Deno.umask(before);
  }
}

async function clearAway(path: string): Promise<void> {
  try {
    const connection = await Deno.connect({ transport: "unix", path });
    connection.close();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    await Deno.remove(path);
    return;
  }
  throw new Deno.errors.AddrInUse(`Cannot open control socket "${path}": a box is running on this data folder already`);
}

/** One who asks: requests and answers in turn, until either side ends it. */
class Conversation {
  readonly #connection: Deno.UnixConn;
  readonly #handle: Handle;
  readonly #log: Log;
  #at: "listening" | "answering" | "ending" = "listening";

  constructor(connection: Deno.UnixConn, handle: Handle, log: Log) {
    this.#connection = connection;
    this.#handle = handle;
    this.#log = log;
  }

  async hold(): Promise<void> {
    try {
      for await (const line of readLines(this.#connection, LONGEST_CONTROL_LINE)) {
        if (this.#at === "ending") return;
        this.#at = "answering";
        await writeAll(this.#connection, await this.#answer(line));
        if (this.#isEnding()) return;
        this.#at = "listening";
      }
    } catch (error) {
      // The asker went away in the middle, or sent a line without end; the box is none the worse. Ours is the Interrupted.
      if (!this.#isEnding()) {
        this.#log.write({ level: "warn", text: "Control connection broke off", facts: { reason: String(error) } });
      }
    } finally {
      this.#close();
    }
  }

  /** Whoever waits for an answer gets it; whoever only holds the line is cut off. */
  end(): void {
    const idle = this.#at === "listening";
    this.#at = "ending";
    if (idle) this.#close();
  }

  // A method, for the compiler does not see that `end` may come between two awaits.
  #isEnding(): boolean {
    return this.#at === "ending";
  }

  #closed = false;

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }

  async #answer(line: string): Promise<string> {
    const read = readRequest(line);
    if (!read.ok) return writeAnswer(null, { ok: false, text: read.fault.text });
    const { id, request } = read.value;
    try {
      return writeAnswer(id, await this.#handle(request));
    } catch (error) {
      // Our mistake: the asker hears of it, the log has it whole, and calls go on.
      const reason = error instanceof Error ? error.stack ?? error.message : String(error);
      this.#log.write({ level: "error", text: "Control request failed", facts: { command: request.command, reason } });
      return writeAnswer(id, { ok: false, text: `Cannot do "${request.command}": the box has a fault, see its log` });
    }
  }
}
