import type { VNode } from "preact";

/** From which day to which one looks. */
export function Days(
  { words, since, until, of = "" }: {
    readonly words: { readonly since: string; readonly until: string };
    /** `2026-03-02`, or nothing. */
    readonly since: string;
    readonly until: string;
    /** What the names of the fields begin with. */
    readonly of?: string;
  },
): VNode {
  return (
    <>
      <label>
        <span>{words.since}</span>
        <input class="input" type="date" name={`${of}since`} value={since} />
      </label>
      <label>
        <span>{words.until}</span>
        <input class="input" type="date" name={`${of}until`} value={until} />
      </label>
    </>
  );
}
