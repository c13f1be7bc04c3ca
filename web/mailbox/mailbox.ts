import type { AuditAction } from "../audit/mod.ts";
import type { DeskAnswer, DeskCommand, MailboxView, Message } from "../../core/switchboard/mod.ts";

/** What an owner may record for his callers. */
export const GREETING_KINDS = ["own", "busy", "away", "name"] as const;
/** Which of it callers may be greeted with. */
export const GREETING_USES = ["standard", "own", "away"] as const;

export type MessageChange = Extract<DeskCommand, { readonly type: "change-message" }>["change"];

/** A mailbox as it is now; undefined where there is none. */
export function mailboxOf(
  world: { ask(command: DeskCommand): DeskAnswer },
  box: string,
): MailboxView | undefined {
  const answer = world.ask({ type: "mailbox", box });
  return answer.type === "mailbox" ? answer.mailbox : undefined;
}

export function messageIn(mailbox: MailboxView | undefined, id: string): Message | undefined {
  return mailbox?.messages.find((message) => message.id === id);
}

/** What the audit calls a change of a message. */
export function nameOfChange({ state, urgent }: MessageChange): AuditAction {
  return `voicemail.${state ?? (urgent === true ? "marked-urgent" : "marked-ordinary")}`;
}
