import { type Chance, type Clock, type Log, sourceOf } from "../../core/base/mod.ts";
import type { LockoutSettings } from "../../core/config/mod.ts";
import type { Account, AuditLog } from "../../core/store/mod.ts";
import type { AuditAction, AuditFacts } from "../audit/mod.ts";
import type { Accounts } from "./accounts.ts";
import { totpStepOf, useBackupCode } from "./authenticator.ts";
import { Busy, type Hasher } from "./hasher.ts";
import { InTurn } from "./in_turn.ts";
import { Lockout } from "./lockout.ts";
import type { OwnerResets } from "./owner_resets.ts";
import { normalPassword } from "./password.ts";
import type { Passkeys } from "./passkeys.ts";
import type { Sessions } from "./sessions.ts";

/** Where somebody asks from. */
export interface Asker {
  readonly address: string;
  readonly agent: string;
}

/** Why nobody looks at what he typed; busy: too many wait, or too many passwords to be hashed. */
export type Hindered = { readonly came: "busy" } | { readonly came: "locked"; readonly waitMs: number };

/** Why he has not proved who he is. */
export type Unproved = { readonly came: "refused" } | Hindered;

export interface SignInParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly hasher: Hasher;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** By which the box is claimed while it is nobody's. */
  readonly claimCode: string;
  /** By which an owner who has no way in any more chooses a new password. */
  readonly resets: Pick<OwnerResets, "areWaitedFor" | "ownerOf" | "take">;
  readonly settings: LockoutSettings;
}

/** What people prove who they are by, and what guessing costs: whoever guesses too often waits, and the audit has it. */
export class Checks {
  readonly #parts: SignInParts;
  readonly #lockout: Lockout;
  readonly #tries = new InTurn();

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.#lockout = new Lockout(parts.settings);
  }

  /**
   * Looks at what somebody typed who asks for one of these names, unless they, or where he asks from, are locked. One try
   * after the other: of many at once each counts before the next, and what is good once is good once.
   */
  async inTurn<Outcome>(
    names: readonly string[],
    asker: Asker,
    look: () => Promise<Outcome>,
  ): Promise<Outcome | Hindered> {
    const keys = keysOf(names, asker);
    const outcome = await this.#tries.run(keys, async (): Promise<Outcome | Hindered> => {
      const waitMs = this.#lockout.waitMs(keys, this.#parts.clock.now());
      return waitMs > 0 ? { came: "locked", waitMs } : await look();
    });
    return outcome ?? { came: "busy" };
  }

  /** Undefined: too many wait to be hashed. */
  isPasswordOf(account: Account | undefined, password: string): Promise<boolean | undefined> {
    const { hasher } = this.#parts;
    return this.#unlessBusy(() =>
      hasher.verify(normalPassword(password).slice(0, 1_024), account?.password ?? hasher.nobodys)
    );
  }

  /** As it is kept; undefined: too many wait to be hashed. */
  hashOf(password: string): Promise<string | undefined> {
    return this.#unlessBusy(() => this.#parts.hasher.hash(normalPassword(password)));
  }

  async #unlessBusy<Outcome>(hash: () => Promise<Outcome>): Promise<Outcome | undefined> {
    try {
      return await hash();
    } catch (error) {
      if (error instanceof Busy) return undefined;
      throw error;
    }
  }

  /** Why his password will not do; undefined where it does. */
  async refusalOf(
    account: Account,
    password: string,
    asker: Asker,
  ): Promise<Unproved | undefined> {
    const isRight = await this.isPasswordOf(account, password);
    if (isRight === undefined) return { came: "busy" };
    return isRight ? undefined : await this.guessed([account.name], asker, "proof.refused");
  }

  /** A password that was kept otherwise than passwords are kept now. */
  async renewHash({ name, password: kept }: Account, typed: string): Promise<void> {
    const { accounts, hasher } = this.#parts;
    if (hasher.isCurrent(kept)) return;
    const password = await this.hashOf(typed);
    // He may have chosen another while the hash was made.
    const account = accounts.get(name);
    if (password !== undefined && account?.password === kept) await accounts.put({ ...account, password });
  }

  /** The account as it is after a code of its authenticator, or a backup code, was used; undefined where it is none. */
  async useCode(account: Account, typed: string): Promise<Account | undefined> {
    const { totp, totpStep: last, backupCodes } = account;
    const at = this.#parts.clock.wall();
    const totpStep = totp === undefined ? undefined : await totpStepOf(totp, typed, last, at);
    if (totpStep !== undefined) return { ...account, totpStep };
    const left = useBackupCode(backupCodes, typed);
    return left === undefined ? undefined : { ...account, backupCodes: left };
  }

  /** He has right what he typed: his wrong tries are forgotten. */
  passed(name: string): void {
    this.#lockout.passed(`name ${name}`);
  }

  /** He has not: it is noted, counts against these names and where he asks from, and is logged once they are locked. */
  async guessed(names: readonly string[], asker: Asker, action: AuditAction): Promise<{ readonly came: "refused" }> {
    const { clock, log } = this.#parts;
    const locked = this.#lockout.failed(keysOf(names, asker), clock.now());
    const facts = { name: names[0] ?? "", locked: locked.length > 0 };
    await this.note(action, { who: "", address: asker.address, facts });
    if (locked.length > 0) {
      log.write({
        level: "warn",
        text: "Somebody guesses how to sign in",
        facts: { event: "sign-in-guessing", source: sourceOf(asker.address), address: asker.address, ...facts },
      });
    }
    return { came: "refused" };
  }

  /** One line of the audit. */
  async note(
    action: AuditAction,
    by: { readonly who: string; readonly address: string; readonly facts?: AuditFacts },
  ): Promise<void> {
    const { who, address, facts = {} } = by;
    await this.#parts.audit.append([{ at: this.#parts.clock.wall(), who, address, action, facts }]);
  }
}

function keysOf(names: readonly string[], asker: Asker): readonly string[] {
  return [...names.map((name) => `name ${name}`), `address ${sourceOf(asker.address)}`];
}
