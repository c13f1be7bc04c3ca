import { DEFAULT_FAX, type FaxUse } from "../directory/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** How the office carries a session's faxes. */
export function faxUseOf({ directory }: Exchange, { party }: Pick<Session, "party">): FaxUse {
  const { number, trunk } = party;
  const who = trunk === undefined ? directory.extensions.get(number) : directory.trunks.get(trunk);
  return who?.fax ?? DEFAULT_FAX;
}
