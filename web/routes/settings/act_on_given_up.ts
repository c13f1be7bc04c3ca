import type { SignedVisit } from "../../page/mod.ts";

/** Which of the two kinds it is: as the switchboard calls them, and as the audit does. */
export type GivenUpKind =
  | { readonly asks: "dead-mails"; readonly notes: "mail" }
  | { readonly asks: "dead-letters"; readonly notes: "webhook" };

/** Has what was given up sent once more (`act` of the path) or thrown away, and notes it; of anything else nothing is done. */
export async function actOnGivenUp(
  { world, account, from, params: { letter: id = "", act } }: SignedVisit,
  { asks, notes }: GivenUpKind,
): Promise<void> {
  if (act !== "retry" && act !== "drop") return;
  // Somebody else was faster: the list shows it.
  if (world.ask({ type: `${act}-${asks}`, id }).type !== "done") return;
  await world.signIn.note(`${notes}.${act}-dead-letters`, { who: account.name, address: from.address, facts: { id } });
}
