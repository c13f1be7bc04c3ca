import { dialable } from "../../softphone/mod.ts";

interface Named {
  readonly number: string;
  readonly name: string;
}

/** Who fits what is written: each word of it begins a word of the name, or the number begins with it. */
export function findPeople<Person extends Named>(people: readonly Person[], written: string): readonly Person[] {
  const words = wordsOf(written);
  return people.filter(({ number, name }) => {
    const ofName = wordsOf(name);
    return number.startsWith(dialable(written)) || words.every((word) => ofName.some((each) => each.startsWith(word)));
  });
}

/** Those who are found by what is written. */
export interface Found {
  readonly people: readonly Named[];
  /** Of the phone book: they count where nobody of the house is called so. */
  readonly contacts: readonly Named[];
}

/** The number that is meant: what is written where that can be dialled, or that of the only one who is found by it. */
export function meantBy(written: string, { people, contacts }: Found): string {
  const number = dialable(written);
  if (/^[+\d*#]+$/.test(number)) return number;
  const [only, ...others] = people.length > 0 ? people : contacts;
  return written.trim() !== "" && only !== undefined && others.length === 0 ? only.number : "";
}

/** Nobody should have to write `ș` to find Ștefan. */
function wordsOf(text: string): readonly string[] {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) =>
    word !== ""
  );
}
