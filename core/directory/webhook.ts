/** What proves to a program elsewhere who tells it something (HMAC, Standard Webhooks). */
export interface HookSecrets {
  readonly secret?: string;
  /** While the secret is changed: what is sent is signed with both, until the program knows this one. */
  readonly nextSecret?: string;
}

/**
 * Whether a webhook is told: `held`: what it is to be told waits until it is on again; `off`: it is told nothing of it, and what
 * waits is thrown away.
 */
export const HOOK_STATES = ["on", "held", "off"] as const;
export type HookState = (typeof HOOK_STATES)[number];

/** A program elsewhere that is told of what happens, by POST. */
export interface Webhook extends HookSecrets {
  /** What it is called by. */
  readonly name: string;
  readonly url: string;
  /** Names of events, and patterns of them: `call.ended`, `queue.*`, `*`. */
  readonly events: readonly string[];
  /** Hours that each is tried before it becomes a dead letter. */
  readonly giveUpAfterH: number;
  readonly state: HookState;
}

/** Whose hooks those of a call for help are. */
export const EMERGENCY_HOOK = "emergency";

/** How the ids of a webhook's hooks begin; no name has a dot in it. */
export function beginningOfIds(webhook: string): string {
  return `${webhook}.`;
}

/** Whose hooks those of a webhook are: `webhooks/crm`. */
export function ownerOfHooks(webhook: string): string {
  return `webhooks/${webhook}`;
}
