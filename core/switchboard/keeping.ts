import { assertNever } from "../base/mod.ts";
import { ERRAND_FAMILY, LINE_FAMILY, readLine, writeErrand, writeLine } from "../notebook/mod.ts";
import type { NewMessage } from "../mailbox/mod.ts";
import type { Deed, Outcomes } from "../script/mod.ts";
import { hides } from "./call_file.ts";
import type { Facts } from "./facts.ts";

/** What is kept over a restart: lines, seats, errands, features' own pages, messages. */
type Kept = Extract<
  Deed,
  {
    do:
      | "change-line"
      | "remember"
      | "plan"
      | "expect-message"
      | "sit"
      | "leave-seat"
      | "deposit"
      | "change-message"
      | "erase"
      | "try-pin"
      | "set-pin";
  }
>;

/** Writes down what a script wants kept. */
export function keep(facts: Facts, call: string, deed: Kept): Outcomes[Kept["do"]] {
  const { exchange, notebook, mailboxes } = facts;
  switch (deed.do) {
    case "change-line": {
      const line = readLine(notebook.get(LINE_FAMILY, deed.number));
      return notebook.set(LINE_FAMILY, deed.number, writeLine({ ...line, ...deed.change }));
    }
    case "remember":
      return notebook.set(deed.family, deed.key, deed.value);
    case "plan": {
      const { key, errand } = deed;
      return notebook.set(ERRAND_FAMILY, key, errand === undefined ? undefined : writeErrand(errand));
    }
    case "expect-message":
      return mailboxes.expect(asHeWishes(facts, call, deed.message), facts.wall());
    case "sit":
      return facts.seating.sit(deed.phone, deed.number, facts.wall());
    case "leave-seat":
      return facts.seating.leave(deed.phone);
    case "deposit":
      return mailboxes.deposit(
        asHeWishes(facts, call, deed.message),
        "recording" in deed.length ? { ...deed.length, call } : deed.length,
        facts.wall(),
      );
    case "change-message":
      return mailboxes.change(deed.box, deed.id, deed.change, facts.wall());
    case "erase":
      return mailboxes.erase(deed.path, underWay(facts, deed.recording));
    case "try-pin":
      return mailboxes.judgePin(deed.box, deed.pin, exchange.directory, facts.wall());
    case "set-pin":
      return mailboxes.setPin(deed.box, deed.pin);
    default:
      return assertNever(deed);
  }
}

/** A caller who hides his number is hidden from whoever hears his message, too. */
function asHeWishes({ calls }: Facts, call: string, message: NewMessage): NewMessage {
  return hides(calls.get(call), message.from?.number) ? { ...message, from: undefined } : message;
}

function underWay({ exchange }: Facts, recording: number | undefined): number | undefined {
  return recording !== undefined && exchange.recordings.has(recording) ? recording : undefined;
}
