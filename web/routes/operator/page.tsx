import { Operator } from "../../islands/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { areAllShown } from "../live_people.ts";
import { seatOf } from "./seat.ts";

/** Who waits, who is there to take them, and all that is done in between by a few keys. */
export const operator: Route = {
  path: "/operator",
  needs: "operate",
  get: (visit) => {
    const { world, words } = visit;
    const { park, codes, extensions } = world.directory();
    const seat = seatOf(visit);
    if (seat === undefined) return noPhone(visit);
    return {
      title: words.operator.title,
      page: (
        <Operator
          first={world.operator.of(seat)}
          at={world.clock.wall()}
          areAll={areAllShown(world.directory())}
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

function noPhone({ words: { operator: words } }: SignedVisit): Answer {
  return {
    title: words.title,
    page: (
      <>
        <header class="head">
          <h1>{words.title}</h1>
        </header>
        <section class="card">
          <div class="empty">
            <Icon name="headset" />
            <b>{words.noExtension}</b>
            <span class="soft">{words.noExtensionText}</span>
          </div>
        </section>
      </>
    ),
  };
}

/** The same as it changes: server-sent events. */
export const liveOperator: Route = {
  path: "/operator/live",
  needs: "operate",
  get: (visit) => {
    const seat = seatOf(visit);
    return seat === undefined ? new Response(null, { status: 404 }) : visit.world.liveOperator(seat, visit.still);
  },
};
