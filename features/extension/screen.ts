import type { LegId } from "../../core/call/mod.ts";
import type { Extension, Screening } from "../../core/directory/mod.ts";
import {
  act,
  askName,
  type Confirmation,
  type Ending,
  type Heard,
  reach,
  refuse,
  type Rung,
  type Script,
} from "../../core/script/mod.ts";

const TO_MAILBOX = "2";
const REFUSES = "3";

/** Whether the caller is asked for his name: he comes from outside, and has no name if that is enough. */
export function* mustSayName(caller: LegId, screening: Screening = "off"): Script<boolean> {
  const party = yield* act({ do: "party", leg: caller });
  if (screening === "off" || party?.trunk === undefined) return false;
  if (screening === "all" || (yield* act({ do: "is-hidden", leg: caller }))) return true;
  // Some providers put the number where the name would be.
  return !/\p{L}/u.test(party.name ?? "");
}

/**
 * Asks the caller for his name, and rings: whoever answers hears it, and takes the call by pressing 1, sends it to the
 * mailbox by 2, refuses it by 3. The caller hears it ring meanwhile, and nothing of that.
 */
export function* ringScreened(
  caller: LegId,
  { mailbox }: Extension,
  ring: (confirmation: Confirmation) => Script<Rung>,
): Script<Rung> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { answered: false, cause: "not-acceptable" };
  const named = yield* askName(caller, { prompt: "screening-say-name", folder: "screening" });
  if (!named.there) return { answered: false, cause: "cancelled" };
  const { path } = named;
  try {
    const who = path === undefined ? yield* numberOf(caller) : { type: "file", path } as const;
    const rows = [
      ["screening-accept-press", "1"],
      ...mailbox === undefined ? [] : [["screening-voicemail-press", TO_MAILBOX]],
      ["screening-refuse-press", REFUSES],
    ] as const;
    const keys = rows.flatMap(([name, digits]) =>
      [{ type: "prompt", name: name! }, { type: "digits", digits: digits! }] as const
    );
    const sound: Heard = {
      items: [{ type: "prompt", name: "screening-call-from" }, who, ...keys, { type: "silence", ms: 1_500 }],
      repeats: true,
    };
    return yield* ring({ sound, refusals: mailbox === undefined ? REFUSES : TO_MAILBOX + REFUSES });
  } finally {
    if (path !== undefined) yield* act({ do: "erase", path });
  }
}

/** What becomes of a caller whom whoever answered did not want to talk to. */
export function* turnAway(caller: LegId, number: string, key: string): Script<Ending> {
  if (key === TO_MAILBOX) return yield* reach(caller, { kind: "voicemail", id: number });
  return yield* refuse(caller, "caller-refused", "rejected");
}

/** Who says nothing is told by his number. */
function* numberOf(caller: LegId): Script<Heard["items"][number]> {
  const isHidden = yield* act({ do: "is-hidden", leg: caller });
  const number = isHidden ? undefined : (yield* act({ do: "party", leg: caller }))?.number;
  return /^[+0-9]+$/.test(number ?? "") ? { type: "digits", digits: number! } : { type: "silence", ms: 300 };
}
