import type { ReportFilter, ReportFormat, ReportPeriod } from "../../../core/directory/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import type { Step } from "./charts_of.ts";
import type { Shown } from "./shown.ts";
import type { Within } from "../../period/mod.ts";

/** What the page of reports is drawn from. */
export interface ReportsParts {
  readonly visit: SignedVisit;
  /** Another phone system, whose calls are counted. */
  readonly tenant: string | undefined;
  /** Of these calls alone; undefined: of all. */
  readonly of: ReportFilter | undefined;
  /** Or why its rows cannot be read; undefined while its tables are made anew. */
  readonly shown: Shown | string | undefined;
  /** When each was last made. */
  readonly made: ReadonlyMap<string, number>;
  readonly within: Within;
  /** Why its days cannot be looked at, in words. */
  readonly fault?: string | undefined;
  readonly step: Step;
  readonly periods: readonly ReportPeriod[];
  readonly formats: readonly ReportFormat[];
}
