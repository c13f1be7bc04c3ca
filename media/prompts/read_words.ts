import { parse } from "yaml";

/** What is counted has a gender where the language has genders; neuter counts as masculine for one, as feminine for more. */
export type Gender = "masculine" | "feminine" | "neuter";

/** How a language is spoken by espeak-ng. */
export interface Voice {
  readonly name: string;
  /** In words a minute. */
  readonly speed: number;
  /** 0 to 99. */
  readonly pitch: number;
}

/** All that the box can say in a language. */
export interface Words {
  readonly voice: Voice;
  /** Words that the voice would say wrongly, with what it is given in their place. */
  readonly pronounced: ReadonlyMap<string, string>;
  /** The text of every clip by its name, in the order of the file. */
  readonly clips: ReadonlyMap<string, string>;
  /** What can be counted. Where the language has no genders, all of it is masculine. */
  readonly nouns: ReadonlyMap<string, Gender>;
}

/** A section's clips are named by its word and their key: `weekday-1`. A sentence is named by its key alone. */
const SECTIONS: Readonly<Record<string, string>> = {
  sentences: "",
  numbers: "number-",
  words: "word-",
  weekdays: "weekday-",
  days: "day-",
  months: "month-",
  hours: "hour-",
  minutes: "minute-",
  letters: "letter-",
};
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const GENDERS: readonly Gender[] = ["masculine", "feminine", "neuter"];

/** Whether a text could be a clip's name: small letters, digits, single hyphens between them, so never a path. */
export function isClipName(text: string): boolean {
  return NAME.test(text);
}

/** Reads a language's file of words. Throws where it is not as it should be: the file is ours. */
export function readWords(text: string): Words {
  const clips = new Map<string, string>();
  const nouns = new Map<string, Gender>();
  const add = (name: string, said: unknown): void => {
    if (!isClipName(name)) throw new Error(`Cannot name a clip "${name}": expected small letters, digits and hyphens`);
    if (clips.has(name)) throw new Error(`Cannot name a clip "${name}": another has that name`);
    if (typeof said !== "string" || said.trim() === "") throw new Error(`Cannot say "${said}" as "${name}"`);
    clips.set(name, said);
  };
  const pronounced = new Map<string, string>();
  let voice: Voice | undefined;
  for (const [section, content] of Object.entries(recordOf(parse(text), "the file"))) {
    const entries = recordOf(content, section);
    if (section === "voice") {
      voice = voiceOf(entries);
    } else if (section === "pronounced") {
      for (const [word, sound] of Object.entries(entries)) pronounced.set(word, String(sound));
    } else if (section === "nouns") {
      for (const [name, noun] of Object.entries(entries)) {
        nouns.set(name, nounOf(name, noun, add));
      }
    } else {
      const prefix = SECTIONS[section];
      if (prefix === undefined) throw new Error(`Cannot read the section "${section}" of the words`);
      for (const [name, said] of Object.entries(entries)) add(prefix + name, said);
    }
  }
  if (voice === undefined) throw new Error(`Cannot read the words: they have no "voice"`);
  return { voice, pronounced, clips, nouns };
}

/** One of a thing, many of them, and where the language joins them to a number by "de", that too. Returns its gender. */
function nounOf(name: string, noun: unknown, add: (name: string, said: unknown) => void): Gender {
  const { one, many, gender, ...unknown } = recordOf(noun, name);
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) throw new Error(`Cannot read "${stranger}" of the noun "${name}"`);
  add(`noun-${name}-one`, one);
  add(`noun-${name}-many`, many);
  if (gender === undefined) return "masculine";
  add(`noun-${name}-many-de`, `de ${many}`);
  return genderOf(gender);
}

function recordOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`Cannot read "${name}" of the words: expected names and texts`);
  }
  return Object.fromEntries(Object.entries(value));
}

function genderOf(value: unknown): Gender {
  const gender = GENDERS.find((known) => known === value);
  if (gender === undefined) throw new Error(`Cannot read the gender "${value}": expected ${GENDERS.join(", ")}`);
  return gender;
}

function voiceOf({ name, speed, pitch }: Readonly<Record<string, unknown>>): Voice {
  if (typeof name !== "string" || typeof speed !== "number" || typeof pitch !== "number") {
    throw new Error(`Cannot read "voice" of the words: expected a name, a speed and a pitch`);
  }
  return { name, speed, pitch };
}
