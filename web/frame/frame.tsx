import type { VNode } from "preact";
import type { DeskFrame, SignedVisit, Visit } from "../page/mod.ts";
import { Icon, IconFile, type IconName, NewsPlace } from "../parts/mod.ts";
import { mayIn, type Right } from "../sign_in/mod.ts";
import type { Words } from "../words/mod.ts";

interface Place {
  readonly path: string;
  readonly name: keyof Words["nav"];
  readonly icon: IconName;
  readonly needs: Right;
  /** Where else its pages are. */
  readonly also?: readonly string[];
}

/** Where one can go, in the order in which people want it. A page that is not there yet has no row. */
const PLACES: readonly Place[] = [
  { path: "/", name: "now", icon: "activity", needs: "see-live" },
  { path: "/operator", name: "operator", icon: "headset", needs: "operate" },
  { path: "/missed", name: "missed", icon: "phone-missed", needs: "see-calls" },
  { path: "/calls", name: "calls", icon: "phone", needs: "own" },
  { path: "/directory", name: "directory", icon: "book-user", needs: "own" },
  { path: "/voicemail", name: "voicemail", icon: "voicemail", needs: "own" },
  { path: "/recordings", name: "recordings", icon: "mic", needs: "hear" },
  { path: "/call", name: "softphone", icon: "headset", needs: "own" },
  { path: "/phone", name: "me", icon: "phone-forwarded", needs: "own" },
  { path: "/reports", name: "reports", icon: "bar-chart-3", needs: "see-reports" },
  { path: "/wallboard", name: "wallboard", icon: "monitor", needs: "see-live" },
  { path: "/office/extensions", name: "people", icon: "users", needs: "see-office" },
  { path: "/flow", name: "flow", icon: "network", needs: "see-office" },
  {
    path: "/office/numbers",
    also: ["/office/trunks", "/office/routes"],
    name: "numbers",
    icon: "phone-incoming",
    needs: "see-office",
  },
  { path: "/office", also: ["/settings"], name: "settings", icon: "settings", needs: "see-office" },
  { path: "/accounts", name: "accounts", icon: "shield-check", needs: "change-people" },
  { path: "/keys", name: "keys", icon: "key-round", needs: "change-people" },
  { path: "/health", name: "health", icon: "heart-pulse", needs: "see-health" },
  { path: "/audit", name: "audit", icon: "clipboard-list", needs: "see-audit" },
];

function Mark({ visit }: { readonly visit: Visit }): VNode {
  const { name } = visit.world.directory().office;
  return (
    <a class="mark" href="/">
      <img src={visit.world.assets.url("kontor.svg")} alt="" width="28" height="28" />
      <span>{name === "" ? "Kontor" : name}</span>
    </a>
  );
}

function Nav({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words, account, url, world } = visit;
  return (
    <ul class="nav">
      {PLACES.filter(({ needs }) => mayIn(world.directory(), account, needs)).map(({ path, name, icon }) => (
        <li key={path}>
          <a href={path} {...placeAt(url.pathname) === path ? { "aria-current": "page" } : {}}>
            <Icon name={icon} />
            {words.nav[name]}
            <span class="count" data-count={path} hidden />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The place one is at, or below: the one that says it most exactly. */
function placeAt(pathname: string): string | undefined {
  const isBelow = (path: string) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`));
  const fits = PLACES.flatMap(({ path, also = [] }) =>
    [path, ...also].filter(isBelow).map((found) => ({ path, found: found.length }))
  );
  return fits.sort((one, other) => other.found - one.found)[0]?.path;
}

/** What is around every page. */
export const FRAME: Omit<DeskFrame, "proof"> = {
  frame: (visit, { page }) => (
    <IconFile.Provider value={visit.world.assets.url("icons.svg")}>
      <a class="skip" href="#page">{visit.words.frame.skip}</a>
      <div class="desk">
        <nav class="side" aria-label={visit.words.frame.menu}>
          <div class="top">
            <Mark visit={visit} />
            <button
              class="button bare more"
              type="button"
              data-opens="side"
              aria-expanded="false"
              aria-label={visit.words.frame.menu}
            >
              <Icon name="menu" />
            </button>
          </div>
          <Nav visit={visit} />
          <form class="who" method="post" action="/sign-out">
            <a href="/me">{visit.account.fullName}</a>
            <button class="button bare" type="button" data-theme-switch aria-label={visit.words.frame.theme}>
              <Icon name="moon" />
            </button>
            <button class="button bare" type="submit" aria-label={visit.words.frame.signOut}>
              <Icon name="log-out" />
            </button>
          </form>
        </nav>
        <main class="page" id="page" tabindex={-1}>{page}</main>
      </div>
      {visit.url.pathname !== "/call" && <NewsPlace crossOut={visit.words.frame.crossOut} at="page" />}
      {visit.account.extension !== undefined && (
        <p
          class="toast"
          role="status"
          data-dial-told
          data-taken={visit.words.softphone.taken}
          data-rings={visit.words.softphone.mineRing}
        />
      )}
    </IconFile.Provider>
  ),
  bare: (visit, { page }) => (
    <IconFile.Provider value={visit.world.assets.url("icons.svg")}>
      <div class="alone">
        <main id="page">
          <Mark visit={visit} />
          {page}
        </main>
      </div>
    </IconFile.Provider>
  ),
  refusal: ({ words }, status) => {
    const { notAllowed, notAllowedText, notThere, notThereText, home } = words.frame;
    const [title, text] = status === 403 ? [notAllowed, notAllowedText] : [notThere, notThereText];
    return {
      title,
      page: (
        <div class="card padded">
          <h1>{title}</h1>
          <p class="soft">{text}</p>
          <p>
            <a class="button" href="/">{home}</a>
          </p>
        </div>
      ),
    };
  },
};
