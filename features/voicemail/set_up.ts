import type { LegId } from "../../core/call/mod.ts";
import { SHORTEST_MS } from "../../core/mailbox/mod.ts";
import { goAway, type Recorded } from "../../core/notebook/mod.ts";
import { act, dictate, type Ending, type Script } from "../../core/script/mod.ts";
import { changeGreeting, greetingOf } from "./greeting.ts";
import { makeList } from "./lists.ts";
import { askNumber, askPin, choices, choose, GONE, type Gone, saidTo, words } from "./words.ts";

const DONE: Ending = { reached: true, cause: "normal" };
const LONGEST_GREETING_MS = 120_000;
const LONGEST_NAME_MS = 10_000;
const SHORTEST_NAME_MS = 500;
const MOST_SILENCES = 3;
const KINDS: Readonly<Record<string, Recorded>> = { "1": "own", "2": "busy", "3": "name", "4": "away" };

/** The owner's greetings, his name, his PIN, his lists. */
export function* setUp(leg: LegId, box: string): Script<Ending | "menu"> {
  for (let silences = 0; silences < MOST_SILENCES;) {
    const key = yield* choose(leg, MENU);
    silences = key === undefined ? silences + 1 : 0;
    if (key === GONE) return DONE;
    if (key === "*" || key === "#") return "menu";
    const kind = key === undefined ? undefined : KINDS[key];
    let isThere = true;
    if (kind !== undefined) isThere = yield* recordGreeting(leg, box, kind);
    else if (key === "5") isThere = yield* changePin(leg, box);
    else if (key === "7") isThere = yield* makeList(leg, box);
    else if (key === "6") {
      yield* changeGreeting(box, { use: "standard" });
      isThere = yield* saidTo(leg, "voicemail-greeting-set");
    } else if (key !== undefined) isThere = yield* saidTo(leg, "invalid-choice");
    if (!isThere) return DONE;
  }
  return "menu";
}

const MENU = words(...choices(
  ["voicemail-own-greeting-press", "1"],
  ["voicemail-busy-greeting-press", "2"],
  ["voicemail-name-press", "3"],
  ["voicemail-away-greeting-press", "4"],
  ["voicemail-pin-press", "5"],
  ["voicemail-standard-greeting-press", "6"],
  ["voicemail-lists-press", "7"],
  ["to-go-back-press", "*"],
));

/** Records something that callers will hear. False when he is gone. */
function* recordGreeting(leg: LegId, box: string, kind: Recorded): Script<boolean> {
  const until = kind === "away" ? yield* askDay(leg) : undefined;
  if (until === GONE) return false;
  if (kind === "away") {
    yield* changeGreeting(box, goAway(yield* greetingOf(box), until));
    const heard = until === undefined
      ? words("voicemail-greeting-set")
      : words("voicemail-away-until", { type: "date", date: until });
    if (!(yield* saidTo(leg, ...heard.items))) return false;
  }
  if (!(yield* saidTo(leg, kind === "name" ? "voicemail-record-name" : "voicemail-record-greeting"))) return false;
  const taken = yield* dictate(leg, {
    at: `voicemail/${box}/${kind}-`,
    mostMs: kind === "name" ? LONGEST_NAME_MS : LONGEST_GREETING_MS,
    shortestMs: kind === "name" ? SHORTEST_NAME_MS : SHORTEST_MS,
  });
  if (taken === "gone") return false;
  if (taken === "short") return yield* saidTo(leg, "voicemail-too-short");
  const { files, use } = yield* greetingOf(box);
  const before = files[kind];
  yield* changeGreeting(box, { files: { ...files, [kind]: taken.path }, use: kind === "own" ? "own" : use });
  if (before !== undefined) yield* act({ do: "erase", path: before });
  return yield* saidTo(leg, "voicemail-greeting-set");
}

/** The last day that he is away, as day and month: `2412`; undefined for "until I say otherwise". */
function* askDay(leg: LegId): Script<string | undefined | Gone> {
  const digits = yield* askNumber(leg, "voicemail-enter-last-day");
  if (digits === GONE) return GONE;
  const [, dd = "", mm = ""] = /^(\d\d)(\d\d)$/.exec(digits) ?? [];
  const year = new Date(yield* act({ do: "wall-clock" })).getUTCFullYear();
  const now = yield* act({ do: "wall-clock" });
  for (const each of [year, year + 1]) {
    const date = `${each}-${mm}-${dd}`;
    const at = Date.parse(`${date}T23:59:59Z`);
    if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(date) && at >= now) return date;
  }
  return undefined;
}

function* changePin(leg: LegId, box: string): Script<boolean> {
  const pin = yield* askPin(leg, "enter-new-pin");
  if (pin === GONE) return false;
  if (isTooSimple(pin, box)) return yield* saidTo(leg, "pin-too-simple");
  const again = yield* askPin(leg, "enter-pin-again");
  if (again === GONE) return false;
  if (again !== pin) return yield* saidTo(leg, "pins-differ");
  yield* act({ do: "set-pin", box, pin });
  return yield* saidTo(leg, "pin-changed");
}

/** What a stranger would try first. */
export function isTooSimple(pin: string, box: string): boolean {
  if (!/^[0-9]{4,10}$/.test(pin) || pin.includes(box)) return true;
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  return steps.size === 1 && [0, 1, 9].includes([...steps][0]!);
}
