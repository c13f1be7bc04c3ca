import type { Directory } from "../../core/directory/mod.ts";
import type { SeeingDoor } from "../parts/mod.ts";
import { LiveOffice } from "../islands/mod.ts";
import { snapshotOf } from "../live/mod.ts";
import { shownOnce } from "../live/operator/mod.ts";
import type { Route, SignedVisit } from "../page/mod.ts";
import { healthNow } from "./health/health_now.ts";
import { areAllShown } from "./live_people.ts";
import { mayTurnNight } from "./night.ts";
import { mayDo } from "../sign_in/mod.ts";

/** Who talks with whom, who is free, which lines stand: the first page of the day. */
export const now: Route = {
  path: "/",
  needs: "see-live",
  get: (visit) => {
    const { world, words, account } = visit;
    return {
      title: words.now.title,
      page: (
        <>
          <header class="head">
            <h1>{words.now.title}</h1>
          </header>
          <LiveOffice
            first={snapshotOf({ ...world, shown: shownOnce() }, account.scope)}
            at={world.clock.wall()}
            words={words.now}
            canSteer={mayDo(account, "steer-calls")}
            canTurnNight={mayTurnNight(visit)}
            scope={account.scope}
            {...mayDo(account, "see-health") ? { health: healthNow({ world, words }) } : {}}
            areAll={areAllShown(world.directory())}
            doors={doorsOf(world.directory())}
            place={{ timeZone: world.directory().office.timeZone, language: words.language }}
          />
        </>
      ),
    };
  },
};

/** The same as it changes: server-sent events. */
export const liveNow: Route = {
  path: "/live/now",
  needs: "see-live",
  get: ({ world, account, still }) => world.live(account.scope, still),
};

export const liveHangUp: Route = {
  path: "/live/calls/:call/hang-up",
  needs: "steer-calls",
  post: async (visit) => {
    const { world, account, from, params: { call = "" } } = visit;
    if (!isInScope(visit, call)) return new Response(null, { status: 404 });
    const answer = world.ask({ type: "hang-up", call });
    if (answer.type !== "done") return new Response(null, { status: 404 });
    await world.signIn.note("call.hung-up", { who: account.name, address: from.address, facts: { call } });
    return new Response(null, { status: 204 });
  },
};

/** Somebody has seen to a call for help: no page tells of it any more, and the audit knows who it was. */
export const liveCrossOutHelp: Route = {
  path: "/live/help/:help/cross-out",
  needs: "steer-calls",
  post: async ({ world, account, from, params: { help = "" } }) => {
    const told = snapshotOf(world, account.scope).help.find(({ id }) => id === help);
    if (told === undefined || world.ask({ type: "cross-out-help", id: help }).type !== "done") {
      return new Response(null, { status: 404 });
    }
    const facts = { call: help, from: told.from.number, number: told.number };
    await world.signIn.note("help.crossed-out", { who: account.name, address: from.address, facts });
    return new Response(null, { status: 204 });
  },
};

function isInScope({ world, account }: SignedVisit, call: string): boolean {
  return snapshotOf(world, account.scope).calls.some(({ id }) => id === call);
}

/** Doors at which one can see who stands there. */
function doorsOf({ doors }: Directory): readonly SeeingDoor[] {
  return doors.flatMap(({ name, number, trunk, picture }) =>
    picture === undefined ? [] : [{ name, number, ...trunk === undefined ? {} : { trunk } }]
  );
}
