import { type Flow, type Instant, toBytes, toText } from "../base/mod.ts";
import { frameWebSocket } from "../sip/mod.ts";
import type { ConnectedFlow, Connection, ConnectionWorld } from "./connection.ts";

const PONG = "\r\n";
const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** RFC 6455 §7.4.1. */
const GOING_AWAY = 1001;

/** One WebSocket that speaks SIP (RFC 7118): one message in each frame, text or binary. */
export class WebSocketConnection implements Connection {
  readonly flow: ConnectedFlow;
  readonly done: Promise<void>;
  readonly #socket: WebSocket;
  readonly #world: ConnectionWorld;
  #heardAt: Instant;
  #unfinishedSince: Instant | undefined;
  #closed = false;

  constructor(socket: WebSocket, flow: ConnectedFlow, world: ConnectionWorld) {
    this.#socket = socket;
    this.flow = flow;
    this.#world = world;
    this.#heardAt = world.clock.now();
    this.#unfinishedSince = this.#heardAt;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) =>
      this.#hear(typeof data === "string" ? toBytes(data) : new Uint8Array(data));
    this.done = new Promise((resolve) => {
      socket.onclose = () => {
        this.#end("The peer has closed the connection");
        resolve();
      };
    });
    // A WebSocket that fails says "error" and then "close": the second is enough.
    socket.onerror = (event) => event.preventDefault();
  }

  get heardAt(): Instant {
    return this.#heardAt;
  }

  /** The web server has seen to the handshake. */
  get isHeard(): boolean {
    return true;
  }

  get unfinishedSince(): Instant | undefined {
    return this.#unfinishedSince;
  }

  send(flow: Flow, bytes: Uint8Array): void {
    if (this.#closed || this.#socket.readyState !== WebSocket.OPEN) {
      return this.#world.on.unsent(flow, "Cannot send over a WebSocket that is not open");
    }
    if (this.#socket.bufferedAmount + bytes.length > this.#world.limits.queuedBytes) {
      this.#world.on.unsent(flow, "Cannot send: the peer reads too slowly");
      return this.close("The peer reads too slowly");
    }
    this.#socket.send(textOrBytes(bytes));
    this.#world.tally.count("sent", this.flow.transport);
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#socket.close(GOING_AWAY, clip(reason));
    this.#end(reason);
  }

  /** What was handed to a WebSocket leaves before its close frame does. */
  flush(): Promise<void> {
    return Promise.resolve();
  }

  #end(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#world.on.closed(this, reason);
  }

  #hear(data: Uint8Array): void {
    if (this.#closed) return;
    const { tally, on, clock } = this.#world;
    const { transport } = this.flow;
    this.#heardAt = clock.now();
    if (data.length === 0) return;
    const frame = frameWebSocket(data);
    switch (frame.type) {
      case "message":
        tally.count("received", transport);
        this.#unfinishedSince = undefined;
        return on.message(this.flow, frame.bytes);
      case "ping":
        tally.count("keepAlives", transport);
        if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(PONG);
        return;
      case "pong":
        return tally.count("keepAlives", transport);
      case "fault":
        tally.count("faults", transport);
        return this.close(frame.fault.text);
    }
  }
}

/** Browsers' phones expect text; only what is not UTF-8 (a body may be anything) goes as binary. */
function textOrBytes(bytes: Uint8Array): string | Uint8Array<ArrayBuffer> {
  try {
    return STRICT.decode(bytes);
  } catch {
    return bytes.slice();
  }
}

/** RFC 6455 §5.5: a reason has at most 123 bytes; twice-encoded characters are cut whole. */
function clip(reason: string): string {
  return toText(toBytes(reason).subarray(0, 120)).replace(/\ufffd+$/, "");
}
