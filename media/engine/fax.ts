import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

/** Whether the leg's sound is a fax's, or goes to one: a fax wants every sample, in time, and none made better. */
export function carriesFax(leg: Leg): boolean {
  return leg.isFax || leg.partner?.isFax === true;
}

/** Tells of a fax that was found at the leg. True once: it may be that packets need only be passed on from now on. */
export function watchFax(ground: Ground, leg: Leg): boolean {
  const tone = leg.companion.takeFax();
  if (tone === undefined) return false;
  leg.isFax = true;
  ground.emit({ type: "fax", leg: leg.id, tone });
  return true;
}

/** A leg and whoever hears it are carried as faxes need it, or no longer. */
export function settleFax(leg: Leg): void {
  for (const each of [leg, leg.partner]) {
    if (each === undefined) continue;
    each.companion.isAside = carriesFax(each);
    if (each.companion.isAside) each.voice?.fix();
  }
}
