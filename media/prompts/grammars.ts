import type { Language } from "../../core/sound/mod.ts";
import { english } from "./english.ts";
import type { Grammar } from "./grammar.ts";
import { romanian } from "./romanian.ts";

/** How every language puts its clips together. */
export const GRAMMARS: Readonly<Record<Language, Grammar>> = { en: english, ro: romanian };
