import { type Address, type Flow, formatAddress, ipFromBytes, isIpv6, type Log } from "../base/mod.ts";

/** The C library by the name that every glibc since 1997 has; elsewhere sockets stay unmarked and we say so. */
const LIBC = "libc.so.6";
const SYMBOLS = {
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
} as const;

/** Linux's numbers, the same on x86-64 and arm64. */
const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_DGRAM = 2;
const TYPE = { level: 1, name: 3 } as const;
const RECEIVE_BUFFER = { level: 1, name: 8 } as const;
const RECEIVE_BUFFER_FORCE = { level: 1, name: 33 } as const;
const IP_TOS = { level: 0, name: 1 } as const;
const IPV6_TCLASS = { level: 41, name: 67 } as const;
const TCP_NODELAY = { level: 6, name: 1 } as const;
const SOCKADDR_BYTES = 28;
const SHUT_RDWR = 2;

/** CS3, call signalling (RFC 4594 §2.3), where DSCP stands in the byte. */
const CS3 = 24 << 2;
/** A burst of re-registrations after a power cut: 1,000 phones' REGISTERs wait without loss. */
const RECEIVE_BYTES = 4 * 1024 * 1024;

/**
 * Does to Deno's sockets what Deno has no word for: DSCP, large receive buffers, no Nagle delay on TLS, and hanging up.
 * Deno does not tell a socket's descriptor, so it is found among the process's own (`/proc/self/fd`) by its address.
 * What is set on a listener holds for the connections it accepts.
 */
export class SystemSockets implements Disposable {
  readonly #libc: Deno.DynamicLibrary<typeof SYMBOLS>;
  readonly #sockaddr = new Uint8Array(SOCKADDR_BYTES);
  readonly #length = new Uint32Array(1);
  readonly #value = new Uint32Array(1);
  readonly #lengthBytes = new Uint8Array(this.#length.buffer);
  readonly #valueBytes = new Uint8Array(this.#value.buffer);

  constructor(libc: Deno.DynamicLibrary<typeof SYMBOLS>) {
    this.#libc = libc;
  }

  /** Undefined, with a line in the log, where there is no such C library or it may not be used. */
  static open(log: Log): SystemSockets | undefined {
    try {
      Deno.statSync("/proc/self/fd");
      return new SystemSockets(Deno.dlopen(LIBC, SYMBOLS));
    } catch (error) {
      log.write({
        level: "warn",
        text: "Cannot mark signalling with DSCP CS3: this system does not let us set socket options",
        facts: { reason: String(error) },
      });
      return undefined;
    }
  }

  /** Marks every socket that is bound to one of `locals`, in one pass; the number of sockets found. */
  mark(locals: readonly Address[]): number {
    const wanted = new Set(locals.map(formatAddress));
    const ports = new Set(locals.map((local) => local.port));
    let found = 0;
    for (const fd of descriptors()) {
      const port = this.#portOf(fd, "getsockname");
      if (port === undefined || !ports.has(port)) continue;
      const ip = this.#ip();
      if (!wanted.has(formatAddress({ ip, port }))) continue;
      found++;
      this.#set(fd, isIpv6(ip) ? IPV6_TCLASS : IP_TOS, CS3);
      if (this.#get(fd, TYPE) !== SOCK_DGRAM) this.#set(fd, TCP_NODELAY, 1);
      else if (this.#set(fd, RECEIVE_BUFFER_FORCE, RECEIVE_BYTES) !== 0) this.#set(fd, RECEIVE_BUFFER, RECEIVE_BYTES);
    }
    return found;
  }

  /**
   * Ends connections that Deno closes too politely: a TLS stream whose handshake never came waits for it, with its
   * descriptor, until the *peer* goes. All of them in one pass over the descriptors. Returns how many there were.
   */
  hangUp(flows: readonly Flow[]): number {
    const wanted = new Map(flows.map(({ local, remote }) => [formatAddress(remote), local.port]));
    const ports = new Set(flows.map(({ remote }) => remote.port));
    let ended = 0;
    for (const fd of descriptors()) {
      const port = this.#portOf(fd, "getpeername");
      if (port === undefined || !ports.has(port)) continue;
      const ownPort = wanted.get(formatAddress({ ip: this.#ip(), port }));
      if (ownPort === undefined || this.#portOf(fd, "getsockname") !== ownPort) continue;
      this.#libc.symbols.shutdown(fd, SHUT_RDWR);
      ended++;
    }
    return ended;
  }

  [Symbol.dispose](): void {
    this.#libc.close();
  }

  /** The port a socket is bound or connected to; undefined for what is no IP socket, or has none. */
  #portOf(fd: number, which: "getsockname" | "getpeername"): number | undefined {
    this.#length[0] = SOCKADDR_BYTES;
    if (this.#libc.symbols[which](fd, this.#sockaddr, this.#lengthBytes) !== 0) return undefined;
    const family = this.#sockaddr[0];
    return family === AF_INET || family === AF_INET6 ? this.#sockaddr[2]! << 8 | this.#sockaddr[3]! : undefined;
  }

  /** The address that stood beside the port just read: made only for the few sockets whose port fits. */
  #ip(): string {
    return ipFromBytes(this.#sockaddr[0] === AF_INET6 ? this.#sockaddr.subarray(8, 24) : this.#sockaddr.subarray(4, 8));
  }

  #set(fd: number, option: { level: number; name: number }, value: number): number {
    this.#value[0] = value;
    return this.#libc.symbols.setsockopt(fd, option.level, option.name, this.#valueBytes, 4);
  }

  #get(fd: number, option: { level: number; name: number }): number {
    this.#length[0] = 4;
    this.#libc.symbols.getsockopt(fd, option.level, option.name, this.#valueBytes, this.#lengthBytes);
    return this.#value[0]!;
  }
}

/** Every descriptor of this process. One that is gone again when it is looked at is no socket any more. */
function descriptors(): readonly number[] {
  return Array.from(Deno.readDirSync("/proc/self/fd"), (entry) => Number(entry.name));
}
