import type { Condition } from "../../core/record/mod.ts";
import { REPORT_DIMENSIONS, type ReportDimension, type ReportFilter } from "../../core/directory/mod.ts";
import type { AgentData } from "./agents.ts";
import type { CallQuestion } from "./report.ts";
import type { ReportCall } from "./report_call.ts";
import type { GroupKind } from "./sums.ts";

/** By which calls are added up, hour by hour. */
export type SumKind = Exclude<GroupKind, "all">;

/** Groups of which the record keeps sums. */
export interface SumGroups {
  readonly kind: SumKind;
  readonly names: readonly string[];
}

/** What a filter names: each dimension that it names anything of. */
export function dimensionsOf(of: ReportFilter = {}): readonly (readonly [ReportDimension, readonly string[]])[] {
  return REPORT_DIMENSIONS.flatMap((dimension) => {
    const names = [...new Set(of[dimension])];
    return names.length === 0 ? [] : [[dimension, names] as const];
  });
}

/** Whether a call is one of those that a report is of. */
export function isOf(call: ReportCall, of: ReportFilter = {}): boolean {
  return dimensionsOf(of).every(([dimension, names]) => HAS[dimension](call, (name) => names.includes(name)));
}

type IsNamed = (name: string) => boolean;

const HAS: Readonly<Record<ReportDimension, (call: ReportCall, isNamed: IsNamed) => boolean>> = {
  queue: ({ queue }, isNamed) => queue !== undefined && isNamed(queue),
  number: ({ direction, dialled }, isNamed) => direction === "inbound" && isNamed(dialled),
  trunk: ({ trunk }, isNamed) => trunk !== undefined && isNamed(trunk),
  agent: ({ direction, answeredBy }, isNamed) =>
    direction === "inbound" && answeredBy !== undefined && isNamed(answeredBy),
  extension: ({ madeBy, offers }, isNamed) =>
    madeBy !== undefined && isNamed(madeBy) || offers.some(({ extension }) => isNamed(extension)),
};

/**
 * The groups whose sums a filter's figures can be added up from. Undefined: they are counted from rows. That is so of an
 * extension's calls, of what is filtered twice, and where queues promise something of their own, by which the sums of another
 * group cannot tell.
 */
export function sumGroupsOf(
  of: ReportFilter,
  { thresholds = {} }: { readonly thresholds?: Readonly<Record<string, number>> },
): SumGroups | undefined {
  const [only, ...others] = dimensionsOf(of);
  if (only === undefined || others.length > 0) return undefined;
  const [kind, names] = only;
  return kind === "extension" || (kind !== "queue" && Object.keys(thresholds).length > 0) ? undefined : { kind, names };
}

/** What those did of whom a report is. What agents did for a queue, a number or a trunk alone nobody knows: undefined. */
export function agentsOf(known: AgentData, of: ReportFilter = {}): AgentData | undefined {
  const wanted = of.agent ?? of.extension;
  if (wanted === undefined) return dimensionsOf(of).length === 0 ? known : undefined;
  return {
    counts: new Map([...known.counts].filter(([agent]) => wanted.includes(agent))),
    changes: known.changes.filter(({ agent }) => wanted.includes(agent)),
  };
}

/** What the rows of its calls are like: one of these. An extension is looked for among those who sat in them. */
export function conditionsOf(of: ReportFilter, prefix: "" | "call." = ""): readonly (readonly Condition[])[] {
  return dimensionsOf(of).reduce<readonly (readonly Condition[])[]>(
    (anyOf, [dimension, names]) =>
      dimension === "extension" ? anyOf : anyOf.flatMap((where) =>
        names.map((value) => [
          ...where,
          ...dimension === "number" || dimension === "agent"
            ? [{ column: `${prefix}direction`, is: "=", value: "in" } as const]
            : [],
          { column: `${prefix}${COLUMNS[dimension]}`, is: "=", value } as const,
        ])
      ),
    [[]],
  );
}

/** Of the table `call`. */
const COLUMNS = { queue: "queue", number: "dialled", trunk: "trunk", agent: "reached_number" } as const;

/** The same, as lists of calls are asked for it. */
export function questionOf(of: ReportFilter = {}): Partial<CallQuestion> {
  const asked = dimensionsOf(of).map(([dimension, names]) => [ASKED[dimension], names.length === 1 ? names[0] : names]);
  const isInbound = of.number !== undefined || of.agent !== undefined;
  return { ...Object.fromEntries(asked), ...isInbound ? { direction: "in" } : {} };
}

const ASKED = { queue: "queue", number: "dialled", trunk: "trunk", agent: "reached", extension: "extension" } as const;
