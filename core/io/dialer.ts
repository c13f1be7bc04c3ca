import { type Address, type Flow, formatAddress } from "../base/mod.ts";
import { asAddress } from "./addresses.ts";
import { type Connections, peerKey } from "./connections.ts";
import type { TransportLimits } from "./limits.ts";
import type { SystemSockets } from "./system_sockets.ts";

/** Where Debian, and most of its kin, keep the authorities that the owner of the machine trusts. */
const SYSTEM_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";
/** Names of hosts that we remember for their addresses; a box knows a handful of providers. */
const MOST_NAMES = 1_000;

interface Dialling {
  readonly waiting: { readonly flow: Flow; readonly bytes: Uint8Array }[];
  waitingBytes: number;
  /** Gives up. */
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

export interface DialerWorld {
  readonly limits: TransportLimits;
  readonly connections: Connections;
  readonly sockets: SystemSockets | undefined;
  /** Authorities trusted beside the system's, in PEM: a provider's own. */
  readonly authorities: readonly string[];
  readonly unsent: (flow: Flow, text: string) => void;
}

/** Opens connections to peers that have none open, and keeps what is to be sent until they stand. */
export class Dialer {
  readonly #world: DialerWorld;
  readonly #dialling = new Map<string, Dialling>();
  readonly #hosts = new Map<string, string>();
  #authorities: Promise<string[]> | undefined;

  constructor(world: DialerWorld) {
    this.#world = world;
  }

  get size(): number {
    return this.#dialling.size;
  }

  /** Remembers that `address` belongs to `host`: TLS to it is verified by that name. */
  name(address: Address, host: string): void {
    const key = formatAddress(address);
    this.#hosts.delete(key);
    this.#hosts.set(key, host);
    for (const oldest of this.#hosts.keys()) {
      if (this.#hosts.size <= MOST_NAMES) break;
      this.#hosts.delete(oldest);
    }
  }

  /** Sends over an open connection to the flow's peer, or over a new one. Failures are told by `unsent`. */
  send(flow: Flow, transport: "tcp" | "tls", bytes: Uint8Array): void {
    const host = transport === "tls" ? this.#hosts.get(formatAddress(flow.remote)) ?? flow.remote.ip : undefined;
    const peer = peerKey(transport, flow.remote, host);
    const open = this.#world.connections.find(peer);
    if (open !== undefined) return open.send(flow, bytes);
    const dialling = this.#dialling.get(peer) ?? this.#start(flow.remote, host, peer);
    if (dialling.waitingBytes + bytes.length > this.#world.limits.queuedBytes) {
      return this.#world.unsent(
        flow,
        `Cannot send to ${formatAddress(flow.remote)}: too much waits for its connection`,
      );
    }
    dialling.waiting.push({ flow, bytes });
    dialling.waitingBytes += bytes.length;
  }

  /** Gives up what is being opened. */
  async stop(): Promise<void> {
    const all = [...this.#dialling.values()];
    for (const dialling of all) dialling.abort.abort(new Error("the box is stopping"));
    await Promise.all(all.map((dialling) => dialling.done));
  }

  #start(remote: Address, host: string | undefined, peer: string): Dialling {
    const abort = new AbortController();
    const { promise, resolve } = Promise.withResolvers<void>();
    const dialling: Dialling = { waiting: [], waitingBytes: 0, abort, done: promise };
    this.#dialling.set(peer, dialling);
    this.#dial(remote, host, abort).then(
      (conn) => {
        this.#dialling.delete(peer);
        this.#world.sockets?.mark([asAddress(conn.localAddr)]);
        const connection = this.#world.connections.dialled(conn, host === undefined ? "tcp" : "tls", peer);
        for (const { flow, bytes } of dialling.waiting) connection.send(flow, bytes);
      },
      (error) => {
        this.#dialling.delete(peer);
        const reason = error instanceof Error ? error.message : String(error);
        const text = `Cannot connect to ${host === undefined ? "" : `${host} at `}${formatAddress(remote)}: ${reason}`;
        for (const lost of new Set(dialling.waiting.map(({ flow }) => flow))) this.#world.unsent(lost, text);
      },
    ).finally(resolve);
    return dialling;
  }

  async #dial({ ip, port }: Address, host: string | undefined, abort: AbortController): Promise<Deno.Conn> {
    const { connectMs } = this.#world.limits;
    const timer = setTimeout(() => abort.abort(new Error(`no connection in ${connectMs} ms`)), connectMs);
    try {
      const conn = await Deno.connect({ hostname: ip, port, signal: abort.signal });
      return host === undefined ? plain(conn) : await this.#secure(conn, host, abort.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Over TLS, verified against the system's authorities: by the host's name, or its address where we know no name. */
  async #secure(conn: Deno.TcpConn, hostname: string, signal: AbortSignal): Promise<Deno.Conn> {
    let secured: Deno.Conn = conn;
    const flow = { transport: "tls", local: asAddress(conn.localAddr), remote: asAddress(conn.remoteAddr) } as const;
    let isGivenUp = false;
    const giveUp = () => {
      if (isGivenUp) return;
      isGivenUp = true;
      secured.close();
      // A TLS stream would wait for its peer's part of the handshake before it goes.
      this.#world.sockets?.hangUp([flow]);
    };
    signal.addEventListener("abort", giveUp);
    try {
      this.#authorities ??= readAuthorities(this.#world.authorities);
      const caCerts = await this.#authorities;
      signal.throwIfAborted();
      const tls = await Deno.startTls(conn, { hostname, caCerts });
      secured = tls;
      await tls.handshake();
      signal.throwIfAborted();
      return tls;
    } catch (error) {
      giveUp();
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }
}

function plain(conn: Deno.TcpConn): Deno.Conn {
  // Messages are written whole: Nagle would only make the second one wait for the first one's acknowledgement.
  conn.setNoDelay();
  return conn;
}

async function readAuthorities(given: readonly string[]): Promise<string[]> {
  try {
    return [await Deno.readTextFile(SYSTEM_AUTHORITIES), ...given];
  } catch (error) {
    // A machine without that bundle has the authorities that came with the runtime.
    if (error instanceof Deno.errors.NotFound) return [...given];
    throw error;
  }
}
