import { countedInRomanian } from "../../core/base/mod.ts";
import type { DeskLanguage } from "./in_both.ts";

/** What is counted, as one of it and as several are called: `apel`, `apeluri`. */
export type Forms = readonly [one: string, more: string];

const [english, romanian] = [new Intl.NumberFormat("en-GB"), new Intl.NumberFormat("ro-RO")];

/** `1 call`, `1,200 calls`; `1 apel`, `1.200 de apeluri`. */
export function counted(count: number, forms: Forms, language: DeskLanguage): string {
  if (language === "ro") return countedInRomanian(count, forms, romanian.format(count));
  return `${english.format(count)} ${count === 1 ? forms[0] : forms[1]}`;
}
