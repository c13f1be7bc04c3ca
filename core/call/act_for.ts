import type { Party } from "../record/mod.ts";
import type { Session } from "./session.ts";

/** From now on whoever is at the session calls as if he sat at the phone of somebody in the office. */
export function actFor(session: Session, party: Party): void {
  session.actsFor = party;
}

/** For whom the one at a session calls: for himself, unless he was let in as somebody else. */
export function speakerOf({ party, actsFor }: Session): Party {
  return actsFor ?? party;
}
