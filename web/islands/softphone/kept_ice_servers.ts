import type { IceServer, IceServers } from "../../softphone/mod.ts";

const NONE: IceServers = { servers: [], holdsS: 0 };

/**
 * The servers by which calls get through from outside: asked of the box as a call begins, and kept for half of the time that
 * their logins hold. A page may be open for weeks, and whoever steals it has them for an hour.
 */
export function keptIceServers(
  { ask = askBox, now = Date.now }: {
    readonly ask?: () => Promise<IceServers | undefined>;
    readonly now?: () => number;
  } = {},
): () => Promise<readonly IceServer[]> {
  let kept = { ...NONE, until: -Infinity };
  return async () => {
    if (now() >= kept.until) {
      const asked = await ask();
      // The box is not heard: what is known may still hold.
      if (asked !== undefined) kept = { ...asked, until: now() + (asked.holdsS / 2) * 1_000 };
    }
    return kept.servers;
  };
}

async function askBox(): Promise<IceServers | undefined> {
  try {
    const response = await fetch("/call/ice-servers");
    return response.ok ? await response.json() : undefined;
  } catch (error) {
    // No network just now.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
