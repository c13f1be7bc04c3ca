import { concat, type Flow, type Instant } from "../base/mod.ts";
import { StreamFramer } from "../sip/mod.ts";
import type { ConnectedFlow, Connection, ConnectionWorld } from "./connection.ts";

/** Most messages fit at once; it grows for a peer that sends more, so that thousands of idle phones stay cheap. */
const FIRST_BUFFER_BYTES = 2048;
const LARGEST_BUFFER_BYTES = 32_768;
/** While more than this waits for a peer to read, nothing is read from it: who asks without listening fills no memory. */
const PAUSE_AT_BYTES = 32_768;
const PONG = new Uint8Array([13, 10]);

interface Waiting {
  readonly flow: Flow;
  readonly bytes: Uint8Array;
}

/** One TCP or TLS connection (RFC 3261 §18.3, RFC 5626 §4.4.1), reading from the moment it is made. */
export class StreamConnection implements Connection {
  readonly flow: ConnectedFlow;
  readonly done: Promise<void>;
  readonly #conn: Deno.Conn;
  readonly #world: ConnectionWorld;
  readonly #framer = new StreamFramer();
  #buffer = new Uint8Array(FIRST_BUFFER_BYTES);
  #heardAt: Instant;
  #isHeard = false;
  /** The peer came to us and has not said anything whole since then. */
  #silentSince: Instant | undefined;
  #halfSince: Instant | undefined;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #written: Promise<void> | undefined;
  #closed = false;

  /** `accepted`: the peer came to us, so it has something to say. */
  constructor(conn: Deno.Conn, flow: ConnectedFlow, options: { readonly accepted: boolean }, world: ConnectionWorld) {
    this.#conn = conn;
    this.flow = flow;
    this.#world = world;
    this.#heardAt = world.clock.now();
    this.#silentSince = options.accepted ? this.#heardAt : undefined;
    this.done = this.#read();
  }

  get heardAt(): Instant {
    return this.#heardAt;
  }

  get isHeard(): boolean {
    return this.#isHeard;
  }

  get unfinishedSince(): Instant | undefined {
    return this.#silentSince ?? this.#halfSince;
  }

  send(flow: Flow, bytes: Uint8Array): void {
    if (this.#closed) return this.#world.on.unsent(flow, "Cannot send over a connection that is closed");
    this.#waiting.push({ flow, bytes });
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > this.#world.limits.queuedBytes) return this.close("The peer reads too slowly");
    this.#written ??= this.#write();
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
    const lost = new Set(this.#waiting.map((waiting) => waiting.flow));
    this.#waiting = [];
    for (const flow of lost) this.#world.on.unsent(flow, `Cannot send: ${reason}`);
    this.#world.on.closed(this, reason);
  }

  async flush(): Promise<void> {
    await this.#written;
  }

  async #read(): Promise<void> {
    while (!this.#closed) {
      let count: number | null;
      try {
        count = await this.#conn.read(this.#buffer);
      } catch (error) {
        return this.close(`Reading failed: ${error}`);
      }
      if (this.#closed) return;
      if (count === null) return this.close("The peer has closed the connection");
      this.#heardAt = this.#world.clock.now();
      this.#isHeard = true;
      this.#hear(this.#buffer.subarray(0, count));
      if (this.#waitingBytes > PAUSE_AT_BYTES) await this.#written;
      if (count === this.#buffer.length && count < LARGEST_BUFFER_BYTES) this.#buffer = new Uint8Array(2 * count);
    }
  }

  #hear(chunk: Uint8Array): void {
    const { tally, on } = this.#world;
    const { transport } = this.flow;
    for (const frame of this.#framer.push(chunk)) {
      if (this.#closed) return;
      switch (frame.type) {
        case "message":
          tally.count("received", transport);
          this.#silentSince = this.#halfSince = undefined;
          on.message(this.flow, frame.bytes);
          break;
        case "ping":
          tally.count("keepAlives", transport);
          this.send(this.flow, PONG);
          break;
        case "pong":
          tally.count("keepAlives", transport);
          break;
        case "fault":
          // Where the next message begins cannot be known any more (RFC 3261 §18.3).
          tally.count("faults", transport);
          return this.close(frame.fault.text);
      }
    }
    this.#halfSince = this.#framer.waiting > 0 ? this.#halfSince ?? this.#heardAt : undefined;
  }

  async #write(): Promise<void> {
    const { tally } = this.#world;
    while (!this.#closed && this.#waiting.length > 0) {
      const batch = this.#waiting;
      const bytes = batch.length === 1 ? batch[0]!.bytes : concat(batch.map((waiting) => waiting.bytes));
      this.#waiting = [];
      try {
        for (let at = 0; at < bytes.length;) at += await this.#conn.write(bytes.subarray(at));
      } catch (error) {
        this.#waiting.unshift(...batch);
        this.close(`Writing failed: ${error}`);
        break;
      }
      this.#waitingBytes -= bytes.length;
      for (const { bytes } of batch) if (bytes !== PONG) tally.count("sent", this.flow.transport);
    }
    this.#written = undefined;
  }
}
