import { localTime } from "../base/mod.ts";
import type { Message, MessageState } from "../mailbox/mod.ts";
import { goAway, type Greeting, GREETING_FAMILY, readGreeting, type Recorded, writeGreeting } from "../notebook/mod.ts";
import type { DeskAnswer } from "./desk.ts";
import type { Parts } from "./parts.ts";
import type { Refused } from "./refusal.ts";

/** What can be done with a mailbox at the desk: what its owner does by keys. */
export type MailboxCommand =
  | { readonly type: "mailbox"; readonly box: string }
  | {
    readonly type: "change-message";
    readonly box: string;
    readonly id: string;
    readonly change: { readonly state?: MessageState; readonly urgent?: boolean };
  }
  /** Puts it into another box, too, behind what was said about it. */
  | {
    readonly type: "forward-message";
    readonly box: string;
    readonly id: string;
    readonly to: string;
    readonly comment?: { readonly path: string; readonly durationMs: number };
  }
  /** `until`: the last day that he is away. */
  | {
    readonly type: "choose-greeting";
    readonly box: string;
    readonly use: Greeting["use"];
    readonly until?: string;
  }
  /** What callers are to hear; without a file they hear what the box says by itself. */
  | { readonly type: "record-greeting"; readonly box: string; readonly kind: Recorded; readonly path?: string };

/** A mailbox, as its owner sees it. */
export interface MailboxView {
  readonly box: string;
  readonly name: string;
  /** Newest first. */
  readonly messages: readonly Message[];
  readonly usedMs: number;
  readonly quotaMs: number;
  readonly greeting: Greeting;
}

export function mailboxIn(parts: Parts, command: MailboxCommand): DeskAnswer {
  const { box } = command;
  const extension = parts.exchange.directory.extensions.get(box);
  if (extension?.mailbox === undefined) return refused(`Cannot open the mailbox of "${box}": it has none`);
  switch (command.type) {
    case "mailbox":
      return { type: "mailbox", mailbox: viewOf(parts, box) };
    case "change-message": {
      const { id, change } = command;
      if (messageOf(parts, box, id) === undefined) return noMessage(command);
      parts.mailboxes.change(box, id, change, parts.wall());
      return { type: "done", text: `Message "${id}" of "${box}" is changed` };
    }
    case "forward-message":
      return forward(parts, command);
    case "choose-greeting":
      return chooseGreeting(parts, command);
    case "record-greeting": {
      const { kind, path } = command;
      const greeting = greetingOf(parts, box);
      const { [kind]: before, ...others } = greeting.files;
      const files = path === undefined ? others : { ...others, [kind]: path };
      const isGone = path === undefined && kind === "own" && greeting.use === "own";
      keepGreeting(parts, box, writeGreeting(greeting, { files, ...isGone ? { use: "standard" } : {} }));
      if (before !== undefined && before !== path) parts.mailboxes.erase(before);
      return { type: "done", text: `The greeting "${kind}" of "${box}" is changed` };
    }
  }
}

function viewOf(parts: Parts, box: string): MailboxView {
  const { name, mailbox } = parts.exchange.directory.extensions.get(box)!;
  return {
    box,
    name,
    messages: [...parts.mailboxes.messagesOf(box)].reverse(),
    usedMs: parts.mailboxes.usedMs(box),
    quotaMs: mailbox!.quotaMs,
    greeting: greetingOf(parts, box),
  };
}

function forward(parts: Parts, command: Extract<MailboxCommand, { type: "forward-message" }>): DeskAnswer {
  const { box, id, to, comment } = command;
  const { exchange, mailboxes } = parts;
  const message = messageOf(parts, box, id);
  if (message === undefined) return noMessage(command);
  const mailbox = exchange.directory.extensions.get(to)?.mailbox;
  if (mailbox === undefined || to === box) return refused(`Cannot forward to "${to}": it has no mailbox`);
  const durationMs = message.durationMs + (comment?.durationMs ?? 0);
  if (mailbox.quotaMs - mailboxes.usedMs(to) < durationMs) return refused(`Cannot forward to "${to}": it is full`);
  const files = [...comment === undefined ? [] : [comment.path], ...message.files];
  const { from, urgent, transcript } = message;
  const said = transcript === undefined ? {} : { transcript };
  const copy = { id: exchange.chance.token(), box: to, from, urgent, files, forwardedBy: box, ...said };
  mailboxes.deposit(copy, { durationMs }, parts.wall());
  return { type: "done", text: `Message "${id}" of "${box}" is in the mailbox of "${to}", too` };
}

function chooseGreeting(parts: Parts, command: Extract<MailboxCommand, { type: "choose-greeting" }>): DeskAnswer {
  const { box, use, until } = command;
  const greeting = greetingOf(parts, box);
  if (use === "own" && greeting.files.own === undefined) {
    return refused(`Cannot greet with "own": "${box}" has recorded none`);
  }
  const { date } = localTime(parts.wall(), parts.exchange.directory.office.timeZone);
  if (until !== undefined && (!isDay(until) || until < date)) {
    return refused(`Cannot be away until "${until}": expected a day from "${date}" on`);
  }
  const change = use === "away" ? goAway(greeting, until) : { use, until: undefined, before: undefined };
  keepGreeting(parts, box, writeGreeting(greeting, change));
  return { type: "done", text: `"${box}" greets with "${use}"` };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) &&
    new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

function greetingOf({ notebook }: Parts, box: string): Greeting {
  return readGreeting(notebook.get(GREETING_FAMILY, box));
}

function keepGreeting({ notebook }: Parts, box: string, value: ReturnType<typeof writeGreeting>): void {
  notebook.set(GREETING_FAMILY, box, value);
}

function messageOf({ mailboxes }: Parts, box: string, id: string): Message | undefined {
  return mailboxes.messagesOf(box).find((message) => message.id === id);
}

function noMessage({ box, id }: { readonly box: string; readonly id: string }): Refused {
  return refused(`Cannot find message "${id}" of "${box}": there is none`);
}

function refused(text: string): Refused {
  return { type: "refused", text };
}
