import { HOOK_EVENTS, HOOK_STATES, type HookSecrets, isWantable, type Webhook } from "../directory/mod.ts";
import { hookKey } from "../mail/mod.ts";
import { closest } from "./closest.ts";
import { wordText } from "./names.ts";
import { type Field, needed, optional, preset, record } from "./record.ts";
import { secretShape, type SecretText } from "./secret.ts";
import { choice, list, type Shape, text, whole } from "./shape.ts";

/** Before its secrets are known. */
export type DraftHookSecrets = { readonly [name in keyof HookSecrets]: SecretText };
/** A webhook before its secrets are known. */
export type DraftWebhook = Omit<Webhook, keyof HookSecrets> & DraftHookSecrets;

const SHORTEST = 16;
const LONGEST = 128;

/** What hooks are signed with. */
export const hookSecret: Shape<SecretText> = secretShape(
  { type: "string", minLength: SHORTEST, maxLength: LONGEST },
  (secret) => {
    if (secret.length < SHORTEST) return `is too short: what hooks are signed with has at least ${SHORTEST} characters`;
    if (secret.length > LONGEST) return `is too long: it has at most ${LONGEST} characters`;
    if (/\p{Cc}/u.test(secret)) return "has a control character or a line break in it";
    const key = hookKey(secret);
    return key.ok ? undefined : key.fault.text;
  },
);

/** Where programs elsewhere are told something. */
export const hookUrl: Shape<string> = text({
  what: "an address as in https://example.com/kontor",
  judge: (given) => /^https?:\/\/[^\s]+$/.test(given) && URL.canParse(given) ? undefined : true,
});

/** While a secret is changed. */
export const nextSecret: Field<SecretText> = optional(
  "next_secret",
  hookSecret,
  "The secret that comes after it: until it is moved there, both sign",
);

const event = text({
  what: "an event's name, or a pattern as in queue.* or *",
  schema: { anyOf: [{ enum: HOOK_EVENTS }, { pattern: "^([a-z]+\\.)?\\*$" }] },
  judge: (given) => {
    if (isWantable(given)) return undefined;
    const near = closest(given, HOOK_EVENTS);
    return near === undefined ? true : `"${given}" is no event: did you mean "${near}"?`;
  },
});

/** One of `webhooks:`. */
export const webhook: Shape<DraftWebhook> = record<DraftWebhook>({
  name: needed("name", wordText, "What it is called by"),
  url: needed(
    "url",
    hookUrl,
    "Where it is told of events, on this network or elsewhere: by POST, in JSON, again and again until it answers with 2xx",
  ),
  secret: needed(
    "secret",
    hookSecret,
    "What is sent is signed with it (Standard Webhooks: HMAC-SHA-256); whsec_ and base64, or any text; !kept for the one the box has",
  ),
  nextSecret,
  events: needed("events", list(event, HOOK_EVENTS.length), 'What it is told of: ["call.ended", "queue.*"]'),
  giveUpAfterH: preset("give_up_after", whole({ from: 1, to: 720, unit: "hours" }), {
    value: 72,
    about: "Hours that each event is tried; then it is a dead letter (kontor webhooks)",
  }),
  state: preset("state", choice(HOOK_STATES), {
    value: "on",
    about:
      "held: nothing is sent, and all of it waits until it is on again; off: nothing is sent, and what waits is thrown away",
  }),
});
