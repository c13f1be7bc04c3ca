import type { TrunkView } from "../../core/switchboard/mod.ts";
import type { InBoth } from "./in_both.ts";

type Trouble = NonNullable<TrunkView["why"]>;

/** Why a line outside is down. */
export interface TrunkTroubleWords {
  readonly whys: Readonly<Record<Exclude<Trouble, `it says ${number}`>, string>>;
  /** Its provider refuses, by a status of SIP. */
  readonly says: string;
}

export const TRUNK_TROUBLE: InBoth<TrunkTroubleWords> = {
  en: {
    whys: {
      "it does not answer": "it does not answer",
      "it cannot be reached": "it cannot be reached",
      "its host is not found": "its host is not found",
      "a call got no answer": "a call got no answer",
    },
    says: "it says",
  },
  ro: {
    whys: {
      "it does not answer": "nu răspunde",
      "it cannot be reached": "nu se poate ajunge la ea",
      "its host is not found": "serverul ei nu este găsit",
      "a call got no answer": "un apel nu a primit răspuns",
    },
    says: "răspunde cu",
  },
};
