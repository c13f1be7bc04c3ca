import { CODE_ABOUT_RO, CODE_NAMES, CODE_TABLE } from "../../../core/directory/mod.ts";

/** What the schema says of feature codes, in Romanian, by the English. */
export const RO_CODES: Readonly<Record<string, string>> = {
  "Feature codes, as dialled": "Codurile de serviciu, cum se formează",
  ...Object.fromEntries(CODE_NAMES.map((name) => [sentence(CODE_TABLE[name].about), sentence(CODE_ABOUT_RO[name])])),
};

function sentence(about: string): string {
  return `${about[0]!.toUpperCase()}${about.slice(1)}`;
}
