import { isTreated, type Treatment } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** What the office wants done to what a session's phone says; undefined for nothing. */
export function treatmentOf({ directory }: Exchange, { party }: Pick<Session, "party">): Treatment | undefined {
  const { number, trunk, phone = number } = party;
  const wanted = trunk === undefined ? directory.extensions.get(phone)?.sound : directory.trunks.get(trunk)?.sound;
  return wanted !== undefined && isTreated(wanted) ? wanted : undefined;
}
