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

/** The number that is meant: what is written where that can be dialled, or the only one who is called so. */
export function meantBy(people: readonly Named[], written: string): string {
  const number = dialable(written);
  if (/^[+\d*#]+$/.test(number)) return number;
  const found = findPeople(people, written);
  return written.trim() !== "" && found.length === 1 ? found[0]!.number : "";
}

/** Nobody should have to write `ș` to find Ștefan. */
function wordsOf(text: string): readonly string[] {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) =>
    word !== ""
  );
}
