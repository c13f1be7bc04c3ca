import type { VNode } from "preact";
import type { SignedVisit } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

/** What came of a change, and the way back from it. */
export function SavedTold(
  { visit, text, saved: { revision, changed } }: {
    readonly visit: SignedVisit;
    /** Unless it is told otherwise: it is saved. */
    readonly text?: string;
    readonly saved: { readonly revision: number; readonly changed: boolean };
  },
): VNode {
  const { words: { office: words }, account } = visit;
  if (!changed) return <Told kind="good">{words.unchanged}</Told>;
  return (
    <Told kind="good">
      {text ?? words.saved}
      {revision > 1 && mayDo(account, "change-office") && (
        <GoBack to={revision - 1} newest={revision} text={words.undo} />
      )}
    </Told>
  );
}

/** Goes back to a revision, unless somebody has changed the office since the newest that was seen. */
export function GoBack(
  { to, newest, text }: { readonly to: number; readonly newest: number; readonly text: string },
): VNode {
  return (
    <form method="post" action={`/office-history/${to}`}>
      <input type="hidden" name="newest" value={newest} />
      <button class="button small" type="submit">{text}</button>
    </form>
  );
}
