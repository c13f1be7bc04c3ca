import type { VNode } from "preact";
import type { PhoneSnapshot } from "../../live/mod.ts";
import { ContactFace, type FoundContact, Icon, lampOf } from "../../parts/mod.ts";
import type { NowWords, SoftphoneWords } from "../../words/mod.ts";

export type Person = PhoneSnapshot["people"][number];

export interface PeoplePanelParts {
  /** Those who fit what is written, all of them while nothing is. */
  readonly people: readonly Person[];
  /** Those of the phone book who fit it; nobody while nothing is written. */
  readonly contacts: readonly FoundContact[];
  /** Who is not among them, and why. */
  readonly note: VNode;
  readonly words: SoftphoneWords;
  readonly nowWords: NowWords;
  readonly onCall: (number: string) => void;
}

/** Everybody's lamp: a click calls. */
export function PeoplePanel({ people, contacts, note, words, nowWords, onCall }: PeoplePanelParts): VNode {
  return (
    <section class="card" aria-labelledby="lamps-title">
      <header>
        <Icon name="users" />
        <h2 id="lamps-title">{nowWords.people}</h2>
        <span class="soft">{people.length + contacts.length}</span>
      </header>
      {note}
      <ul class="tiles bare-list">
        {people.map((person) => {
          const state = person.note ??
            (person.line === undefined ? nowWords.presence[person.presence] : nowWords[person.line]);
          return (
            <li key={person.number}>
              <button
                class="tile"
                type="button"
                data-number={person.number}
                onClick={() => onCall(person.number)}
              >
                <span class={`lamp ${lampOf(person)}`} />
                <span class="only-heard">{words.call}</span>
                <span class="name">{person.name}</span>
                <span class="state">
                  <span class="number">{person.number}</span> {state}
                </span>
              </button>
            </li>
          );
        })}
        {contacts.map((contact) => (
          <li key={contact.number}>
            <button class="tile" type="button" data-number={contact.number} onClick={() => onCall(contact.number)}>
              <ContactFace contact={contact} />
            </button>
          </li>
        ))}
      </ul>
      {people.length === 0 && contacts.length === 0 && <p class="empty soft">{words.nobody}</p>}
    </section>
  );
}
