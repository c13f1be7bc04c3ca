import { type Address, isIpv6 } from "../../base/mod.ts";
import { localAddresses, nearestAddress } from "../../io/mod.ts";

/** Repeated after 0, 0.4 and 1.2 s, as both STUN (RFC 8489 §6.2.1) and SIP over UDP would. */
const REPEAT_AFTER_MS = [0, 400, 800] as const;
const GIVE_UP_AFTER_MS = 1000;

/** What came back on a UDP socket of its own: what `read` makes of it, and the address it was sent from. */
export interface Exchanged<T> {
  readonly from: Address;
  /** Undefined: nothing came back in time. */
  readonly value: T | undefined;
}

/** Sends a datagram up to three times until `read` makes something of an answer; silence takes 2.2 s. */
export async function exchange<T>(
  to: Address,
  write: (from: Address) => Uint8Array,
  read: (bytes: Uint8Array) => T | undefined,
): Promise<Exchanged<T>> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: localIpTowards(to), port: 0 });
  const { hostname: ip, port } = socket.addr as Deno.NetAddr;
  const from = { ip, port };
  const done = Promise.withResolvers<T | undefined>();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const receiving = receive(socket, read, done.resolve);
  try {
    const bytes = write(from);
    // What cannot be sent (no route) cannot be answered either.
    const send = (): void => {
      socket.send(bytes, { transport: "udp", hostname: to.ip, port: to.port }).catch(() => done.resolve(undefined));
    };
    let afterMs = 0;
    for (const gapMs of REPEAT_AFTER_MS) {
      afterMs += gapMs;
      timers.push(setTimeout(send, afterMs));
    }
    timers.push(setTimeout(() => done.resolve(undefined), afterMs + GIVE_UP_AFTER_MS));
    return { from, value: await done.promise };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    socket.close();
    await receiving;
  }
}

function localIpTowards(to: Address): string {
  return nearestAddress(localAddresses(), to.ip)?.ip ?? (isIpv6(to.ip) ? "::" : "0.0.0.0");
}

async function receive<T>(
  socket: Deno.DatagramConn,
  read: (bytes: Uint8Array) => T | undefined,
  done: (value: T) => void,
): Promise<void> {
  try {
    for await (const [bytes] of socket) {
      const value = read(bytes);
      if (value !== undefined) done(value);
    }
  } catch (error) {
    // Linux reports a port that nobody listens on (ICMP) to the next receive.
    if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
  }
}
