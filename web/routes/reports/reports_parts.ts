import type { ReportFormat, ReportPeriod } from "../../../core/directory/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import type { Step } from "./charts_of.ts";
import type { Shown } from "./shown.ts";

/** What the page of reports is drawn from. */
export interface ReportsParts {
  readonly visit: SignedVisit;
  /** Another phone system, whose calls are counted. */
  readonly tenant: string | undefined;
  /** Or why its rows cannot be read. */
  readonly shown: Shown | string;
  /** When each was last made. */
  readonly made: ReadonlyMap<string, number>;
  readonly period: ReportPeriod;
  readonly step: Step;
  readonly periods: readonly ReportPeriod[];
  readonly formats: readonly ReportFormat[];
}
