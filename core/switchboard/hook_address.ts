import { type Directory, EMERGENCY_HOOK, type HookSecrets, ownerOfHooks, type Webhook } from "../directory/mod.ts";
import type { Hook, HookAddress } from "../mail/mod.ts";

/** Where a hook goes now, and what it is signed with now; undefined where the office has nobody who is to be told. */
export function addressOf({ of, url }: Hook, directory: Directory): HookAddress | undefined {
  if (of === undefined) {
    if (url === undefined) return undefined;
    // Whoever is told at the address of a webhook knows its secret.
    const known = directory.webhooks.find((webhook) => webhook.url === url);
    return { url, secrets: known === undefined ? [] : secretsOf(known) };
  }
  if (of === EMERGENCY_HOOK) {
    const { webhook, ...notice } = directory.emergencyNotice;
    return webhook === undefined ? undefined : { url: webhook, secrets: secretsOf(notice) };
  }
  const webhook = webhookOf(of, directory);
  return webhook === undefined || webhook.state === "off"
    ? undefined
    : { url: webhook.url, secrets: secretsOf(webhook) };
}

/** The webhook whose hook it is. */
export function webhookOf(of: string | undefined, { webhooks }: Directory): Webhook | undefined {
  return webhooks.find(({ name }) => ownerOfHooks(name) === of);
}

function secretsOf({ secret, nextSecret }: HookSecrets): readonly string[] {
  return [secret, nextSecret].filter((each) => each !== undefined);
}
