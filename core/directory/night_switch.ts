import type { Directory } from "./directory.ts";

/** What is dialled to turn a night switch; undefined where the office has switched its code off. */
export function nightSwitch({ codes }: Pick<Directory, "codes">, digit: string): string | undefined {
  return codes.night === false ? undefined : codes.night + digit;
}

/** Whether that is dialled to turn a night switch by which some hours go, and not another code. */
export function isNightSwitch({ codes, hours }: Pick<Directory, "codes" | "hours">, dialled: string): boolean {
  return dialled === codes.night ||
    [...hours.values()].some(({ night }) => night !== false && dialled === nightSwitch({ codes }, night));
}
