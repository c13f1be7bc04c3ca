import type { Ref, VNode } from "preact";
import type { OperatorSnapshot } from "../live/mod.ts";
import type { NowWords, OperatorWords } from "../words/mod.ts";
import { ContactFace, type FoundContact } from "./contact_face.tsx";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";
import { OnlyInCalls, PersonFace } from "./live_people.tsx";

interface PeopleParts {
  readonly people: OperatorSnapshot["people"];
  /** Those of the phone book who are found, too. */
  readonly contacts: readonly FoundContact[];
  /** The number of whoever is chosen, or that was typed. */
  readonly target: string | undefined;
  readonly query: string;
  /** Whether everybody is among them, and not only who is in a call. */
  readonly areAll: boolean;
  readonly words: OperatorWords;
  readonly now: NowWords;
  readonly box: Ref<HTMLInputElement>;
  readonly onQuery: (query: string) => void;
  readonly onChoose: (number: string) => void;
  /** The call of this leg was dropped on somebody. */
  readonly onDrop: (leg: string, number: string) => void;
}

/** Everybody with his lamp, found by what is typed, and who else is found by it; a call may be dropped on each. */
export function OperatorPeople(parts: PeopleParts): VNode {
  const { people, contacts, target, query, areAll, words, now, box, onQuery, onChoose, onDrop } = parts;
  const choices = [
    ...people.map((person) => ({ number: person.number, face: <PersonFace person={person} words={now} /> })),
    ...contacts.map((contact) => ({ number: contact.number, face: <ContactFace contact={contact} /> })),
  ];
  const active = choices.some(({ number }) => number === target) ? { "aria-activedescendant": `person-${target}` } : {};
  return (
    <section class="card" aria-labelledby="people-title">
      <header>
        <Icon name="users" />
        <h2 id="people-title">{now.people}</h2>
        <label class="only-heard" for="who">{words.search}</label>
        <input
          class="input"
          id="who"
          ref={box}
          type="search"
          autocomplete="off"
          role="combobox"
          list={undefined}
          aria-expanded={choices.length > 0}
          aria-autocomplete="list"
          aria-controls="people"
          {...active}
          placeholder={words.search}
          value={query}
          onInput={({ currentTarget }) => onQuery(currentTarget.value)}
        />
      </header>
      <OnlyInCalls {...{ areAll, query }} words={now} />
      {choices.length === 0
        ? (areAll || query.trim() !== "") && (
          <Empty text={target === undefined ? words.nobody : `${words.goesTo} ${target}`} />
        )
        : (
          <div class="tiles people" id="people" role="listbox" tabindex={0} aria-labelledby="people-title" {...active}>
            {choices.map(({ number, face }) => (
              <div
                class="tile"
                key={number}
                id={`person-${number}`}
                role="option"
                aria-selected={number === target}
                data-number={number}
                onClick={() => onChoose(number)}
                onDragOver={(event) => event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault();
                  onDrop(event.dataTransfer?.getData("text/plain") ?? "", number);
                }}
              >
                {face}
              </div>
            ))}
          </div>
        )}
    </section>
  );
}
