/**
 * The way in: who may sign in to the desk, by password and authenticator or by passkey, what each role may do, who is signed
 * in, and who has to wait because he guessed too often. Pure but for the hashing of passwords, whose worker is in `io/`.
 *
 * @module
 */
export { type AccountChange, accountChanges, accountFacts, asBefore, scopeOf } from "./account_facts.ts";
export { accountNameFault, Accounts } from "./accounts.ts";
export { hashOfBackupCode, newBackupCodes, newTotpSecret, totpStepOf, totpUri } from "./authenticator.ts";
export { claimPicture, claimUrl, newClaimCode } from "./claim.ts";
export type { Asker, SignInParts } from "./checks.ts";
export { type Choices, choose, type Chosen } from "./choices.ts";
export { type Claim, type NewWayIn, type Proof, proofOf, type SignIn, SignInDesk } from "./desk.ts";
export { Busy, type Hasher } from "./hasher.ts";
export {
  type AccountParts,
  type AccountRefused,
  type AccountWish,
  addAccount,
  changeAccount,
  endSessions,
  goneFrom,
  type HandedOver,
  mayTouch,
  removeAccount,
  resetAccount,
  seenAt,
} from "./keep_accounts.ts";
export { Lockout } from "./lockout.ts";
export { type OwnerReset, OwnerResets } from "./owner_resets.ts";
export { Passkeys, type RelyingParty } from "./passkeys.ts";
export { normalPassword, type PasswordFault, passwordFault } from "./password.ts";
export { mayDo, mayIn, type Right, RIGHTS, seesTheSame } from "./rights.ts";
export { PROOF_MS, Sessions } from "./sessions.ts";
