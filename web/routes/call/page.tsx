import { Softphone } from "../../islands/mod.ts";
import { phoneSnapshotOf } from "../../live/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Icon, NewsPlace, Told } from "../../parts/mod.ts";
import { dialable } from "../../softphone/mod.ts";
import { NoPhone } from "../phone/no_phone.tsx";
import { areAllShown } from "../live_people.ts";

/**
 * The phone in the browser. `?to=` is what somebody came here to call, from a link on any page, a customer database, or as
 * the browser's own way of opening `tel:`: it stands in the field and waits for him, so that no page elsewhere can call.
 */
export const callPage: Route = {
  path: "/call",
  needs: "own",
  get: (visit) => {
    const { world, words: { nav, frame }, account: { extension } } = visit;
    const known = extension === undefined ? undefined : world.directory().extensions.get(extension);
    if (known !== undefined) return open(visit, known);
    const page = (
      <>
        <NewsPlace crossOut={frame.crossOut} at="page" />
        <NoPhone visit={visit} title={nav.softphone} />
      </>
    );
    return { title: nav.softphone, page };
  },
};

/** What is seen beside it, as it changes: server-sent events. */
export const livePhone: Route = {
  path: "/live/phone",
  needs: "own",
  get: ({ world, account: { extension }, still }) =>
    extension === undefined ? new Response(null, { status: 404 }) : world.livePhone(extension, still),
};

function open(visit: SignedVisit, { number, name }: { readonly number: string; readonly name: string }): Answer {
  const { world, words, url } = visit;
  const { office, codes: { "echo-test": echoTest } } = world.directory();
  return {
    title: words.softphone.title,
    page: (
      <>
        <header class="head">
          <h1>{words.softphone.title}</h1>
          <a class="button own-window" href="/call" target="kontor-phone">
            <Icon name="external-link" />
            {words.softphone.ownWindow}
          </a>
        </header>
        {url.searchParams.has("rings") && <Told>{words.softphone.mineRing}</Told>}
        <noscript>
          <form class="card padded narrow row" method="post" action="/call/dial">
            <input
              class="input"
              name="number"
              type="tel"
              aria-label={words.softphone.number}
              value={dialable(url.searchParams.get("to") ?? "")}
            />
            <button class="button first" type="submit">{words.softphone.ringMine}</button>
          </form>
        </noscript>
        <NewsPlace crossOut={words.frame.crossOut} at="phone" />
        <Softphone
          extension={number}
          name={name}
          first={phoneSnapshotOf(world, number)}
          at={world.clock.wall()}
          words={words.softphone}
          nowWords={words.now}
          areAll={areAllShown(world.directory())}
          place={{ timeZone: office.timeZone, language: words.language }}
          {...echoTest === false ? {} : { echoTest }}
          dial={dialable(url.searchParams.get("to") ?? "")}
        />
      </>
    ),
  };
}
