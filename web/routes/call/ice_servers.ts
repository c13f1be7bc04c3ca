import { type BrowserPhones, TURN_LOGIN_S, turnLoginFor } from "../../../core/directory/mod.ts";
import type { Route } from "../../page/mod.ts";
import type { IceServer, IceServers } from "../../softphone/mod.ts";

/** By what a phone in a browser gets through from outside. It asks as calls begin, so that what it is told soon means nothing. */
export const iceServers: Route = {
  path: "/call/ice-servers",
  needs: "own",
  get: ({ world, account: { extension } }) => {
    if (extension === undefined) return new Response(null, { status: 404 });
    const servers = iceServersFor(world.directory().browserPhones, extension, world.clock.wall());
    return Response.json({ servers, holdsS: TURN_LOGIN_S } satisfies IceServers, {
      headers: { "cache-control": "no-store" },
    });
  },
};

/** @param now milliseconds since 1970 */
export function iceServersFor(phones: BrowserPhones, extension: string, now: number): readonly IceServer[] {
  const { stun, turn } = phones;
  const asked = stun.length === 0 ? [] : [{ urls: stun.map((server) => `stun:${server}`) }];
  const login = turn.length === 0 ? undefined : turnLoginFor(phones, extension, now);
  return login === undefined ? asked : [...asked, { urls: turn, ...login }];
}
