import type { VNode } from "preact";
import type { PhoneSnapshot } from "../../live/mod.ts";
import { Icon, lampOf } from "../../parts/mod.ts";
import type { NowWords, SoftphoneWords } from "../../words/mod.ts";

export type Person = PhoneSnapshot["people"][number];

export interface PeoplePanelParts {
  /** Those who fit what is written, all of them while nothing is. */
  readonly people: readonly Person[];
  /** Who is not among them, and why. */
  readonly note: VNode;
  readonly words: SoftphoneWords;
  readonly nowWords: NowWords;
  readonly onCall: (number: string) => void;
}

/** Everybody's lamp: a click calls. */
export function PeoplePanel({ people, note, words, nowWords, onCall }: PeoplePanelParts): VNode {
  return (
    <section class="card" aria-labelledby="lamps-title">
      <header>
        <Icon name="users" />
        <h2 id="lamps-title">{nowWords.people}</h2>
        <span class="soft">{people.length}</span>
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
      </ul>
      {people.length === 0 && <p class="empty soft">{words.nobody}</p>}
    </section>
  );
}
