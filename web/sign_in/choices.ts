import type { Account } from "../../core/store/mod.ts";
import type { AuditAction, AuditFacts } from "../audit/mod.ts";
import { accountFor, type AccountParts, type AccountRefused } from "./keep_accounts.ts";

/** What somebody chooses for himself at the desk: what is left out stays, null is as it is for who has not chosen. */
export interface Choices {
  readonly language?: Account["language"] | null;
  readonly reportCards?: Account["reportCards"] | null;
}

/** An account with what was chosen, and what the audit says of it: nothing of what was so already. */
export interface Chosen {
  readonly account: Account;
  readonly acts: readonly (readonly [action: AuditAction, facts: AuditFacts])[];
}

/** Keeps what somebody chooses, wherever he signs in from now on. */
export async function choose(
  { accounts }: Pick<AccountParts, "accounts">,
  choices: Choices & { readonly name: string },
  by: Pick<Account, "role">,
): Promise<Chosen | AccountRefused> {
  const before = accountFor(accounts, choices.name, by);
  if ("refused" in before) return before;
  const { language: _language, reportCards: _reportCards, ...rest } = before;
  const language = choiceOf(choices.language, before.language);
  const reportCards = choiceOf(choices.reportCards, before.reportCards);
  const acts: Chosen["acts"][number][] = [];
  if (language !== before.language) acts.push(["language.chosen", language === undefined ? {} : { language }]);
  if (reportCards?.join() !== before.reportCards?.join()) {
    acts.push(["report-cards.chosen", reportCards === undefined ? {} : { cards: reportCards.join(", ") }]);
  }
  const account = {
    ...rest,
    ...language === undefined ? {} : { language },
    ...reportCards === undefined ? {} : { reportCards },
  };
  if (acts.length > 0) await accounts.put(account);
  return { account, acts };
}

function choiceOf<T>(choice: T | null | undefined, before: T | undefined): T | undefined {
  return choice === undefined ? before : choice ?? undefined;
}
