import {
  type Address,
  type Clock,
  type Flow,
  formatAddress,
  formatFlow,
  type Instant,
  type Log,
  type Transport,
} from "../base/mod.ts";
import { asAddress } from "./addresses.ts";
import type { ConnectedFlow, Connection, ConnectionWorld } from "./connection.ts";
import type { TransportLimits } from "./limits.ts";
import { StreamConnection } from "./stream.ts";
import type { SystemSockets } from "./system_sockets.ts";
import type { Tally } from "./tally.ts";
import { WebSocketConnection } from "./websocket.ts";

export interface ConnectionsEvents {
  message(flow: Flow, bytes: Uint8Array): void;
  closed(flow: Flow): void;
  unsent(flow: Flow, text: string): void;
}

interface World {
  readonly log: Log;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly limits: TransportLimits;
  readonly sockets: SystemSockets | undefined;
}

interface Entry {
  readonly connection: Connection;
  /** Under which it is found for reuse, if it may be. */
  readonly peer: string | undefined;
}

/** Every open connection: by number, by peer for reuse, and how many each source has. */
export class Connections {
  readonly #world: ConnectionWorld;
  readonly #log: Log;
  readonly #byNumber = new Map<number, Entry>();
  readonly #byPeer = new Map<string, Connection>();
  readonly #perSource = new Map<string, number>();
  /** Those whose end is awaited: closed, but still waiting for the peer's part of it. */
  readonly #ending = new Set<Promise<void>>();
  readonly #sockets: SystemSockets | undefined;
  /** TLS streams that we closed before their handshake: the system still has to hang them up. */
  #unheard: Flow[] = [];
  #lastNumber: number;

  constructor(world: World, on: ConnectionsEvents) {
    this.#log = world.log;
    this.#sockets = world.sockets;
    this.#world = { ...world, on: { ...on, closed: (connection, reason) => this.#gone(connection, reason, on) } };
    // Registrations outlive the process and hold numbers: a fresh range of 2^20 in 2^52 keeps an old one from meaning
    // somebody else's connection.
    this.#lastNumber = crypto.getRandomValues(new Uint32Array(1))[0]! * 0x10_0000;
  }

  get size(): number {
    return this.#byNumber.size;
  }

  get sources(): number {
    return this.#perSource.size;
  }

  /** Takes a stream that a peer opened to us; closes it when there are too many. */
  accept(conn: Deno.Conn, transport: "tcp" | "tls"): void {
    const flow = this.#flow(transport, asAddress(conn.localAddr), asAddress(conn.remoteAddr));
    if (!this.#admits(flow)) {
      conn.close();
      if (transport === "tls") this.#unheard.push(flow);
      return;
    }
    this.#world.tally.count("accepted", transport);
    // A stream that came to us proved no name: over TLS only one that we opened, and verified, is found by its peer.
    const peer = transport === "tls" ? undefined : peerKey(transport, flow.remote);
    this.#add(new StreamConnection(conn, flow, { accepted: true }, this.#world), peer);
  }

  /** Takes a WebSocket that a peer opened to us; closes it, with 1013, when there are too many. */
  adopt(
    socket: WebSocket,
    transport: "ws" | "wss",
    { local, remote, vouched }: { readonly local: Address; readonly remote: Address; readonly vouched?: string },
  ): void {
    const flow = { ...this.#flow(transport, local, remote), ...(vouched === undefined ? {} : { vouched }) };
    if (!this.#admits(flow)) {
      const refuse = () => socket.close(1013, "Too many connections");
      if (socket.readyState === WebSocket.OPEN) refuse();
      else socket.onopen = refuse;
      return;
    }
    this.#world.tally.count("accepted", transport);
    this.#add(new WebSocketConnection(socket, flow, this.#world), peerKey(transport, flow.remote));
  }

  /** Takes a stream that we opened, to be found again as `peer`. */
  dialled(conn: Deno.Conn, transport: "tcp" | "tls", peer: string): Connection {
    const flow = this.#flow(transport, asAddress(conn.localAddr), asAddress(conn.remoteAddr));
    this.#world.tally.count("dialled", transport);
    const connection = new StreamConnection(conn, flow, { accepted: false }, this.#world);
    this.#add(connection, peer);
    return connection;
  }

  /** The connection of this number, if it is open. */
  get(number: number): Connection | undefined {
    return this.#byNumber.get(number)?.connection;
  }

  /** An open connection to `peer` (see {@link peerKey}). */
  find(peer: string): Connection | undefined {
    return this.#byPeer.get(peer);
  }

  /** Closes what has been silent, or half-way through a message, for too long. */
  sweep(now: Instant): void {
    const { idleMs, messageMs } = this.#world.limits;
    for (const connection of this.#all()) {
      const { unfinishedSince, heardAt } = connection;
      if (unfinishedSince !== undefined && now - unfinishedSince >= messageMs) {
        connection.close(`No whole message came in ${messageMs} ms`);
      } else if (now - heardAt >= idleMs) {
        connection.close(`Nothing came in ${idleMs} ms`);
      }
    }
    this.#hangUp();
  }

  /** Closes every connection that stands on our address `ip`: it is not ours any more. */
  leave(ip: string): void {
    for (const connection of this.#all()) {
      if (connection.flow.local.ip === ip) connection.close(`The address ${ip} is gone`);
    }
  }

  /** Lets what was sent leave, then closes all; `within` cuts the waiting short. */
  async stop(within: Promise<void>): Promise<void> {
    const all = this.#all();
    await Promise.race([Promise.all(all.map((connection) => connection.flush())), within]);
    for (const connection of all) connection.close("The box is stopping");
    this.#hangUp();
    await Promise.race([Promise.all(this.#ending), within]);
  }

  #all(): readonly Connection[] {
    return Array.from(this.#byNumber.values(), (entry) => entry.connection);
  }

  #flow(transport: Transport, local: Address, remote: Address): ConnectedFlow {
    return { transport, local, remote, connection: ++this.#lastNumber };
  }

  #admits(flow: ConnectedFlow): boolean {
    const { limits, tally } = this.#world;
    const fromSource = this.#perSource.get(flow.remote.ip) ?? 0;
    if (this.size < limits.connections && fromSource < limits.connectionsPerSource) return true;
    tally.count("refused", flow.transport);
    this.#log.write({
      level: "debug",
      text: "Refusing a connection: too many are open",
      facts: { from: formatAddress(flow.remote), open: this.size, fromSource },
    });
    return false;
  }

  #add(connection: Connection, peer: string | undefined): void {
    const { connection: number, remote } = connection.flow;
    this.#byNumber.set(number, { connection, peer });
    if (peer !== undefined) this.#byPeer.set(peer, connection);
    this.#perSource.set(remote.ip, (this.#perSource.get(remote.ip) ?? 0) + 1);
    this.#ending.add(connection.done);
    connection.done.finally(() => this.#ending.delete(connection.done));
  }

  /** Ends what is closed but held open by its peer. */
  #hangUp(): void {
    if (this.#unheard.length > 0) this.#sockets?.hangUp(this.#unheard);
    this.#unheard = [];
  }

  #gone(connection: Connection, reason: string, on: ConnectionsEvents): void {
    const { connection: number, remote } = connection.flow;
    const peer = this.#byNumber.get(number)?.peer;
    this.#byNumber.delete(number);
    if (peer !== undefined && this.#byPeer.get(peer) === connection) this.#byPeer.delete(peer);
    const left = (this.#perSource.get(remote.ip) ?? 1) - 1;
    if (left === 0) this.#perSource.delete(remote.ip);
    else this.#perSource.set(remote.ip, left);
    this.#log.write({
      level: "debug",
      text: "A connection is closed",
      facts: { flow: formatFlow(connection.flow), reason },
    });
    if (connection.flow.transport === "tls" && !connection.isHeard) this.#unheard.push(connection.flow);
    on.closed(connection.flow);
  }
}

/** The name by which a connection is found again: transport, address, and for TLS the host that was verified. */
export function peerKey(transport: Transport, remote: Address, host?: string): string {
  return `${transport} ${formatAddress(remote)} ${host ?? ""}`;
}
