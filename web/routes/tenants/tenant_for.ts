import type { Pbx } from "../../../core/directory/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** The phone system that the address names; undefined: there is none, or he sees only part of the office. */
export function tenantFor({ world, account, params }: SignedVisit): Pbx | undefined {
  return account.scope === undefined ? world.directory().pbx.find(({ name }) => name === params["tenant"]) : undefined;
}
