/**
 * Room for one test: free ports and a folder that goes away with it.
 *
 * @module
 */

/** The address everything of a test lives on. */
export const HERE = "127.0.0.1";

/** No browser opens a page there (the Fetch standard's bad ports, of those that are handed out here). */
const BARRED: ReadonlySet<number> = new Set([
  ...[4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697],
]);

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: HERE, port }).close();
    Deno.listenDatagram({ transport: "udp", hostname: HERE, port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}

/** What was handed out: whoever has it may bind it later than the next one looks. */
const given = new Set<number>();

/**
 * The first of `count` neighbouring ports that are free for UDP and TCP. The range lies below the ephemeral ports and
 * below everybody's RTP, so that nobody takes them between the look and the use.
 */
export function freePorts(count: number): number {
  for (let tries = 0; tries < 200; tries++) {
    const first = 4_000 + 2 * Math.floor(Math.random() * 2_900);
    const ports = Array.from({ length: count }, (_, step) => first + step);
    if (!ports.every((port) => !given.has(port) && !BARRED.has(port) && isFree(port))) continue;
    for (const port of ports) given.add(port);
    return first;
  }
  throw new Error(`Cannot find ${count} free ports on ${HERE}`);
}

/** So many thousands of ports for RTP lie below the ephemeral ones, from here on. */
const RTP_THOUSANDS = 22;
const RTP_FROM = 10_000;

/** For a box that is alone and carries more calls than a thousand ports do. */
export const ALL_RTP_PORTS: readonly [number, number] = [RTP_FROM, RTP_FROM + 1_000 * RTP_THOUSANDS - 1];

/** The thousands that were handed out last: boxes of one test stand beside each other. */
const lastThousands: number[] = [];
const MOST_BESIDE = 5;

/** A thousand ports for RTP, below the ephemeral ones, where nobody else has any as far as a look at some of them tells. */
export function freeRtpPorts(): readonly [number, number] {
  for (let tries = 0; tries < 200; tries++) {
    const from = RTP_FROM + 1_000 * Math.floor(Math.random() * RTP_THOUSANDS);
    if (lastThousands.includes(from) || ![0, 1, 500, 998, 999].every((step) => isFree(from + step))) continue;
    lastThousands.push(from);
    if (lastThousands.length > MOST_BESIDE) lastThousands.shift();
    return [from, from + 999];
  }
  throw new Error(`Cannot find a thousand free ports on ${HERE}`);
}

/** A new folder; {@link removeFolder} ends it. */
export function newFolder(name: string): Promise<string> {
  return Deno.makeTempDir({ prefix: `kontor-${name}-` });
}

export async function removeFolder(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true });
}
