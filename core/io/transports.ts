import { type Address, assertNever, type Flow, isIpv6, type Transport } from "../base/mod.ts";
import type { Certificate } from "../certificate/mod.ts";
import { Acceptor, proveCertificate } from "./acceptor.ts";
import { isWildcard, type LocalAddress, localAddresses, nearestAddress } from "./addresses.ts";
import { Connections, peerKey } from "./connections.ts";
import type { TransportEvents, Transports, TransportSettings, TransportWorld } from "./contract.ts";
import { Dialer } from "./dialer.ts";
import { DEFAULT_LIMITS, type TransportLimits } from "./limits.ts";
import { type ListenerKind, Listening } from "./listening.ts";
import { SystemSockets } from "./system_sockets.ts";
import { Tally } from "./tally.ts";
import { UdpSocket } from "./udp.ts";

/** Opens the sockets; throws, leaving none open, when one cannot be had. */
export async function startTransports(
  settings: TransportSettings,
  world: TransportWorld,
  on: TransportEvents,
): Promise<Transports> {
  const transports = new SystemTransports(settings, world, on);
  await transports.start();
  return transports;
}

class SystemTransports implements Transports {
  readonly #world: TransportWorld;
  readonly #on: TransportEvents;
  readonly #limits: TransportLimits;
  readonly #tally = new Tally();
  readonly #sockets: SystemSockets | undefined;
  readonly #connections: Connections;
  readonly #dialer: Dialer;
  readonly #listening: Listening;
  readonly #kinds: readonly ListenerKind[];
  readonly #udp = new Map<string, UdpSocket>();
  readonly #readLocals: () => readonly LocalAddress[];
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  #locals: readonly LocalAddress[];
  #certificate: Certificate | undefined;
  /** What changes the listeners happens one after the other. */
  #changing: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;
  #listed: Transports["listening"] = [];

  constructor(settings: TransportSettings, world: TransportWorld, on: TransportEvents) {
    this.#world = world;
    this.#on = on;
    this.#limits = { ...DEFAULT_LIMITS, ...settings.limits };
    this.#certificate = settings.certificate;
    this.#readLocals = world.locals ?? localAddresses;
    this.#locals = this.#readLocals();
    this.#sockets = SystemSockets.open(world.log);
    const unsent = (flow: Flow, text: string) => this.#unsent(flow, text);
    this.#connections = new Connections(
      { log: world.log, clock: world.clock, tally: this.#tally, limits: this.#limits, sockets: this.#sockets },
      { message: on.message.bind(on), closed: (flow) => queueMicrotask(() => on.closed(flow)), unsent },
    );
    this.#dialer = new Dialer({
      limits: this.#limits,
      connections: this.#connections,
      sockets: this.#sockets,
      authorities: settings.authorities ?? [],
      unsent,
    });
    this.#kinds = this.#makeKinds(settings);
    this.#listening = new Listening({ bind: settings.bind, kinds: this.#kinds }, world.log);
  }

  get listening(): Transports["listening"] {
    return this.#listed;
  }

  async start(): Promise<void> {
    try {
      await this.#listening.start(this.#locals);
    } catch (error) {
      this.#sockets?.[Symbol.dispose]();
      throw error;
    }
    this.#list();
    this.#timers.push(
      setInterval(() => this.#connections.sweep(this.#world.clock.now()), this.#limits.sweepMs),
      setInterval(() => this.#change(() => this.#rescan()), this.#limits.rescanMs),
    );
  }

  send(flow: Flow, bytes: Uint8Array): void {
    const { transport } = flow;
    switch (transport) {
      case "udp":
        return this.#sendDatagram(flow, bytes);
      case "tcp":
      case "tls":
        if (flow.connection === undefined) return this.#dialer.send(flow, transport, bytes);
        return this.#sendOver(this.#connections.get(flow.connection), flow, bytes);
      case "ws":
      case "wss":
        // A browser cannot be called up: it must have come to us.
        return this.#sendOver(
          flow.connection === undefined
            ? this.#connections.find(peerKey(transport, flow.remote))
            : this.#connections.get(flow.connection),
          flow,
          bytes,
        );
      default:
        assertNever(transport);
    }
  }

  localFor(transport: Transport, remote: Address): Address | undefined {
    const ours = this.#listed.filter((entry) => entry.transport === transport);
    const nearest = nearestAddress(ours.map(({ address }) => this.#localOf(address.ip)), remote.ip);
    return ours.find(({ address }) => address.ip === nearest?.ip)?.address;
  }

  adoptWebSocket(
    socket: WebSocket,
    { secure, local, ...ends }: {
      readonly secure: boolean;
      readonly local: Address;
      readonly remote: Address;
      readonly vouched?: string;
    },
  ): void {
    const ip = isWildcard(local.ip) ? nearestAddress(this.#locals, ends.remote.ip)?.ip ?? local.ip : local.ip;
    this.#connections.adopt(socket, secure ? "wss" : "ws", { ...ends, local: { ip, port: local.port } });
  }

  nameHost(address: Address, host: string): void {
    this.#dialer.name(address, host);
  }

  renewCertificate(certificate: Certificate): Promise<void> {
    return this.#change(async () => {
      const kind = this.#kinds.find((kind) => kind.transport === "tls");
      const known = this.#certificate;
      if (kind === undefined || isSame(known, certificate)) return;
      proveCertificate(certificate);
      const first = known === undefined;
      this.#certificate = certificate;
      if (first) return await this.#rescan();
      await this.#listening.reopen(kind);
      this.#list();
    });
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  figures(): Record<string, number> {
    return {
      sip_listeners: this.#listed.length,
      sip_connections: this.#connections.size,
      sip_connection_sources: this.#connections.sources,
      sip_connections_dialling: this.#dialer.size,
      ...this.#tally.figures(),
    };
  }

  /** An address that no interface lists (any of 127.0.0.0/8 can be bound) is a network of its own. */
  #localOf(ip: string): LocalAddress {
    return this.#locals.find((local) => local.ip === ip) ?? { ip, networkBits: isIpv6(ip) ? 128 : 32 };
  }

  async #stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#changing;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#limits.stopMs);
    await this.#listening.stop();
    await this.#dialer.stop();
    await this.#connections.stop(late);
    clearTimeout(timer);
    this.#sockets?.[Symbol.dispose]();
  }

  #change(change: () => Promise<void>): Promise<void> {
    const done = this.#changing.then(() => this.#stopped === undefined ? change() : undefined);
    // Who asked for a change hears of its failure; the next one goes ahead.
    this.#changing = done.then(() => {}, () => {});
    return done;
  }

  async #rescan(): Promise<void> {
    this.#locals = this.#readLocals();
    const { changed, gone } = await this.#listening.refresh(this.#locals);
    for (const ip of gone) this.#connections.leave(ip);
    if (!changed) return;
    this.#list();
    this.#on.addresses?.(this.#listed);
  }

  #makeKinds({ udp, tcp, tls }: TransportSettings): readonly ListenerKind[] {
    const { log } = this.#world;
    const kinds: ListenerKind[] = [];
    if (udp !== false) kinds.push({ transport: "udp", port: udp, open: (bind) => this.#openUdp(bind) });
    if (tcp !== false) {
      const accept = (conn: Deno.Conn) => this.#connections.accept(conn, "tcp");
      kinds.push({ transport: "tcp", port: tcp, open: (bind) => new Acceptor(bind, { log }, accept) });
    }
    if (tls !== false) {
      const accept = (conn: Deno.Conn) => this.#connections.accept(conn, "tls");
      const open = (bind: Address) => {
        const certificate = this.#certificate;
        return certificate && new Acceptor(bind, { log, certificate }, accept);
      };
      kinds.push({ transport: "tls", port: tls, open });
    }
    return kinds;
  }

  #openUdp(bind: Address): UdpSocket {
    const socket = new UdpSocket(bind, { log: this.#world.log, tally: this.#tally }, {
      message: this.#on.message.bind(this.#on),
      unsent: (flow, text) => this.#unsent(flow, text),
      closed: () => {
        this.#udp.delete(socket.local.ip);
        this.#listening.forget(socket);
      },
    });
    this.#udp.set(socket.local.ip, socket);
    return socket;
  }

  #list(): void {
    this.#listed = this.#listening.list();
    this.#sockets?.mark(this.#listed.map(({ address }) => address));
  }

  /** A flow remembered from before an address change leaves from the address that is nearest now. */
  #sendDatagram(flow: Flow, bytes: Uint8Array): void {
    const socket = this.#udp.get(flow.local.ip) ??
      this.#udp.get(this.localFor("udp", flow.remote)?.ip ?? "");
    if (socket === undefined || isIpv6(socket.local.ip) !== isIpv6(flow.remote.ip)) {
      return this.#unsent(flow, `Cannot send to "${flow.remote.ip}": we have no UDP socket that reaches it`);
    }
    socket.send(flow, bytes);
  }

  #sendOver(connection: ReturnType<Connections["get"]>, flow: Flow, bytes: Uint8Array): void {
    if (connection !== undefined) connection.send(flow, bytes);
    else this.#unsent(flow, `Cannot send over ${flow.transport} to "${flow.remote.ip}": its connection is closed`);
  }

  /** Told after the turn that sent it. */
  #unsent(flow: Flow, text: string): void {
    this.#tally.count("unsent", flow.transport);
    queueMicrotask(() => this.#on.unsent(flow, text));
  }
}

function isSame(one: Certificate | undefined, other: Certificate): boolean {
  return one?.certPem === other.certPem && one.keyPem === other.keyPem;
}
