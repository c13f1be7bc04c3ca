import type { LegId } from "../../core/call/mod.ts";
import type { Extension } from "../../core/directory/mod.ts";
import {
  act,
  ask,
  type Asked,
  type Ending,
  type Heard,
  nameOf,
  reach,
  say,
  sayWhy,
  type Script,
  takeIn,
} from "../../core/script/mod.ts";
import { isSpelledBy, wordsOf } from "./keypad.ts";

/** The letters that are asked for; those who know more go on. */
const LETTERS = 3;
const MOST_LETTERS = 20;
/** More people than that are not read out. */
const MOST_PEOPLE = 8;
const MOST_TRIES = 3;
/** After each person, for a key. */
const CHOOSE_MS = 3_000;
const BREATH_MS = 250;

const prompt = (name: string) => ({ type: "prompt", name }) as const;

/** Answers, asks for a name until somebody is found, and connects the caller with the one whom he chooses. */
export function* dialByName(caller: LegId): Script<Ending> {
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  let before: Heard["items"] = [];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const asked = yield* askForName(caller, before);
    if (!asked.there) return { reached: true, cause: asked.cause };
    const people = asked.digits === "" ? [] : yield* peopleSpelledBy(asked.digits);
    if (people.length > 0 && people.length <= MOST_PEOPLE) {
      const chosen = yield* choose(caller, people);
      if (!chosen.there) return { reached: true, cause: chosen.cause };
      if (chosen.number !== undefined) return yield* connect(caller, chosen.number);
    }
    before = [prompt(nothingChosen(asked.digits, people.length))];
  }
  const left = yield* say(caller, { items: [...before, prompt("goodbye")] });
  if (left.type === "ended") return { reached: true, cause: left.cause };
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}

function nothingChosen(digits: string, people: number): string {
  if (digits === "" || (people > 0 && people <= MOST_PEOPLE)) return "no-choice";
  return people === 0 ? "directory-nobody" : "directory-too-many";
}

function* askForName(caller: LegId, before: Heard["items"]): Script<Asked> {
  const { extensions } = yield* act({ do: "office" });
  const people = [...extensions.values()];
  return yield* ask(caller, { items: [...before, prompt("directory-spell-name")] }, {
    most: MOST_LETTERS,
    endsBy: "#",
    enough: (digits) => digits.length >= LETTERS && spelledBy(people, digits).length <= MOST_PEOPLE,
  });
}

function* peopleSpelledBy(digits: string): Script<readonly Extension[]> {
  const { extensions, office } = yield* act({ do: "office" });
  const order = new Intl.Collator(office.language);
  return spelledBy([...extensions.values()], digits).toSorted((a, b) => order.compare(a.name, b.name));
}

function spelledBy(people: readonly Extension[], digits: string): readonly Extension[] {
  return people.filter(({ name }) => isSpelledBy(name, digits));
}

type Chosen = Extract<Asked, { readonly there: false }> | {
  readonly there: true;
  /** Undefined when it was none of them. */
  readonly number?: string;
};

/** Reads them one after the other: 1 is this person, anything else and nothing is the next. */
function* choose(caller: LegId, people: readonly Extension[]): Script<Chosen> {
  for (const [at, person] of people.entries()) {
    const isLast = at === people.length - 1;
    const asked = yield* ask(caller, { items: yield* introduce(person, isLast) }, { most: 1, firstMs: CHOOSE_MS });
    if (!asked.there) return asked;
    if (asked.digits === "1") return { there: true, number: person.number };
  }
  return { there: true };
}

/** Says his name as he has recorded it, or spells it and says the number; and what to press. */
function* introduce({ name, number }: Extension, isLast: boolean): Script<Heard["items"]> {
  const breath = { type: "silence", ms: BREATH_MS } as const;
  const spelled = wordsOf(name).flatMap((word) => [...[...word].map((letter) => prompt(`letter-${letter}`)), breath]);
  const said = yield* nameOf(number);
  const isRecorded = said.some(({ type }) => type === "file");
  return [
    ...(isRecorded ? [] : spelled),
    ...said,
    breath,
    prompt("directory-choose-press"),
    { type: "digits", digits: "1" },
    ...isLast ? [] : [prompt("directory-next-press"), { type: "digits", digits: "2" } as const],
  ];
}

function* connect(caller: LegId, number: string): Script<Ending> {
  const ending = yield* reach(caller, { kind: "extension", id: number });
  if (!ending.reached) yield* sayWhy(caller, ending);
  return ending;
}
