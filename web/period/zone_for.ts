import type { Directory } from "../../core/directory/mod.ts";

/** By whose clock: that of another phone system, or the office's. */
export function zoneFor(tenant: string | undefined, { office, pbx }: Pick<Directory, "office" | "pbx">): string {
  return pbx.find(({ name }) => name === tenant)?.timeZone ?? office.timeZone;
}
