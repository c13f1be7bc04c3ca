import type { Json } from "../base/mod.ts";

/** The family of the notebook that knows the announcements recorded from phones, by their number. */
export const ANNOUNCEMENT_FAMILY = "announcement";

/** The file, below the box's data folder; undefined where nothing has been recorded. */
export function recordedAnnouncement(kept: Json | undefined): string | undefined {
  return typeof kept === "string" ? kept : undefined;
}
