import type { LegId } from "../../core/call/mod.ts";
import type { Extension, Screening } from "../../core/directory/mod.ts";
import {
  act,
  type Confirmation,
  type Ending,
  type Heard,
  reach,
  record,
  refuse,
  type Rung,
  say,
  type Script,
} from "../../core/script/mod.ts";

const LONGEST_NAME_MS = 6_000;
const SILENCE_MS = 2_000;
/** Whatever is shorter is no name. */
const SHORTEST_NAME_MS = 500;
const TO_MAILBOX = "2";
const REFUSES = "3";
const QUESTION: Heard = { items: [{ type: "prompt", name: "screening-say-name" }, { type: "beep" }] };

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
  const said = yield* say(caller, QUESTION);
  if (said.type === "ended") return { answered: false, cause: "cancelled" };
  const path = yield* newFile();
  let recording: number | undefined;
  try {
    const begun = (number: number): void => void (recording = number);
    const taken = yield* record(caller, path, { mostMs: LONGEST_NAME_MS, silenceMs: SILENCE_MS, begun });
    if (!taken.there) return { answered: false, cause: "cancelled" };
    const isName = taken.by !== "failed" && taken.durationMs >= SHORTEST_NAME_MS;
    const who = isName ? { type: "file", path } as const : yield* numberOf(caller);
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
    yield* act({ do: "erase", path, recording });
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

function* newFile(): Script<string> {
  const at = yield* act({ do: "wall-clock" });
  const lot = yield* act({ do: "draw", below: 0x1_0000_0000 });
  return `screening/${Math.floor(at).toString(36)}-${lot.toString(36)}.opus`;
}
