import type { Language } from "../sound/mod.ts";
import type { Spoken } from "./announcement.ts";
import type { Destination } from "./destination.ts";
import type { TakesIn } from "./takes_in.ts";

/** What a key of a menu does: first the language, then the way. */
export interface MenuKey {
  /** Without it the menu is heard again. */
  readonly to?: Destination;
  /** In which the caller is spoken to from now on. */
  readonly language?: Language;
}

/** Callers hear what they can choose from, and choose by keys. */
export interface Menu extends TakesIn {
  /** As destinations name it: `menu main`. */
  readonly name: string;
  readonly number?: string;
  readonly says: readonly Spoken[];
  /** By what is pressed: a key, or several. */
  readonly keys: Readonly<Record<string, MenuKey>>;
  /** Whether an extension's number may be dialled too. */
  readonly direct: boolean;
  /** How long the first key is waited for once all is said, and each one after it. */
  readonly firstS: number;
  readonly nextS: number;
  /** How often in all it is heard by one who chooses nothing, or what there is not. */
  readonly tries: number;
  /** Where he goes then; without it he is let go of. */
  readonly onTimeout?: Destination;
  readonly onInvalid?: Destination;
}
