import type { HookSecrets } from "./webhook.ts";

/** Who hears of it when somebody calls for help. */
export interface EmergencyNotice extends HookSecrets {
  /** Mail addresses. */
  readonly tell: readonly string[];
  /** Paging zones whose phones say it, and where it is said to those that listen without a call. */
  readonly pages: readonly string[];
  /** A program elsewhere, told by POST. */
  readonly webhook?: string;
}

/** An office that names nobody. */
export const DEFAULT_EMERGENCY_NOTICE: Omit<EmergencyNotice, keyof HookSecrets> = Object.freeze({
  tell: Object.freeze([]),
  pages: Object.freeze([]),
});
