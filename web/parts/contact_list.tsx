import type { VNode } from "preact";
import type { DirectoryListWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";

/** A contact as it is shown. */
export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly company?: string;
  /** As people read it, and as a phone dials it. */
  readonly numbers: readonly { readonly shown: string; readonly dial: string }[];
  readonly note?: string;
  readonly isVip: boolean;
  /** It stands in the office file. */
  readonly isOfOffice: boolean;
  readonly seenBy?: readonly string[];
}

export interface ContactPage {
  readonly rows: readonly ContactRow[];
  /** How many fit in all. */
  readonly total: number;
  /** What to ask for to read on. */
  readonly more?: string;
}

export interface ContactListParts {
  readonly page: ContactPage;
  readonly words: DirectoryListWords;
  /** Whether something is looked for: an empty list then means something else. */
  readonly isNarrowed: boolean;
}

/** People outside, with a call a click away. */
export function ContactList({ page: { rows, total }, words, isNarrowed }: ContactListParts): VNode {
  if (rows.length === 0) {
    return (
      <section class="card">
        <Empty
          data-contacts="0"
          icon={isNarrowed ? "search" : "book-user"}
          title={isNarrowed ? words.noneFits : words.none}
          text={isNarrowed ? words.noneFitsText : words.noneText}
        />
      </section>
    );
  }
  return (
    <section class="card wide" data-contacts={total}>
      <table class="table stacks contacts">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.company}</th>
            <th scope="col">{words.numbers}</th>
            <th scope="col">{words.note}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-contact={row.id}>
              <td>
                <a class="person" href={`/directory/${row.id}`}>
                  <b>{row.name}</b>
                </a>
                <Marks row={row} words={words} />
              </td>
              <td class="soft">{row.company}</td>
              <td>
                <span class="deeds">
                  {row.numbers.map((number) => (
                    <CallButton key={number.dial} {...{ ...number, words }} name={row.name} />
                  ))}
                </span>
              </td>
              <td class="soft note">{row.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Marks({ row, words }: { readonly row: ContactRow; readonly words: DirectoryListWords }): VNode {
  return (
    <>
      {row.isVip && (
        <span class="vip" title={words.vip}>
          <Icon name="star" />
          <span class="only-heard">{words.vip}</span>
        </span>
      )}
      {row.isOfOffice && <span class="soft below">{words.fromOffice}</span>}
      {row.seenBy !== undefined && <span class="soft below">{words.seenBy} {row.seenBy.join(", ")}</span>}
    </>
  );
}

type CallParts = ContactRow["numbers"][number] & Pick<ContactListParts, "words"> & Pick<ContactRow, "name">;

/** Calls one of somebody's numbers. */
export function CallButton({ shown, dial, name, words }: CallParts): VNode {
  return (
    <DialLink number={dial} kind="button small">
      <Icon name="phone-outgoing" />
      <span class="only-heard">{words.call} {name},</span>
      <span class="number">{shown}</span>
    </DialLink>
  );
}
