import {
  type Chance,
  type Clock,
  elapsed,
  fail,
  type Instant,
  ok,
  type Result,
  type WallTime,
} from "../../core/base/mod.ts";
import type { AccountStore, AuditLog } from "../../core/store/mod.ts";
import type { AuditAction } from "../audit/mod.ts";
import { isClaimCode, newClaimCode } from "./claim.ts";

const GOOD_FOR_MS = 3_600_000;

/** By which an owner comes in again who has lost all that he proves himself by. */
export interface OwnerReset {
  /** `7KQ2-M9XD` */
  readonly code: string;
  /** What he signs in with. */
  readonly owner: string;
  /** Until then, and once. */
  readonly until: WallTime;
}

interface OwnerResetsWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly accounts: Pick<AccountStore, "all">;
  readonly audit: Pick<AuditLog, "append">;
}

/**
 * Codes for owners who have no way in any more, made for whoever may run commands on the box's data folder. An owner has one
 * at a time, the newest; a restart forgets them all.
 */
export class OwnerResets {
  readonly #world: OwnerResetsWorld;
  readonly #byOwner = new Map<string, { readonly code: string; readonly at: Instant }>();

  constructor(world: OwnerResetsWorld) {
    this.#world = world;
  }

  /** @param by who asks, as the machine knows him */
  async ask(name: string, by: string): Promise<Result<OwnerReset>> {
    const { clock, chance, accounts, audit } = this.#world;
    const owner = name.trim().toLowerCase();
    const owners = (await accounts.all()).filter(({ role }) => role === "owner").map((account) => account.name);
    if (owners.length === 0) {
      return fail(
        "no-owner",
        `Cannot reset owner "${name}": the box is nobody's yet, and its log has the code to claim it`,
      );
    }
    if (!owners.includes(owner)) {
      return fail("no-owner", `Cannot reset owner "${name}": owners are ${owners.join(", ")}`);
    }
    const code = newClaimCode(chance);
    const at = clock.wall();
    const action: AuditAction = "owner.reset-asked";
    // Nobody gets a code that the audit does not know of.
    await audit.append([{ at, who: by, address: "", action, facts: { account: owner } }]);
    this.#byOwner.set(owner, { code, at: clock.now() });
    return ok({ code, owner, until: at + GOOD_FOR_MS as WallTime });
  }

  /** Somebody may come in by a code just now. */
  get areWaitedFor(): boolean {
    return [...this.#byOwner.keys()].some((owner) => this.#isGood(owner));
  }

  /** Whose code it is; undefined for nobody's, and for one that is too old. */
  ownerOf(typed: string): string | undefined {
    const found = [...this.#byOwner].find(([owner, { code }]) => isClaimCode(code, typed) && this.#isGood(owner));
    return found?.[0];
  }

  /** It is used; false where somebody was quicker, or it is too old by now. */
  take(typed: string): boolean {
    const owner = this.ownerOf(typed);
    return owner !== undefined && this.#byOwner.delete(owner);
  }

  #isGood(owner: string): boolean {
    const { clock } = this.#world;
    const reset = this.#byOwner.get(owner);
    return reset !== undefined && elapsed(reset.at, clock.now()) < GOOD_FOR_MS;
  }
}
