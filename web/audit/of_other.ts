import { OWN_TENANT } from "../../features/missed/mod.ts";
import type { AuditFacts } from "./actions.ts";

/** What the audit says besides of an act on missed calls that are another phone system's; nothing for the box's own. */
export function ofOther(tenant: string): Pick<AuditFacts, "tenant"> {
  return tenant === OWN_TENANT ? {} : { tenant };
}
