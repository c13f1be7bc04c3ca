import type { VNode } from "preact";
import { DialLink, Field, Icon } from "../../parts/mod.ts";
import type { CardParts } from "./cards.tsx";

/** Who gets through while one does not wish to be disturbed: always, or in the quiet hours alone. */
export function LetThroughCard(
  { visit: { words: { phone: words } }, line, list }: CardParts & { readonly list: "vips" | "exceptions" },
): VNode | null {
  const callers = line[list];
  if (callers === undefined) return null;
  const { own, usual } = callers;
  const { title, text } = words.letThrough[list];
  const action = `/phone/${line.number}/let-through`;
  return (
    <section class="card padded">
      <h2>{title}</h2>
      <p class="soft">{text}</p>
      {usual.length > 0 && <p class="soft">{words.usual(usual.join(", "))}</p>}
      {own.map((caller) => (
        <form class="row" method="post" action={action} key={caller} data-let-through={`${list} ${caller}`}>
          <input type="hidden" name="list" value={list} />
          <input type="hidden" name={list} value={caller} />
          <DialLink number={caller} />
          <button class="button bare small danger" type="submit" aria-label={words.remove(caller)}>
            <Icon name="x" />
          </button>
        </form>
      ))}
      <form class="form" method="post" action={action}>
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="on" value="yes" />
        <Field name={list} type="tel" label={words.number} required />
        <p>
          <button class="button" type="submit">
            <Icon name="plus" />
            {words.add}
          </button>
        </p>
      </form>
    </section>
  );
}
