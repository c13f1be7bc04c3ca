import type { SignedVisit } from "../page/mod.ts";
import { mayDo, type Right } from "../sign_in/mod.ts";

/** Whether somebody may see to an extension's things: his own, and with a right also those of others in his scope. */
export function maySeeTo({ account }: Pick<SignedVisit, "account">, number: string, others: Right): boolean {
  const { extension, scope } = account;
  return number === extension || (mayDo(account, others) && (scope === undefined || scope.includes(number)));
}

/** All of whose things he may see to, in the order of the office, his own first. */
export function numbersFor(visit: Pick<SignedVisit, "account" | "world">, others: Right): readonly string[] {
  const { account, world } = visit;
  const numbers = [...world.directory().extensions.keys()].filter((number) => maySeeTo(visit, number, others));
  return numbers.sort((one, other) => Number(other === account.extension) - Number(one === account.extension));
}
