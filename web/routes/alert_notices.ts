import { localTime, type WallTime } from "../../core/base/mod.ts";
import type { Alert, SignedVisit } from "../page/mod.ts";
import type { News, NewsAt } from "../parts/mod.ts";
import { mayDo } from "../sign_in/mod.ts";

const KINDS = { bad: "broken", warn: "alert", ok: "mended" } as const;
const PLACE = "/health";
/** Where one sees to what is not on the page of health; whoever sees that one may see these, too. */
const PLACES: Readonly<Record<string, string>> = { "sign-in": "/audit" };
/** What is said to sound bad did so in the hour before. */
const HEARD_MS = 3_600_000;

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
    path: placeOf(alert, world),
    place: placeOf(alert, world),
  }));
  const count = alerts.filter((alert) => alert.verdict !== "ok" && placeOf(alert, world) === PLACE).length;
  return { place: PLACE, count, news };
}

function placeOf({ about, of, at }: Alert, world: SignedVisit["world"]): string {
  return about === "quality" ? callsHeard(of, at, world) : PLACES[about] ?? PLACE;
}

/** Where the bad calls from a trunk or an extension are listed, of that day. */
function callsHeard(of: string, at: number, world: SignedVisit["world"]): string {
  const { trunks, office: { timeZone } } = world.directory();
  const since = localTime(at - HEARD_MS as WallTime, timeZone).date;
  return `/calls?${new URLSearchParams({ sounded: "bad", [trunks.has(of) ? "trunk" : "q"]: of, since })}`;
}
