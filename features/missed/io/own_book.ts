import type { Log } from "../../../core/base/mod.ts";
import type { Deed } from "../deed.ts";
import { aboutOf } from "../kept.ts";
import { OWN_TENANT } from "../record/mod.ts";
import type { MissedDesk } from "./missed_desk.ts";
import type { MissedBook, Notified } from "./notice_parts.ts";

/** A digest of more would help nobody. */
const MOST_ENTRIES = 2_000;

/** The office's own missed calls, as notices read them. */
export function bookOf(desk: Pick<MissedDesk, "lastLine" | "linesAfter" | "entry" | "entries">): MissedBook {
  return {
    tenant: OWN_TENANT,
    lastSequence: () => desk.lastLine(),
    linesAfter: (sequence, limit) => desk.linesAfter(sequence, limit),
    entriesOf: async (ids) => {
      const found = await Promise.all(ids.map((entry) => desk.entry(aboutOf({ entry }).id)));
      return found.filter((entry) => entry !== undefined);
    },
    entries: async (since) => {
      const [open, recent] = await Promise.all([
        desk.entries({ states: ["open"], limit: MOST_ENTRIES }),
        desk.entries({ since, limit: MOST_ENTRIES }),
      ]);
      return [...new Map([...open, ...recent].map((entry) => [entry.id, entry])).values()];
    },
  };
}

/** Writes into the journal of a list of missed calls that somebody was told of one. */
export function journalOf(
  act: (tenant: string, deed: Deed) => Promise<boolean>,
  log: Log,
): (told: Notified) => void {
  return ({ tenant, entry, how, what }) => {
    const deed = { do: what, id: aboutOf({ entry }).id, user: "system", note: how } as const;
    act(tenant, deed).catch((error) => {
      const facts = { error: String(error) };
      log.write({ level: "error", text: "Cannot write down that somebody was told of a missed call", facts });
    });
  };
}
