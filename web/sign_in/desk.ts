import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { elapsed, type Instant } from "../../core/base/mod.ts";
import type { Account, Session } from "../../core/store/mod.ts";
import type { AuditAction, AuditFacts } from "../audit/mod.ts";
import { accountNameFault } from "./accounts.ts";
import { type Asker, Checks, type Hindered, type SignInParts, type Unproved } from "./checks.ts";
import { isClaimCode } from "./claim.ts";
import { replaceProofs } from "./keep_accounts.ts";
import { type PasswordFault, passwordFault } from "./password.ts";
import type { RelyingParty } from "./passkeys.ts";

/** What came of trying to sign in. */
export type SignIn =
  | { readonly came: "in"; readonly token: string; readonly account: Account }
  /** The password is right; a code of the authenticator is wanted as well. */
  | { readonly came: "half"; readonly step: string }
  | Unproved;

/** What came of it where one thing is enough. */
type WholeSignIn = Exclude<SignIn, { readonly came: "half" }>;

/** What came of proving again who one is: the session goes on under another token. */
export type Proof = { readonly came: "in"; readonly token: string; readonly session: Session } | Unproved;

interface ClaimAsked {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

export type Claim =
  | { readonly came: "in"; readonly token: string; readonly account: Account }
  | { readonly came: "refused"; readonly field: "code" | "name"; readonly why: "wrong" | "empty" | "letters" }
  | { readonly came: "refused"; readonly field: "password"; readonly why: PasswordFault }
  | { readonly came: "claimed" }
  | Hindered;

interface NewPassword {
  readonly code: string;
  readonly password: string;
}

/** What came of an owner's new password. */
export type NewWayIn =
  | { readonly came: "in"; readonly token: string; readonly account: Account }
  | { readonly came: "refused"; readonly field: "code" }
  | { readonly came: "refused"; readonly field: "password"; readonly why: PasswordFault }
  | Hindered;

const STEP_MS = 300_000;
const STEP_BITS = 128;
const MOST_STEPS = 1_000;

/** The way in: claiming the box, passwords, second factors, passkeys; who guesses too often waits. */
export class SignInDesk {
  readonly #parts: SignInParts;
  readonly #checks: Checks;
  readonly #steps = new Map<string, { readonly account: string; readonly at: Instant }>();

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.#checks = new Checks(parts);
  }

  /** The first account, which may do everything. */
  claim(asked: ClaimAsked, asker: Asker): Promise<Claim> {
    return this.#checks.inTurn([], asker, () => this.#claim(asked, asker));
  }

  async #claim(asked: ClaimAsked, asker: Asker): Promise<Claim> {
    const { accounts, claimCode, clock } = this.#parts;
    if (!accounts.isUnclaimed) return { came: "claimed" };
    if (!isClaimCode(claimCode, asked.code)) {
      await this.#checks.guessed([], asker, "claim.refused");
      return { came: "refused", field: "code", why: "wrong" };
    }
    const why = accountNameFault(asked.name);
    if (why !== undefined) return { came: "refused", field: "name", why };
    const weak = passwordFault(asked.password, { names: [asked.name, asked.fullName] });
    if (weak !== undefined) return { came: "refused", field: "password", why: weak };
    const password = await this.#checks.hashOf(asked.password);
    if (password === undefined) return { came: "busy" };
    const account: Account = {
      name: asked.name.trim().toLowerCase(),
      fullName: asked.fullName.trim() === "" ? asked.name.trim() : asked.fullName.trim(),
      role: "owner",
      password,
      passkeys: [],
      backupCodes: [],
      createdAt: clock.wall(),
    };
    // Somebody else may have been quicker while the hash was made.
    if (!accounts.isUnclaimed) return { came: "claimed" };
    await accounts.put(account);
    await this.#checks.note("box.claimed", { who: account.name, address: asker.address });
    return { came: "in", ...await this.#open(account, asker, "password") };
  }

  /** An owner has asked at the machine itself for a new way in, and may come by his code. */
  get awaitsOwner(): boolean {
    return this.#parts.resets.areWaitedFor;
  }

  /** A new password for the owner whose code it is; all else by which he came in is taken away, and his sessions end. */
  resetOwner(asked: NewPassword, asker: Asker): Promise<NewWayIn> {
    return this.#checks.inTurn([], asker, () => this.#resetOwner(asked, asker));
  }

  async #resetOwner(asked: NewPassword, asker: Asker): Promise<NewWayIn> {
    const { accounts, resets, sessions } = this.#parts;
    const ownerNow = () => {
      const account = accounts.get(resets.ownerOf(asked.code) ?? "");
      return account?.role === "owner" ? account : undefined;
    };
    const known = ownerNow();
    if (known === undefined) {
      await this.#checks.guessed([], asker, "claim.refused");
      return { came: "refused", field: "code" };
    }
    const why = passwordFault(asked.password, { names: [known.name, known.fullName] });
    if (why !== undefined) return { came: "refused", field: "password", why };
    const password = await this.#checks.hashOf(asked.password);
    if (password === undefined) return { came: "busy" };
    // Somebody else may have been quicker while the hash was made, or he is no owner any more.
    const owner = ownerNow();
    if (owner === undefined || !resets.take(asked.code)) return { came: "refused", field: "code" };
    const account = await replaceProofs({ accounts, sessions }, owner, password);
    this.#checks.passed(account.name);
    await this.#checks.note("owner.reset", { who: account.name, address: asker.address });
    return { came: "in", ...await this.#open(account, asker, "password") };
  }

  signIn(asked: { readonly name: string; readonly password: string }, asker: Asker): Promise<SignIn> {
    const name = asked.name.trim().toLowerCase();
    return this.#checks.inTurn([name], asker, () => this.#signIn(name, asked.password, asker));
  }

  async #signIn(name: string, password: string, asker: Asker): Promise<SignIn> {
    const account = this.#parts.accounts.get(name);
    const isRight = await this.#checks.isPasswordOf(account, password);
    if (isRight === undefined) return { came: "busy" };
    if (account === undefined || !isRight) return await this.#checks.guessed([name], asker, "sign-in.refused");
    await this.#checks.renewHash(account, password);
    if (account.totp === undefined) {
      this.#checks.passed(name);
      return { came: "in", ...await this.#open(account, asker, "password") };
    }
    return { came: "half", step: this.#halfWay(name) };
  }

  /** The second half: a code of the authenticator, or a backup code. */
  signInByCode(asked: { readonly step: string; readonly code: string }, asker: Asker): Promise<SignIn> {
    const whose = this.#steps.get(asked.step)?.account;
    return this.#checks.inTurn(whose === undefined ? [] : [whose], asker, () => this.#signInByCode(asked, asker));
  }

  async #signInByCode(
    asked: { readonly step: string; readonly code: string },
    asker: Asker,
  ): Promise<SignIn> {
    const { accounts, clock } = this.#parts;
    const step = this.#steps.get(asked.step);
    const account = step === undefined ? undefined : accounts.get(step.account);
    if (step === undefined || account === undefined || elapsed(step.at, clock.now()) >= STEP_MS) {
      this.#steps.delete(asked.step);
      return { came: "refused" };
    }
    const used = await this.#checks.useCode(account, asked.code);
    if (used === undefined) return await this.#checks.guessed([account.name], asker, "sign-in.refused");
    this.#steps.delete(asked.step);
    this.#checks.passed(account.name);
    await accounts.put(used);
    return {
      came: "in",
      ...await this.#open(used, asker, used.totpStep === account.totpStep ? "backup code" : "code"),
    };
  }

  signInByPasskey(response: AuthenticationResponseJSON, party: RelyingParty, asker: Asker): Promise<WholeSignIn> {
    return this.#checks.inTurn([], asker, () => this.#signInByPasskey(response, party, asker));
  }

  async #signInByPasskey(
    response: AuthenticationResponseJSON,
    party: RelyingParty,
    asker: Asker,
  ): Promise<WholeSignIn> {
    const { accounts, passkeys } = this.#parts;
    const account = accounts.all().find((each) => each.passkeys.some(({ id }) => id === response.id));
    const used = account === undefined ? undefined : await passkeys.used(response, party, account);
    if (used === undefined) return await this.#checks.guessed([], asker, "sign-in.refused");
    await accounts.put(used);
    return { came: "in", ...await this.#open(used, asker, "passkey") };
  }

  /**
   * Before a dangerous act he proves again who he is: by his password, and a code where he has an authenticator. Whoever has
   * passkeys and no authenticator proves it by one of them, or, for the day they are lost, by his password and a backup code,
   * which is good once. Never by his password alone, whatever his role: whoever has stolen it could then do all that the
   * passkey is to keep him from. Without backup codes the last owner's way in is at the machine itself:
   * `kontor owner`, and {@link resetOwner}.
   */
  prove(
    session: Session,
    typed: { readonly password: string; readonly code: string },
    asker: Asker,
  ): Promise<Proof> {
    return this.#proved(session, asker, async (account) => {
      const least = proofOf(account);
      if (least === "passkey" && account.backupCodes.length === 0) return { came: "refused" };
      const refusal = await this.#checks.refusalOf(account, typed.password, asker);
      if (refusal !== undefined || least === "password") return refusal;
      const used = await this.#checks.useCode(account, typed.code);
      if (used === undefined) return await this.#checks.guessed([account.name], asker, "proof.refused");
      await this.#parts.accounts.put(used);
      if (used.totpStep === account.totpStep) {
        await this.note("backup-code.used", { who: account.name, address: asker.address });
      }
      return undefined;
    });
  }

  proveByPasskey(
    session: Session,
    response: AuthenticationResponseJSON,
    party: RelyingParty,
    asker: Asker,
  ): Promise<Proof> {
    const { accounts, passkeys } = this.#parts;
    return this.#proved(session, asker, async (account) => {
      const used = await passkeys.used(response, party, account);
      if (used === undefined) return await this.#checks.guessed([account.name], asker, "proof.refused");
      await accounts.put(used);
      return undefined;
    });
  }

  /** His password once more, for another in its place. Whoever can prove more has done so before. */
  reenter(session: Session, password: string, asker: Asker): Promise<Proof> {
    return this.#proved(session, asker, (account) => this.#checks.refusalOf(account, password, asker));
  }

  /** His session under another token, unless something speaks against that he is who he says. */
  #proved(
    session: Session,
    asker: Asker,
    refusalOf: (account: Account) => Promise<Unproved | undefined>,
  ): Promise<Proof> {
    const { accounts, sessions } = this.#parts;
    return this.#checks.inTurn([session.account], asker, async (): Promise<Proof> => {
      const account = accounts.get(session.account);
      const refusal = account === undefined ? { came: "refused" } as const : await refusalOf(account);
      return refusal ?? { came: "in", ...await sessions.prove(session) };
    });
  }

  async signOut(session: Session, asker: Asker): Promise<void> {
    await this.#parts.sessions.end(session.hash);
    await this.#checks.note("signed-out", { who: session.account, address: asker.address });
  }

  /** One line of the audit. */
  async note(
    action: AuditAction,
    by: { readonly who: string; readonly address: string; readonly facts?: AuditFacts },
  ): Promise<void> {
    await this.#checks.note(action, by);
  }

  #halfWay(account: string): string {
    const step = this.#parts.chance.token(STEP_BITS);
    this.#steps.set(step, { account, at: this.#parts.clock.now() });
    if (this.#steps.size > MOST_STEPS) this.#steps.delete(this.#steps.keys().next().value!);
    return step;
  }

  async #open(account: Account, { address, agent }: Asker, by: string): Promise<{ token: string; account: Account }> {
    const isProved = by !== "password" || proofOf(account) === "password";
    const token = await this.#parts.sessions.open({ account: account.name, address, agent }, isProved);
    await this.#checks.note("signed-in", { who: account.name, address, facts: { by } });
    return { token, account };
  }
}

/** The least by which somebody proves who he is. */
export function proofOf({ totp, passkeys }: Pick<Account, "totp" | "passkeys">): "password" | "code" | "passkey" {
  return totp !== undefined ? "code" : passkeys.length > 0 ? "passkey" : "password";
}
