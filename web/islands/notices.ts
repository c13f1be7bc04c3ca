/**
 * What happened while one was on another page, or away: told on every page until it is seen to or crossed out, counted in the
 * menu, and by the system where it was allowed to and nobody looks.
 *
 * @module
 */
import type { News } from "../parts/mod.ts";

const EVERY_MS = 20_000;
/** What was crossed out or said, in this browser: the last of them. */
const KEPT = "notices";
const MOST_KEPT = 60;
/** What stands in the menu for more than is counted. */
const MOST_COUNTED = 20;

const CLASS: Readonly<Record<News["kind"], string>> = {
  ...{ missed: "warn", voicemail: "warn", alert: "warn" },
  ...{ help: "bad", broken: "bad", mended: "good" },
};

interface Kept {
  /** What is older was there before anybody looked. */
  readonly since: number;
  readonly crossed: readonly string[];
  /** Read aloud once. */
  readonly said: readonly string[];
}

/** The news of one page. */
class Notices {
  readonly #list: HTMLElement;
  readonly #shown = new Map<string, HTMLElement>();
  readonly #notified = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What was news when the page was opened. */
  #first: ReadonlySet<string> | undefined;

  /** @param list where they are told */
  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Asks now, and then again and again. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    if (!document.hidden || mayNotify()) {
      // Where the box is not reached there is no news; the next look is as good.
      const answer = await fetch("/notices", { redirect: "manual" }).catch(() => undefined);
      // Signed out: the next page says so.
      if (answer?.type === "opaqueredirect") return;
      if (answer?.ok) {
        const { counts, news } = await answer.json();
        count(counts);
        this.#tell(news);
      }
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), EVERY_MS);
  }

  #tell(news: readonly News[]): void {
    const first = this.#first ??= new Set(news.map(({ id }) => id));
    const isAtPhone = this.#list.dataset["notices"] === "phone";
    const told = isAtPhone ? news.filter((each) => !isToldByPhone(each, first)) : news;
    if (document.hidden) this.#notify(told);
    else this.#show(told);
  }

  #show(news: readonly News[]): void {
    const list = this.#list;
    const kept = keptNow(news);
    const isHere = ({ place }: News) => place === "/" ? location.pathname === "/" : location.pathname.startsWith(place);
    const here = news.filter(isHere);
    // Whoever is there sees all of them, those too that there was no room to tell of.
    const last = Math.max(0, ...here.map(({ at, kept }) => kept === undefined ? 0 : at));
    if (last > 0) tellSeen({ until: String(last) });
    const crossed = [...kept.crossed, ...here.map(({ id }) => id)];
    const wanted = news.filter((each) => isNews(each, { ...kept, crossed }) && !isHere(each));
    for (const id of this.#shown.keys()) if (!wanted.some((each) => each.id === id)) this.#remove(id);
    for (const each of wanted.toReversed()) {
      if (this.#shown.has(each.id)) continue;
      list.setAttribute("aria-live", kept.said.includes(each.id) ? "off" : "polite");
      const item = this.#itemOf(each);
      this.#shown.set(each.id, item);
      list.prepend(item);
    }
    keep({ ...kept, crossed, said: [...kept.said, ...wanted.map(({ id }) => id)] });
  }

  /** As the box has it, laid out here: a link to what it is about, and a button that takes it away. */
  #itemOf(news: News): HTMLElement {
    const { id, kind, text, path } = news;
    const item = this.#list.querySelector("template")!.content.firstElementChild!.cloneNode(true) as HTMLElement;
    item.dataset["news"] = kind;
    item.classList.add(CLASS[kind]);
    const link = item.querySelector("a")!;
    link.href = path;
    link.textContent = text;
    item.querySelector("button")!.addEventListener("click", () => {
      this.#remove(id);
      if (news.kept !== undefined) tellSeen({ id: news.kept });
      const kept = keptNow([]);
      keep({ ...kept, crossed: [...kept.crossed, id] });
    });
    return item;
  }

  #remove(id: string): void {
    this.#shown.get(id)?.remove();
    this.#shown.delete(id);
  }

  #notify(news: readonly News[]): void {
    const kept = keptNow(news);
    for (const each of news) {
      const { id, text, path } = each;
      if (!isNews(each, kept) || kept.said.includes(id) || this.#notified.has(id)) continue;
      this.#notified.add(id);
      const notification = new Notification(text, { tag: id });
      notification.onclick = () => {
        globalThis.focus();
        location.href = path;
      };
    }
  }
}

// Whoever is not signed in has no news.
const list = document.querySelector<HTMLElement>("[data-notices]");
if (list !== null) {
  const notices = new Notices(list);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void notices.look();
  });
  void notices.look();
}

function count(counts: Readonly<Record<string, number>>): void {
  for (const place of document.querySelectorAll<HTMLElement>(".nav [data-count]")) {
    const many = counts[place.dataset["count"] ?? ""] ?? 0;
    place.hidden = many === 0;
    place.textContent = many >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(many);
  }
}

/** The phone in the browser says who calls for help, how many messages there are, and who has rung in vain while it is open. */
function isToldByPhone({ kind, id, rangHim }: News, first: ReadonlySet<string>): boolean {
  return kind === "help" || kind === "voicemail" || (rangHim === true && !first.has(id));
}

/** What the box keeps is news until the box was told that it was seen, whatever this browser knows. */
function isNews({ id, at, kept: isKept }: News, { since, crossed }: Pick<Kept, "since" | "crossed">): boolean {
  return isKept !== undefined || (at > since && !crossed.includes(id));
}

/** Tells the box what was seen. Where it is not reached the notice stays, and is seen once more with a later look. */
function tellSeen(seen: Readonly<Record<string, string>>): void {
  void fetch("/notices/seen", { method: "POST", body: new URLSearchParams(seen) }).catch(() => undefined);
}

function mayNotify(): boolean {
  return "Notification" in globalThis && Notification.permission === "granted";
}

/** What this browser has kept; a browser that is new begins with what is newest. */
function keptNow(news: readonly News[]): Kept {
  const text = localStorage.getItem(KEPT);
  return text === null ? { since: Math.max(0, ...news.map(({ at }) => at)), crossed: [], said: [] } : JSON.parse(text);
}

function keep({ since, crossed, said }: Kept): void {
  const last = (ids: readonly string[]) => [...new Set(ids)].slice(-MOST_KEPT);
  localStorage.setItem(KEPT, JSON.stringify({ since, crossed: last(crossed), said: last(said) }));
}
