import {
  ADDRESS_WORDS,
  isIpv4,
  MOST_BROWSERS,
  readAddress,
  setIpv4,
  SHARED_SOCKETS,
  type Sockets,
} from "../engine/mod.ts";
import type { Epoll } from "./epoll.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNSPEC,
  CLOEXEC,
  EACCES,
  EADDRINUSE,
  errno,
  type Libc,
  NONBLOCK,
  SOCK_DGRAM,
  SYS,
} from "./libc.ts";

/** What one receive asks for: more than any RTP packet on an Ethernet. */
const RECEIVE = 2048;
/** Octets the system may hold for a socket: a few seconds of one stream; more would only be late. */
const RECEIVE_BUFFER = 65536;
/** The same for the socket that all browsers share. */
const SHARED_BUFFER = 16 * RECEIVE_BUFFER;
/** A flood may hold one wake-up no longer than so many packets. */
const DRAIN_AT_MOST = 256;

const IPV4_SOCKADDR = 16;
const IPV6_SOCKADDR = 28;

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const IPPROTO_IP = 0;
const IP_TOS = 1;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;
const IPV6_TCLASS = 67;
/** Expedited forwarding (RFC 3246), with the two ECN bits below it. */
const EF = 0xb8;

/** Who is handed in: everybody; the aim, but strangers may still be queued; only the aim. */
const OPEN = 0;
const LOCKING = 1;
const LOCKED = 2;

/** Who takes what was received. */
export interface Receiver {
  received(socket: number, length: number, filtered: boolean): void;
}

/** The engine's sockets over libc: non-blocking UDP sockets in one epoll. */
export class LibcSockets implements Sockets {
  readonly packet: Uint8Array<ArrayBuffer>;
  readonly source: Int32Array = new Int32Array(ADDRESS_WORDS);
  receiveErrors = 0;
  readonly #libc: Libc;
  readonly #epoll: Epoll;
  readonly #ips: Readonly<Record<4 | 6, string | undefined>>;
  readonly #dscp: boolean;
  /** By socket; 0: none. Those of the range, and the shared ones, are noted for whoever closes them. */
  readonly #descriptors: Int32Array;
  readonly #noted: Int32Array;
  readonly #families: Uint8Array;
  readonly #modes: Uint8Array;
  readonly #aims: (Uint8Array<ArrayBuffer> | undefined)[] = [];
  readonly #from: Uint8Array<ArrayBuffer> = new Uint8Array(IPV6_SOCKADDR);
  readonly #fromView: DataView = new DataView(this.#from.buffer);
  readonly #fromLength: Int32Array<ArrayBuffer> = new Int32Array(1);
  readonly #fromLengthBytes: Uint8Array<ArrayBuffer> = new Uint8Array(this.#fromLength.buffer);
  readonly #nobody: Uint8Array<ArrayBuffer> = new Uint8Array(IPV4_SOCKADDR);

  constructor(libc: Libc, epoll: Epoll, options: {
    readonly binds: readonly { readonly family: 4 | 6; readonly ip: string }[];
    readonly dscp: boolean;
    readonly descriptors: Int32Array;
    /** As large as the largest datagram: no length given to the system can overrun it. */
    readonly packet: Uint8Array<ArrayBuffer>;
  }) {
    this.packet = options.packet;
    this.#libc = libc;
    this.#epoll = epoll;
    const ipOf = (family: 4 | 6): string | undefined => options.binds.find((bind) => bind.family === family)?.ip;
    this.#ips = { 4: ipOf(4), 6: ipOf(6) };
    this.#dscp = options.dscp;
    this.#noted = options.descriptors;
    const sockets = this.#noted.length + 2 * MOST_BROWSERS;
    this.#descriptors = new Int32Array(sockets);
    this.#families = new Uint8Array(sockets);
    this.#modes = new Uint8Array(sockets);
    new DataView(this.#nobody.buffer).setUint16(0, AF_UNSPEC, true);
  }

  /** Receives what is ready on a socket and hands it to the engine. Runs for every packet and allocates nothing. */
  receive(socket: number, receiver: Receiver): void {
    if (this.#modes[socket] === LOCKED) {
      const length = this.#libc.transfer(SYS.read, this.#descriptors[socket]!, this.packet, RECEIVE);
      if (length > 0) receiver.received(socket, length, true);
      else if (length < 0) this.receiveErrors += 1;
      return;
    }
    // What strangers sent before the lock lies in the queue still: it is looked at, to the last packet.
    for (let packets = 0; packets < DRAIN_AT_MOST; packets++) {
      this.#fromLength[0] = IPV6_SOCKADDR;
      const length = this.#libc.recvfrom(
        this.#descriptors[socket]!,
        this.packet,
        RECEIVE,
        0,
        this.#from,
        this.#fromLengthBytes,
      );
      if (length < 0) {
        if (this.#modes[socket] === LOCKING) this.#modes[socket] = LOCKED;
        else if (packets === 0) this.receiveErrors += 1;
        return;
      }
      this.#readSource(this.#families[socket]!);
      if (length > 0) receiver.received(socket, length, false);
      if (this.#modes[socket] === OPEN) return;
    }
  }

  /** Whether sockets of the family can be bound to the configured address at all. */
  canBind(family: 4 | 6): boolean {
    const bound = this.#open(0, 0, family) === "bound";
    if (bound) this.#close(0);
    return bound;
  }

  bind(pair: number, port: number, family: 4 | 6): "bound" | "taken" | "refused" {
    if (2 * pair + 1 >= this.#noted.length - SHARED_SOCKETS) return "refused";
    const rtp = this.#open(2 * pair, port, family);
    if (rtp !== "bound") return rtp;
    const rtcp = this.#open(2 * pair + 1, port + 1, family);
    if (rtcp !== "bound") this.#close(2 * pair);
    return rtcp;
  }

  listen(pair: number): void {
    for (const socket of [2 * pair, 2 * pair + 1]) {
      const descriptor = this.#descriptors[socket]!;
      // A stranger may fill it as fast as we empty it: the bound is what the queue can hold.
      for (let packets = 0; packets < DRAIN_AT_MOST && this.#libc.recv(descriptor, this.packet, RECEIVE, 0) >= 0;) {
        packets += 1;
      }
      this.#epoll.add(descriptor, socket);
    }
  }

  rest(pair: number): void {
    for (const socket of [2 * pair, 2 * pair + 1]) {
      this.#epoll.remove(this.#descriptors[socket]!);
      if (this.#modes[socket] !== OPEN) this.unlock(socket);
      this.#aims[socket] = undefined;
    }
  }

  aim(socket: number, target: Int32Array): boolean {
    const family = this.#families[socket]!;
    if (isIpv4(target) !== (family === 4)) return false;
    const address = this.#aims[socket] ?? new Uint8Array(family === 4 ? IPV4_SOCKADDR : IPV6_SOCKADDR);
    writeSockaddr(address, target);
    // A link-local host (fe80::/10) is reached by the interface it was heard on.
    if (family === 6 && target[1]! >>> 22 === 0x3fa) address.set(this.#from.subarray(24, 28), 24);
    this.#aims[socket] = address;
    return true;
  }

  send(socket: number, length: number): number {
    const descriptor = this.#descriptors[socket]!;
    if (this.#modes[socket] !== OPEN) {
      return this.#libc.transfer(SYS.write, descriptor, this.packet, length);
    }
    const aim = this.#aims[socket];
    return aim === undefined ? -1 : this.#libc.sendto(descriptor, this.packet, length, 0, aim, aim.length);
  }

  lock(socket: number): boolean {
    const aim = this.#aims[socket];
    if (aim === undefined || this.#libc.connect(this.#descriptors[socket]!, aim, aim.length) !== 0) return false;
    this.#modes[socket] = LOCKING;
    return true;
  }

  unlock(socket: number): void {
    this.#libc.connect(this.#descriptors[socket]!, this.#nobody, this.#nobody.length);
    this.#modes[socket] = OPEN;
  }

  bindShared(socket: number, port: number, family: 4 | 6): "bound" | "taken" | "refused" {
    const outcome = this.#open(socket, port, family, SHARED_BUFFER);
    if (outcome === "bound") this.#epoll.add(this.#descriptors[socket]!, socket);
    return outcome;
  }

  borrow(socket: number, shared: number): void {
    this.#descriptors[socket] = this.#descriptors[shared]!;
    this.#families[socket] = this.#families[shared]!;
    this.#aims[socket] = undefined;
  }

  handBack(socket: number): void {
    this.#descriptors[socket] = 0;
    this.#aims[socket] = undefined;
  }

  #open(
    socket: number,
    port: number,
    family: 4 | 6,
    bufferOctets: number = RECEIVE_BUFFER,
  ): "bound" | "taken" | "refused" {
    const ip = this.#ips[family];
    if (ip === undefined) return "refused";
    const descriptor = this.#libc.socket(family === 4 ? AF_INET : AF_INET6, SOCK_DGRAM | NONBLOCK | CLOEXEC, 0);
    if (descriptor < 0) return "refused";
    this.#descriptors[socket] = descriptor;
    this.#noted[socket] = descriptor;
    this.#families[socket] = family;
    this.#set(descriptor, SOL_SOCKET, SO_RCVBUF, bufferOctets);
    if (family === 6) this.#set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    if (this.#dscp && family === 4) this.#set(descriptor, IPPROTO_IP, IP_TOS, EF);
    if (this.#dscp && family === 6) this.#set(descriptor, IPPROTO_IPV6, IPV6_TCLASS, EF);
    const address = localSockaddr(ip, port, family);
    if (this.#libc.bind(descriptor, address, address.length) === 0) return "bound";
    const error = errno(this.#libc);
    this.#close(socket);
    return error === EADDRINUSE || error === EACCES ? "taken" : "refused";
  }

  #close(socket: number): void {
    this.#libc.close(this.#descriptors[socket]!);
    this.#descriptors[socket] = 0;
    this.#noted[socket] = 0;
  }

  #set(descriptor: number, level: number, option: number, value: number): void {
    this.#libc.setsockopt(descriptor, level, option, new Uint8Array(Int32Array.of(value).buffer), 4);
  }

  #readSource(family: number): void {
    const view = this.#fromView;
    this.source[0] = view.getUint16(2);
    if (family === 4) {
      setIpv4(this.source, view.getInt32(4));
      return;
    }
    for (let word = 1; word < ADDRESS_WORDS; word++) this.source[word] = view.getInt32(4 + 4 * word);
  }
}

/** The local address to bind to, wildcards too. */
function localSockaddr(ip: string, port: number, family: 4 | 6): Uint8Array<ArrayBuffer> {
  const address = new Uint8Array(family === 4 ? IPV4_SOCKADDR : IPV6_SOCKADDR);
  const words = new Int32Array(ADDRESS_WORDS);
  if (family === 4) setIpv4(words, 0);
  const host = ip === "0.0.0.0" || ip === "::" ? words : readAddress(ip, 1);
  if (host === undefined) throw new Error(`Cannot bind RTP ports to "${ip}": expected an address of this box`);
  host[0] = port;
  writeSockaddr(address, host);
  return address;
}

function writeSockaddr(address: Uint8Array<ArrayBuffer>, target: Int32Array): void {
  const view = new DataView(address.buffer);
  const isSix = address.length === IPV6_SOCKADDR;
  view.setUint16(0, isSix ? AF_INET6 : AF_INET, true);
  view.setUint16(2, target[0]!);
  if (!isSix) view.setInt32(4, target[4]!);
  else for (let word = 1; word < ADDRESS_WORDS; word++) view.setInt32(4 + 4 * word, target[word]!);
}
