import type { VNode } from "preact";
import type { ReportFilter } from "../../../core/directory/mod.ts";
import { promiseOf } from "../../../features/reports/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { callsServed, type When } from "./calls_of.ts";
import { type ShareLine, Shares } from "./shares.tsx";
import type { Shown } from "./shown.ts";
import { tableOf } from "./told.ts";

export interface ServedParts {
  readonly shown: Shown;
  readonly visit: SignedVisit;
  /** Undefined where the calls cannot be listed. */
  readonly when: When | undefined;
  readonly of: ReportFilter | undefined;
  readonly tenant: string | undefined;
}

/** What service levels are made of: each line leads to its calls, where all of them are judged alike. */
export function ServedCallers({ shown, visit, when, of, tenant }: ServedParts): VNode | null {
  const { words: { reports: words, language }, world } = visit;
  const table = tableOf(shown.now, "served");
  if (table === undefined) return null;
  const withinS = promisedBy(world.directory(), { of, tenant });
  const lines = table.rows.map(([, count = null, share = null], nth): ShareLine => ({
    ...{ said: words.servedAs[nth] ?? "", count, share },
    list: when === undefined || withinS === undefined ? undefined : callsServed(nth, withinS, when),
  }));
  return <Shares title={words.served} lines={lines} language={language} />;
}

/** In how many seconds all these callers were to be answered; undefined: each queue has promised something of its own. */
function promisedBy(
  { queues, pbx, reports }: ReturnType<SignedVisit["world"]["directory"]>,
  { of, tenant }: Pick<ServedParts, "of" | "tenant">,
): number | undefined {
  const other = pbx.find(({ name }) => name === tenant);
  const answerWithinS = other?.answerWithinS ?? reports.answerWithinS;
  const all = other === undefined
    ? [...queues.values()].map(({ number, answerWithinS }) => [number, answerWithinS] as const)
    : other.queues.map(({ id, answerWithinS }) => [id, answerWithinS] as const);
  const thresholds = Object.fromEntries(all.flatMap(([queue, s]) => s === undefined ? [] : [[queue, s]]));
  return promiseOf({ answerWithinS, thresholds, ...of === undefined ? {} : { of } });
}
