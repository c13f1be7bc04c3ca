import type { VNode } from "preact";
import { VISIT_ENDS } from "../../../core/record/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { callsLeft, type When } from "./calls_of.ts";
import { type ShareLine, Shares } from "./shares.tsx";
import type { Shown } from "./shown.ts";
import { tableOf } from "./told.ts";

/** How callers left each queue: each line leads to their calls. */
export function QueueExits({ shown, visit, when, nameOf }: {
  readonly shown: Shown;
  readonly visit: SignedVisit;
  readonly when: When;
  readonly nameOf: (queue: string) => string;
}): VNode | null {
  const table = tableOf(shown.now, "exits");
  if (table === undefined || table.rows.length === 0) return null;
  const { words: { reports: words, language } } = visit;
  const lines = table.rows.flatMap(([queue, , count = null, share = null, to = null], at): readonly ShareLine[] => {
    const how = VISIT_ENDS.find((each) => each === table.codes?.[at]);
    if (how === undefined) return [];
    const named = `${nameOf(String(queue))} ${queue}`.trim();
    return [{
      ...{ said: `${named}: ${words.exitAs[how]}`, count, share, list: callsLeft(String(queue), how, when) },
      ...to === null ? {} : { more: ` ${words.wentTo} ${to}` },
    }];
  });
  return <Shares title={words.exits} lines={lines} language={language} />;
}
