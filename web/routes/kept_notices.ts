import { type NoticeOnDesk, readNoticeOnDesk } from "../../features/missed/mod.ts";
import { rowsOf } from "../missed/mod.ts";
import { type Route, type SignedVisit, textOf } from "../page/mod.ts";
import type { MissedRow, News } from "../parts/mod.ts";
import { mayIn } from "../sign_in/mod.ts";
import { isInScope, tenantQuery } from "./missed/question.ts";

/** Somebody has seen a notice that the box keeps for him (`id`), or all up to a moment (`until`, ms); be it for the second time. */
export const noticeSeen: Route = {
  path: "/notices/seen",
  needs: "self",
  post: ({ world, account: { extension } }, form) => {
    const until = Number(textOf(form, "until"));
    const which = until > 0 ? { until } : { id: textOf(form, "id") };
    if (extension !== undefined) world.ask({ type: "see-notices", number: extension, which });
    return Promise.resolve(new Response(null, { status: 204 }));
  },
};

interface Kept {
  readonly id: string;
  /** Wall clock of the box, ms. */
  readonly at: number;
  readonly on: NoticeOnDesk;
}

/** What the box keeps for whoever is signed in, newest first: he is one of whom `missed: notify:` tells on the desk. */
export function keptFor({ world, account: { extension } }: SignedVisit): readonly Kept[] {
  if (extension === undefined) return [];
  const answer = world.ask({ type: "notices", number: extension });
  if (answer.type !== "notices") return [];
  return answer.notices.flatMap((notice) => {
    const on = readNoticeOnDesk(notice);
    return on === undefined ? [] : [{ id: notice.id, at: notice.at, on }];
  });
}

/** The newest of them in his words, so many at most. */
export async function keptNews(kept: readonly Kept[], visit: SignedVisit, most: number): Promise<readonly News[]> {
  const news: News[] = [];
  for (const each of kept) {
    if (news.length === most) break;
    const told = await newsOf(each, visit);
    if (told !== undefined) news.push(told);
  }
  return news;
}

/** Whether one of those that rang was his. */
export function rangHim(
  rang: MissedRow["rang"],
  { extension }: Pick<SignedVisit["account"], "extension">,
): Pick<News, "rangHim"> {
  return rang.some(({ number }) => number === extension) ? { rangHim: true } : {};
}

/** Undefined where the caller has been forgotten meanwhile. */
async function newsOf({ id, at, on }: Kept, visit: SignedVisit): Promise<News | undefined> {
  const { world, account, words: { frame: words, calls } } = visit;
  const place = mayIn(world.directory(), account, "see-calls") ? "/missed" : "/calls";
  const news = { at, kind: "missed", place, kept: id } as const;
  const query = place === "/missed" ? tenantQuery(on.tenant) : "";
  if (on.kind === "digest") return { ...news, id: `${id} ${at}`, text: words.newsDigest(on.open), path: place + query };
  const entry = await world.missed.entry(on.tenant, on.entry);
  if (entry === undefined || entry.isErased) return undefined;
  const [row] = await rowsOf([entry], visit);
  const seesIt = place === "/missed" && isInScope(entry, account.scope, world.directory());
  return {
    ...news,
    ...rangHim(row?.rang ?? [], account),
    id: `missed ${entry.id} ${row?.attempts ?? 0}`,
    text: words.newsMissed(row?.name ?? row?.number ?? calls.hidden),
    path: seesIt ? `/missed/${encodeURIComponent(entry.id)}${query}` : place,
  };
}
