import type { Directory } from "../../core/directory/mod.ts";
import { ANONYMOUS, callerKey } from "../../core/routing/mod.ts";

const LONGEST = 64;

/** What lists call a caller whose number is written in any way: by the country of the phone system whose caller he is. */
export function keyOfCaller(
  written: string,
  { tenant, directory: { pbx, office } }: {
    readonly tenant: string;
    readonly directory: Pick<Directory, "pbx" | "office">;
  },
): string {
  const country = pbx.find(({ name }) => name === tenant)?.country ?? office.country;
  return written.startsWith("raw:") ? written : callerKey(written, { country });
}

/** Whether it is one caller who is called so: not all who hide their number, and no line that breaks. */
export function isOneCaller(key: string): boolean {
  return key !== ANONYMOUS && /\d/.test(key) && !/\p{Cc}/u.test(key) && key.length <= LONGEST;
}
