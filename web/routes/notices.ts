import { OWN_TENANT } from "../../features/missed/mod.ts";
import { rowsOf } from "../missed/mod.ts";
import type { Route, SignedVisit } from "../page/mod.ts";
import type { News, NewsAt } from "../parts/mod.ts";
import { mayIn } from "../sign_in/mod.ts";
import { alertsFor } from "./alert_notices.ts";
import { keptFor, keptNews, rangHim } from "./kept_notices.ts";
import { entriesFor } from "./missed/question.ts";

const DAY_MS = 86_400_000;
/** What was missed before is on its page, and no news. */
const MISSED_FOR_MS = 3 * DAY_MS;
/** So many of a kind are counted, and so many are told of. */
const MOST_COUNTED = 20;
const MOST_TOLD = 3;

/**
 * What waits for whoever is signed in: callers whom his part of the office has missed, messages in his mailbox, calls for
 * help, and how the box goes. Every page asks for it now and then: a stream more for each would take one of the six connections that browsers have.
 */
export const notices: Route = {
  path: "/notices",
  needs: "self",
  get: async (visit) => {
    const kinds = [helpOf(visit), await missedOf(visit), voicemailOf(visit), alertsFor(visit, MOST_TOLD)].filter((
      each,
    ) => each !== undefined);
    const counts = Object.fromEntries(kinds.map(({ place, count }) => [place, count]));
    const news = kinds.flatMap(({ news }) => news).sort((one, other) => other.at - one.at);
    return Response.json({ counts, news }, { headers: { "cache-control": "no-store" } });
  },
};

async function missedOf(visit: SignedVisit): Promise<NewsAt | undefined> {
  const { account, world, words: { frame: words, calls } } = visit;
  const seesCalls = mayIn(world.directory(), account, "see-calls");
  if (!seesCalls && account.extension === undefined) return undefined;
  const kept = keptFor(visit);
  const isKept = (id: string) => kept.some(({ on }) => on.kind === "missed" && on.entry === id);
  // Whoever sees no list of the office is told of whoever rang at his own phone, or in a queue of that number's.
  const his = seesCalls ? visit : { ...visit, account: { ...account, scope: [account.extension!] } };
  const question = { states: ["open"], since: world.clock.wall() - MISSED_FOR_MS } as const;
  const { entries } = await entriesFor(his, { tenant: OWN_TENANT, question }, MOST_COUNTED);
  const others = entries.filter(({ id }) => !isKept(id));
  const rows = await rowsOf(others.slice(0, MOST_TOLD), visit);
  const place = seesCalls ? "/missed" : "/calls";
  const news = rows.map(({ id, name, number, lastAt, attempts, rang }): News => ({
    ...rangHim(rang, account),
    // Whoever calls again is news again.
    id: `missed ${id} ${attempts}`,
    at: lastAt,
    kind: "missed",
    text: words.newsMissed(name ?? number ?? calls.hidden),
    path: seesCalls ? `/missed/${encodeURIComponent(id)}` : place,
    place,
  }));
  const count = Math.min(others.length + kept.length, MOST_COUNTED);
  return { place, count, news: [...await keptNews(kept, visit, MOST_TOLD), ...news] };
}

function voicemailOf(
  { account: { extension }, world, words: { frame: words, calls } }: SignedVisit,
): NewsAt | undefined {
  if (extension === undefined) return undefined;
  const answer = world.ask({ type: "mailbox", box: extension });
  if (answer.type !== "mailbox") return undefined;
  const fresh = answer.mailbox.messages.filter(({ state }) => state === "new")
    .toSorted((one, other) => other.at - one.at);
  const news = fresh.slice(0, MOST_TOLD).map(({ id, at, from }): News => ({
    id: `voicemail ${id}`,
    at,
    kind: "voicemail",
    text: words.newsVoicemail(from?.name || from?.number || calls.hidden),
    path: "/voicemail",
    place: "/voicemail",
  }));
  return { place: "/voicemail", count: Math.min(fresh.length, MOST_COUNTED), news };
}

function helpOf({ account, world, words: { frame: words } }: SignedVisit): NewsAt | undefined {
  if (!mayIn(world.directory(), account, "see-live")) return undefined;
  const answer = world.ask({ type: "live" });
  if (answer.type !== "live") return undefined;
  const { help } = answer.live;
  const news = help.slice(0, MOST_TOLD).map(({ id, at, number, from }): News => ({
    id: `help ${id}`,
    at,
    kind: "help",
    text: words.newsHelp(from.name || from.number, number),
    path: "/",
    place: "/",
  }));
  return { place: "/", count: Math.min(help.length, MOST_COUNTED), news };
}
