import type { VNode } from "preact";
import { type DeskLanguage, SCHEDULES } from "../../words/mod.ts";

/** What fields that say when something is done again and again name as their `list`. */
export const SCHEDULE_LIST = "schedules";

/** What is usual, in words: whoever knows cron types what he likes. */
export function Schedules({ language }: { readonly language: DeskLanguage }): VNode {
  return (
    <datalist id={SCHEDULE_LIST}>
      {Object.entries(SCHEDULES[language]).map(([cron, said]) => <option key={cron} value={cron}>{said}</option>)}
    </datalist>
  );
}
