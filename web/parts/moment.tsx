import type { VNode } from "preact";
import { dateFormat } from "./formats.ts";

export interface MomentParts {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** IANA: the office's, so that everybody speaks of the same hour. */
  readonly timeZone: string;
  readonly language: "en" | "ro";
}

/** A day and an hour, as people of the office write it; machines find it in full. */
export function Moment({ at, timeZone, language }: MomentParts): VNode {
  return <time datetime={new Date(at).toISOString()}>{momentOf({ at, timeZone, language })}</time>;
}

/** `15–21 Nov 2026` where it is whole days, from midnight to midnight; else from which moment to which. */
export function periodOf(
  { from, to }: { readonly from: number; readonly to: number },
  place: Omit<MomentParts, "at">,
): string {
  const { timeZone, language } = place;
  const isMidnight = (at: number) =>
    dateFormat("en", { timeStyle: "medium", hourCycle: "h23", timeZone }).format(at) === "00:00:00";
  if (to <= from || !isMidnight(from) || !isMidnight(to)) {
    return `${momentOf({ at: from, ...place })} – ${momentOf({ at: to, ...place })}`;
  }
  return dateFormat(language, { dateStyle: "medium", timeZone }).formatRange(from, to - 1);
}

/** `21 Nov 2026, 09:30` */
export function momentOf({ at, timeZone, language }: MomentParts): string {
  return dateFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}
