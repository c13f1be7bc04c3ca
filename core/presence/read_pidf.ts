import { oneLine } from "../base/mod.ts";
import { SaxesParser } from "saxes";
import { STATE_WORDS } from "./pidf.ts";
import { MOST_NOTE_CHARS, PRESENCE_STATES, type PresenceState } from "./presence_state.ts";

/** What a PIDF document says of a person. */
export interface Said {
  readonly state: PresenceState;
  readonly note?: string;
}

const PIDF = "urn:ietf:params:xml:ns:pidf";
/** RFC 4480; what phones of its drafts send ends in other words. */
const RPID = /^urn:ietf:params:xml:ns:pidf:(status:)?rpid/;
const DATA_MODEL = /^urn:ietf:params:xml:ns:pidf:(data-model|person)/;

/** Nesting and elements of a document that says no more than a state. */
const MOST_DEPTH = 32;
const MOST_ELEMENTS = 500;

/** RFC 4480 §3.2 in the words of an office; the first that is found counts. What is not named here says nothing. */
const MEANINGS: readonly (readonly [state: PresenceState, activities: readonly string[]])[] = [
  ["in-a-call", ["on-the-phone"]],
  ["in-a-meeting", ["meeting", "presentation", "appointment"]],
  ["busy", ["busy", "performance", "spectator", "worship", "playing", "steering"]],
  [
    "away",
    "away breakfast dinner meal holiday vacation travel in-transit permanent-absence shopping sleeping looking-for-work"
      .split(" "),
  ],
];

/** What a document held, as it was met. */
interface Found {
  readonly activities: Set<string>;
  basic: string | undefined;
  note: string | undefined;
}

/**
 * Reads a PIDF document (RFC 3863) with or without activities (RFC 4480). Undefined when it is none. One of its tuples that
 * is open makes the person reachable.
 */
export function readPidf(text: string): Said | undefined {
  const found: Found = { activities: new Set(), basic: undefined, note: undefined };
  return read(text, found) ? meaningOf(found) : undefined;
}

function meaningOf({ activities, basic, note: given }: Found): Said {
  const note = given === undefined || given === "" ? {} : { note: given };
  // There is no activity for it: phones say that they are busy, or nothing, and name it.
  const named = given === undefined ? undefined : stateNamed(given);
  if (named === "do-not-disturb" && (activities.size === 0 || activities.has("busy"))) return { state: named };
  const [state] = MEANINGS.find(([, words]) => words.some((word) => activities.has(word))) ??
    [basic === "closed" ? "offline" as const : "available" as const];
  // The name of the state is no text of one's own.
  return named === state ? { state } : { state, ...note };
}

function stateNamed(note: string): PresenceState | undefined {
  const said = note.toLowerCase();
  if (said === "dnd") return "do-not-disturb";
  const languages = Object.values(STATE_WORDS);
  return PRESENCE_STATES.find((state) => languages.some((words) => words[state].toLowerCase() === said));
}

/** saxes expands no entity but XML's own five, and fetches nothing. */
function read(text: string, found: Found): boolean {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  let elements = 0;
  let isPresence = false;
  let isGood = true;
  let words = "";
  parser.on("error", () => {
    isGood = false;
  });
  parser.on("opentag", ({ local, uri }) => {
    elements += 1;
    if (path.length === 0) isPresence = local === "presence" && uri === PIDF;
    if (path.length >= MOST_DEPTH || elements > MOST_ELEMENTS) isGood = false;
    if (RPID.test(uri) && path.at(-1) === "rpid activities") found.activities.add(local);
    path.push(`${RPID.test(uri) ? "rpid" : DATA_MODEL.test(uri) ? "person" : uri === PIDF ? "pidf" : "?"} ${local}`);
    words = "";
  });
  parser.on("text", (text) => {
    words += text;
  });
  parser.on("closetag", () => {
    take(path, words, found);
    path.pop();
    words = "";
  });
  try {
    parser.write(text).close();
  } catch {
    // Its error handler was called already, or it would have thrown for us.
    return false;
  }
  return isGood && isPresence;
}

function take(path: readonly string[], words: string, found: Found): void {
  const at = path.at(-1);
  if (at === "pidf basic") {
    const basic = words.trim().toLowerCase();
    if (found.basic !== "open") found.basic = basic;
  } else if ((at === "pidf note" || at === "person note" || at === "rpid note") && path.length <= 4) {
    const note = oneLine(words, MOST_NOTE_CHARS);
    if (found.note === undefined && note !== "") found.note = note;
  }
}
