import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

/** One number of somebody in the phone book, as whoever looks for him finds it. */
export interface FoundContact {
  readonly name: string;
  readonly company?: string;
  /** As a phone dials it. */
  readonly number: string;
  /** As people read it. */
  readonly shown: string;
}

/** What he is called, where he works, and that number: inside a tile. */
export function ContactFace({ contact: { name, company, shown } }: { readonly contact: FoundContact }): VNode {
  return (
    <>
      <Icon name="book-user" />
      <span class="name">{name}</span>
      <span class="state">
        <span class="number">{shown}</span> {company}
      </span>
    </>
  );
}
