/**
 * Room for one test: free ports and a folder that goes away with it.
 *
 * @module
 */

/** The address everything of a test lives on. */
export const HERE = "127.0.0.1";

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

/**
 * The first of `count` neighbouring ports that are free for UDP and TCP. The range lies below the ephemeral ports and
 * below everybody's RTP, so that nobody takes them between the look and the use.
 */
export function freePorts(count: number): number {
  for (let tries = 0; tries < 200; tries++) {
    const first = 4_000 + 2 * Math.floor(Math.random() * 2_900);
    if (Array.from({ length: count }, (_, step) => first + step).every(isFree)) return first;
  }
  throw new Error(`Cannot find ${count} free ports on ${HERE}`);
}

/** A new folder; {@link removeFolder} ends it. */
export function newFolder(name: string): Promise<string> {
  return Deno.makeTempDir({ prefix: `kontor-${name}-` });
}

export async function removeFolder(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true });
}
