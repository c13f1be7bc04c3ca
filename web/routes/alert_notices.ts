import type { Alert, SignedVisit } from "../page/mod.ts";
import type { News, NewsAt } from "../parts/mod.ts";
import { mayDo } from "../sign_in/mod.ts";

const KINDS = { bad: "broken", warn: "alert", ok: "mended" } as const;
const PLACE = "/health";
/** Where one sees to what is not on the page of health; whoever sees that one may see these, too. */
const PLACES: Readonly<Record<string, string>> = { "sign-in": "/audit", "quality": "/reports" };

/** How the box goes, for whoever may see it: the newest words on it, and on how many things of its health the last is no good one. */
export function alertsFor({ account, world, words: { language } }: SignedVisit, most: number): NewsAt | undefined {
  if (!mayDo(account, "see-health")) return undefined;
  const alerts = world.alerts();
  if (alerts.length === 0) return undefined;
  const news = alerts.slice(0, most).map((alert): News => ({
    id: `alert ${alert.about} ${alert.of} ${alert.at}`,
    at: alert.at,
    kind: KINDS[alert.verdict],
    text: alert.text[language],
    path: placeOf(alert),
    place: placeOf(alert),
  }));
  const count = alerts.filter((alert) => alert.verdict !== "ok" && placeOf(alert) === PLACE).length;
  return { place: PLACE, count, news };
}

function placeOf({ about }: Alert): string {
  return PLACES[about] ?? PLACE;
}
