import type { VNode } from "preact";
import { type FieldChange, type FieldSpec } from "../../forms/mod.ts";
import { labelOfPath, type Words } from "../../words/mod.ts";
import { sayValue } from "./control.tsx";

/** So much of a value is shown: it is to be recognized. */
const LONGEST_VALUE = 120;
/** What is said of a secret: that there is one. */
const SEALED = "••••";

/** What was changed, field by field, in the words of the form. */
export function ChangeLines(
  { section, fields, words }: {
    readonly section: string;
    readonly fields: readonly FieldChange[];
    readonly words: Words;
  },
): VNode {
  const { office, language } = words;
  const say = (field: FieldSpec, value: unknown) => {
    if (value === undefined) return office.nothing;
    if (field.kind.is === "secret") return SEALED;
    const text = sayValue(field, value, { section, language }).replaceAll("\n", ", ");
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  };
  return (
    <ul class="changes">
      {fields.map(({ field, before, after }) => (
        <li key={field.path}>
          <b>{labelOfPath(field.path, language, section)}</b>: {before !== undefined && (
            <>
              <del>{say(field, before)}</del>
              {" → "}
            </>
          )}
          <ins>{say(field, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
