import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

interface BookLinkParts {
  readonly number: string;
  /** What he is called as far as anybody knows. */
  readonly name?: string;
  readonly label: string;
}

/** To whoever has this number in the phone book; where nobody has, to a new contact with it. */
export function BookLink({ number, name, label }: BookLinkParts): VNode {
  const asked = new URLSearchParams({ number, ...name === undefined ? {} : { name } });
  return (
    <a
      class="button small bare"
      href={`/directory/of?${asked}`}
      aria-label={`${label}: ${name ?? number}`}
      title={label}
    >
      <Icon name="book-user" />
    </a>
  );
}
