import { type Address, type Chance, fail, isIpv6, type Result } from "../base/mod.ts";
import { bindingRequest, readBinding, TRANSACTION_ID_BYTES } from "../stun/mod.ts";
import type { Dns } from "./dns.ts";

/** RFC 8489 §6.2.1: the first retransmission; each later one waits twice as long. */
const FIRST_WAIT_MS = 500;
const USUAL_PORT = 3478;

/**
 * The router's outer address, as a STUN server sees it. `server` is `stun.example.com`, `192.0.2.7:3478`, `[2001:db8::7]`.
 * Faults: `bad-server`, `no-host` (its name has no IPv4 address), `no-answer`, and those of `readBinding`.
 */
export async function findPublicAddress(
  server: string,
  timeoutMs: number,
  world: { readonly dns: Dns; readonly chance: Chance },
): Promise<Result<Address>> {
  const parsed = parseServer(server);
  if (parsed === undefined) return fail("bad-server", `Cannot use STUN server "${server}": expected host or host:port`);
  const ip = await findIp(parsed.ip, world.dns);
  if (ip === undefined) return fail("no-host", `Cannot find STUN server "${parsed.ip}"`);
  return await ask({ ip, port: parsed.port }, timeoutMs, world.chance);
}

function parseServer(server: string): Address | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(server);
  const port = Number(match?.[3] ?? USUAL_PORT);
  const ip = match?.[1] ?? match?.[2];
  return ip === undefined || port < 1 || port > 65535 ? undefined : { ip, port };
}

async function findIp(host: string, dns: Dns): Promise<string | undefined> {
  if (isIpv6(host) || /^[\d.]+$/.test(host)) return host;
  // Behind a NAT there is IPv4; with IPv6 there is nothing to find.
  const [record] = await dns.lookup({ type: "A", name: host });
  return record !== undefined && "ip" in record ? record.ip : undefined;
}

async function ask(server: Address, timeoutMs: number, chance: Chance): Promise<Result<Address>> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: isIpv6(server.ip) ? "::" : "0.0.0.0", port: 0 });
  const transactionId = chance.bytes(TRANSACTION_ID_BYTES);
  const request = bindingRequest(transactionId);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let sending: Promise<unknown> = Promise.resolve();
  let refusal = "";
  const send = (waitMs: number) => {
    // A network that is not there yet may be there for the next one.
    sending = socket.send(request, { transport: "udp", hostname: server.ip, port: server.port })
      .catch((error) => refusal = `: ${error}`);
    timers.add(setTimeout(() => send(2 * waitMs), waitMs));
  };
  const late = new Promise<undefined>((resolve) => timers.add(setTimeout(() => resolve(undefined), timeoutMs)));
  const answer = readAnswer(socket, transactionId);
  send(FIRST_WAIT_MS);
  const found = await Promise.race([answer, late]);
  for (const timer of timers) clearTimeout(timer);
  await sending;
  socket.close();
  await answer;
  return found ?? fail("no-answer", `Cannot reach STUN server "${server.ip}" in ${timeoutMs} ms${refusal}`);
}

/** The first answer to our own question; undefined when the socket is closed before. */
async function readAnswer(socket: Deno.DatagramConn, transactionId: Uint8Array): Promise<Result<Address> | undefined> {
  for (;;) {
    try {
      const [bytes] = await socket.receive();
      const read = readBinding(bytes, transactionId);
      if (read.ok || read.fault.code === "refused" || read.fault.code === "no-address") return read;
    } catch (error) {
      if (error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) return undefined;
      throw error;
    }
  }
}
