import { Wallboard } from "../../islands/mod.ts";
import { snapshotOf } from "../../live/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";

/** *Now* for a big screen: what an office looks up to. */
export const wallboard: Route = {
  path: "/wallboard",
  needs: "see-live",
  get: async (visit) => {
    const { world, words, account } = visit;
    return {
      title: words.wallboard.title,
      frame: "bare",
      page: (
        <div class="wall">
          <h1 class="only-heard">{words.wallboard.title}</h1>
          <Wallboard
            first={snapshotOf(world, account.scope)}
            missed={await missedToday(visit)}
            at={world.clock.wall()}
            timeZone={world.directory().office.timeZone}
            words={words.wallboard}
          />
        </div>
      ),
    };
  },
};

/** What changes slowly and is read from a list: asked for now and then. */
export const wallboardMissed: Route = {
  path: "/wallboard/missed",
  needs: "see-live",
  get: async (visit) => Response.json(await missedToday(visit), { headers: { "cache-control": "no-store" } }),
};

/** Since midnight by the office's clock; whose scope is not all of it is told nothing of the others' callers. */
async function missedToday({ world, account }: SignedVisit) {
  if (account.scope !== undefined) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(world.clock.wall()));
  const midnight = now.toZonedDateTimeISO(world.directory().office.timeZone).startOfDay();
  return await world.missedSince(midnight.epochMilliseconds);
}
