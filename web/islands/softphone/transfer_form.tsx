import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { SoftphoneWords } from "../../words/mod.ts";
import { useFoundContacts } from "../use_found_contacts.ts";
import { findPeople, meantBy } from "./find_people.ts";

export interface TransferFormParts {
  /** Those of the house; who is in the phone book is found by what is written. */
  readonly people: readonly { readonly number: string; readonly name: string }[];
  readonly words: SoftphoneWords;
  readonly onTransfer: (number: string) => void;
  readonly onAsk: (number: string) => void;
  readonly onCancel: () => void;
}

/** Where a call is to go: at once (Enter), or after the other was asked. Escape leaves it where it is. */
export function TransferForm({ people, words, onTransfer, onAsk, onCancel }: TransferFormParts): VNode {
  const field = useRef<HTMLInputElement>(null);
  const choices = useId();
  const [written, setWritten] = useState("");
  const contacts = useFoundContacts(written);
  useEffect(() => field.current?.focus(), []);
  const send = (way: (number: string) => void) => {
    const number = meantBy(written, { people: findPeople(people, written), contacts });
    if (number !== "") way(number);
  };
  return (
    <form
      class="transfer"
      onSubmit={(event) => {
        event.preventDefault();
        send(onTransfer);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <label>
        <span>{words.transferTo}</span>
        <input
          ref={field}
          class="input"
          type="tel"
          name="transfer"
          list={choices}
          autocomplete="off"
          required
          value={written}
          onInput={({ currentTarget: { value } }) => setWritten(value)}
        />
      </label>
      <button class="button small first" type="submit">{words.transferNow}</button>
      <button class="button small" type="button" onClick={() => send(onAsk)}>{words.askFirst}</button>
      <button class="button small bare" type="button" onClick={onCancel}>{words.cancel}</button>
      <datalist id={choices}>
        {people.map(({ number, name }) => <option key={number} value={number}>{name}</option>)}
        {contacts.map(({ number, name, company }) => (
          <option key={number} value={number}>{company === undefined ? name : `${name}, ${company}`}</option>
        ))}
      </datalist>
    </form>
  );
}
