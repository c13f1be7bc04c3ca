import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";

type Trouble = Snapshot["trunks"][number]["why"];

/** Why a line outside is down, in words; empty while it is not. */
export function troubleIn(why: Trouble, { whys, says }: NowWords["trouble"]): string {
  if (why === undefined) return "";
  return isNamed(why, whys) ? whys[why] : `${says} ${why.replace(/^\D+/, "")}`;
}

function isNamed<Named extends string>(why: string, whys: Readonly<Record<Named, string>>): why is Named {
  return Object.hasOwn(whys, why);
}
