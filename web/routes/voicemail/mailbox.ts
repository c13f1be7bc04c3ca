import type { DeskAnswer, DeskCommand, MailboxView, Message } from "../../../core/switchboard/mod.ts";
import type { AuditAction } from "../../audit/mod.ts";
import { mailboxOf, messageIn } from "../../mailbox/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { maySeeTo, numbersFor } from "../scope.ts";

/** The mailboxes that somebody may open: his own, and where he may hear recordings those of others in his scope. */
export function boxesFor(visit: SignedVisit): readonly string[] {
  const { extensions } = visit.world.directory();
  return numbersFor(visit, "hear").filter((number) => extensions.get(number)?.mailbox !== undefined);
}

/** A mailbox; undefined where he may not open it, or there is none. */
export function mailboxFor(visit: SignedVisit, box: string): MailboxView | undefined {
  return maySeeTo(visit, box, "hear") ? mailboxOf(visit.world, box) : undefined;
}

/** The mailbox and the message that a path names. */
export function messageFor(
  visit: SignedVisit,
): { readonly mailbox: MailboxView; readonly message: Message } | undefined {
  const { box = "", message: id = "" } = visit.params;
  const mailbox = mailboxFor(visit, box);
  const message = messageIn(mailbox, id);
  return mailbox === undefined || message === undefined ? undefined : { mailbox, message };
}

/** Does something with a mailbox; the audit knows who did. */
export async function doWith(
  { world, account, from }: SignedVisit,
  action: AuditAction,
  command: Extract<DeskCommand, { readonly box: string }>,
): Promise<DeskAnswer> {
  const answer = world.ask(command);
  if (answer.type === "done") {
    const facts = { box: command.box, ..."id" in command ? { message: command.id } : {} };
    await world.signIn.note(action, { who: account.name, address: from.address, facts });
  }
  return answer;
}

/** What somebody recorded; undefined where the form brings no sound. */
export async function soundIn(form: FormData): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const sent = form.get("sound");
  return sent instanceof File && sent.size > 0 ? await sent.bytes() : undefined;
}
