import { Operator } from "../../islands/mod.ts";
import type { Route } from "../../page/mod.ts";
import { areAllShown } from "../live_people.ts";
import { NoPhone } from "../phone/no_phone.tsx";
import { mayTurnNight } from "../night.ts";
import { seatOf } from "./seat.ts";

/** Who waits, who is there to take them, and all that is done in between by a few keys. */
export const operator: Route = {
  path: "/operator",
  needs: "operate",
  get: (visit) => {
    const { world, words } = visit;
    const { park, codes, extensions, office } = world.directory();
    const seat = seatOf(visit);
    const { title, noExtension: none, noExtensionText: noneText } = words.operator;
    if (seat === undefined) return { title, page: <NoPhone {...{ visit, title, icon: "headset", none, noneText }} /> };
    return {
      title,
      page: (
        <Operator
          first={world.operator.of(seat)}
          at={world.clock.wall()}
          areAll={areAllShown(world.directory())}
          canTurnNight={mayTurnNight(visit)}
          place={{ timeZone: office.timeZone, language: words.language }}
          slots={park.slots}
          mailboxes={codes["voicemail-to"] === false
            ? []
            : [...extensions.values()].filter(({ mailbox }) => mailbox !== undefined).map(({ number }) => number)}
          words={words.operator}
          now={words.now}
        />
      ),
    };
  },
};

/** The same as it changes: server-sent events. */
export const liveOperator: Route = {
  path: "/operator/live",
  needs: "operate",
  get: (visit) => {
    const seat = seatOf(visit);
    return seat === undefined ? new Response(null, { status: 404 }) : visit.world.liveOperator(seat, visit.still);
  },
};
