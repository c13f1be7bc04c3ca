import type { Directory } from "../../core/directory/mod.ts";
import { type Policy, policyOf } from "./policy.ts";
import type { OwnOffice } from "./record/mod.ts";

/** What this box's own calls are read and judged by: plain values, which cross to the thread that does so. */
export interface OwnRules {
  readonly policy: Policy;
  readonly office: OwnOffice;
}

/** As the office has them now. */
export function ownRulesOf({ office, missed, queues, groups, history }: RuleSource): OwnRules {
  const { country, timeZone } = office;
  return {
    policy: { ...policyOf(missed), keepYears: history.keepYears, country, timeZone },
    office: {
      country,
      queues: Object.fromEntries([...queues.values()].map(({ number, name }) => [number, name])),
      groups: Object.fromEntries([...groups.values()].map(({ number, name }) => [number, name])),
    },
  };
}

type RuleSource = Pick<Directory, "office" | "missed" | "queues" | "groups" | "history">;
