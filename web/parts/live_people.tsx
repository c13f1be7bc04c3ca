import type { ComponentChildren, VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";

type Person = Snapshot["people"][number];

/** By which colour: what the line does counts before what somebody says of himself. */
export function lampOf(
  { line, presence }: { readonly line?: Person["line"] | undefined; readonly presence: Person["presence"] },
): string {
  return line === "ringing" ? "ringing" : line === "talking" ? "busy" : LAMP[presence];
}

const LAMP: Readonly<Record<Person["presence"], string>> = {
  available: "free",
  away: "",
  busy: "busy",
  "do-not-disturb": "busy",
  "in-a-call": "busy",
  "in-a-meeting": "busy",
  offline: "",
};

/** His lamp, what he is called, and how he is: inside a tile. `children`: his number, where it is more than that. */
export function PersonFace(
  { person, words, children }: {
    readonly person: Person;
    readonly words: NowWords;
    readonly children?: ComponentChildren;
  },
): VNode {
  const { number, name, presence, note, line } = person;
  return (
    <>
      <span class={`lamp ${lampOf({ line, presence })}`} />
      <span class="name">{name}</span>
      <span class="state">
        {children ?? <span class="number">{number}</span>}{" "}
        {note ?? (line === undefined ? words.presence[presence] : words[line])}
      </span>
    </>
  );
}

/** Said where the office is too large to show everybody, until somebody is looked for. */
export function OnlyInCalls({ areAll, query, words }: {
  readonly areAll: boolean;
  readonly query: string;
  readonly words: NowWords;
}): VNode | null {
  return areAll || query.trim() !== "" ? null : <p class="soft inset-note" data-only-in-calls>{words.onlyInCalls}</p>;
}

interface LivePeopleParts {
  readonly people: readonly Person[];
  readonly words: NowWords;
  /** Whether everybody of the office is among them, and not only who is in a call. */
  readonly areAll: boolean;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** Everybody's lamp, as on a row of keys beside a phone; in large offices of those in calls, and of whom one looks for. */
export function LivePeople({ people, words, areAll, query, onQuery }: LivePeopleParts): VNode {
  return (
    <section class="card" aria-labelledby="people-title">
      <header>
        <Icon name="users" />
        <h2 id="people-title">{words.people}</h2>
        {areAll ? <span class="soft">{people.length}</span> : (
          <input
            class="input look"
            type="search"
            autocomplete="off"
            aria-label={words.findPerson}
            placeholder={words.findPerson}
            value={query}
            onInput={({ currentTarget }) => onQuery(currentTarget.value)}
          />
        )}
      </header>
      <OnlyInCalls {...{ areAll, query, words }} />
      {people.length === 0
        ? (areAll || query.trim() !== "") && <Empty text={areAll ? words.noPeople : words.foundNobody} />
        : (
          <ul class="tiles bare-list">
            {people.map((person) => (
              <li class="tile" key={person.number} data-number={person.number}>
                <PersonFace person={person} words={words}>
                  <DialLink number={person.number} kind="soft" />
                </PersonFace>
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}
