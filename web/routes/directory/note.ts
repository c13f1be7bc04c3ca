import type { AuditAction } from "../../audit/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** Writes down what somebody has done to a contact. */
export async function noteContact(
  { world, account, from }: SignedVisit,
  action: AuditAction,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  await world.signIn.note(action, { who: account.name, address: from.address, facts: { contact: id, name } });
}
