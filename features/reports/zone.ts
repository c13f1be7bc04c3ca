import type { Directory, Pbx, SavedReport } from "../../core/directory/mod.ts";

/** Whose clocks there are: the office's, and those of other phone systems. */
export interface Clocks {
  readonly office: Pick<Directory["office"], "timeZone">;
  readonly pbx: readonly Pick<Pbx, "name" | "timeZone">[];
}

/**
 * The one clock that a report goes by: its period is cut by it, its hours and days are named by it, and it is due by it. It is
 * the report's own `time_zone`; where it has none, that of the phone system whose calls it counts; where that has none, or it
 * counts the box's own, the office's. So "yesterday" is over when a report of it is due at midnight, whichever of two offices
 * has put its clock forward or back.
 *
 * @param tenant whose calls are counted, where that is not as the report says
 */
export function zoneOf(
  { timeZone, pbx }: Pick<SavedReport, "timeZone" | "pbx">,
  { office, pbx: systems }: Clocks,
  tenant: string | undefined = pbx,
): string {
  return timeZone ?? systems.find(({ name }) => name === tenant)?.timeZone ?? office.timeZone;
}
