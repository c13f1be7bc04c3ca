/**
 * Every page of the desk, as the table of its routes has them: whoever adds a route adds it here, or says why it is none.
 *
 * @module
 */
import { ROUTES } from "../../web/routes/mod.ts";

/** What a GET answers that nobody looks at: streams, sounds, what scripts ask for; and whatever is called as a file is. */
const NO_PAGES: ReadonlySet<string> = new Set([
  "/sip",
  "/live/now",
  "/live/people",
  "/live/health",
  "/live/missed",
  "/missed/list",
  "/notices",
  "/wallboard/missed",
  "/readings",
  "/reports/file",
  "/live/phone",
  "/call/about",
  "/call/caller",
  "/call/ice-servers",
  "/operator/live",
  "/operator/calls/:leg/last",
  "/directory/list",
  "/directory/numbers",
  "/directory/of",
  "/directory/import/:draft/far",
  "/health/log",
  "/doors/:door/picture",
  "/recordings/:id/sound",
  "/recordings/:id/outline",
  "/settings/certificate/asking",
  "/settings/sounds/:kind/hear",
  "/voicemail/:box/:message/sound",
  "/voicemail/:box/greeting/:kind/sound",
]);
const FILE = /\.[a-z]+$/;
/** Pages of who is not signed in, or only half. */
const OUTSIDE: ReadonlySet<string> = new Set(["/claim", "/sign-in", "/sign-in/code"]);

/** Routes with parameters: whoever adds one fills it in wherever all pages are visited, else the compiler says where. */
type PageOfThings =
  | "/accounts/:name"
  | "/calls/:call"
  | "/directory/:contact"
  | "/directory/import/:draft"
  | "/missed/:entry"
  | "/office-history/:revision"
  | "/office/:section"
  | "/office/:section/:item"
  | "/queues/:queue"
  | "/tenants/:tenant/calls"
  | "/tenants/:tenant/calls/:call";

/** The paths of pages that are about one thing, by the route's path: `/calls/:call` is `["/calls/c0a1"]`; none where none is there. */
export type PagesOfThings = Readonly<Record<PageOfThings, readonly string[]>>;

/**
 * The paths of all pages that somebody who is signed in may see. Throws for a route with parameters that nobody has filled
 * in: its page would be left out.
 */
export function pagesOfDesk(things: PagesOfThings): readonly string[] {
  const filledIn = new Map<string, readonly string[]>(Object.entries(things));
  return ROUTES.filter(({ get, path }) => get !== undefined && isPage(path))
    .flatMap(({ path }) => {
      if (!path.includes(":")) return [path];
      const filled = filledIn.get(path);
      if (filled === undefined) {
        throw new Error(`Cannot visit "${path}": nobody has said of which things there are pages`);
      }
      return filled;
    });
}

function isPage(path: string): boolean {
  return !NO_PAGES.has(path) && !OUTSIDE.has(path) && !FILE.test(path);
}
