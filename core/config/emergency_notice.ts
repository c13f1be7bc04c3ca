import type { EmergencyNotice, HookSecrets } from "../directory/mod.ts";
import { numberText } from "./names.ts";
import { optional, preset, record } from "./record.ts";
import { list, type Shape } from "./shape.ts";
import { mailAddress } from "./voicemail.ts";
import { type DraftHookSecrets, hookSecret, hookUrl, nextSecret } from "./webhook.ts";

/** The section before its secrets are known. */
export type DraftEmergencyNotice = Omit<EmergencyNotice, keyof HookSecrets> & DraftHookSecrets;

const MOST_PEOPLE = 50;

/** The number of a paging zone. */
const pageNumber: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const id = numberText.read(node, path, judge);
    if (id !== undefined) judge.refer({ kind: "page", id, from: node.from, path });
    return id;
  },
};

/** `emergency:`, who is told of calls for help. */
export const emergencyNotice: Shape<DraftEmergencyNotice> = record<DraftEmergencyNotice>({
  tell: preset("tell", list(mailAddress, MOST_PEOPLE), {
    value: [],
    about: "Mail addresses of those who are told at once; kontor.yml (smtp) or the desk names the mail server",
  }),
  pages: preset("pages", list(pageNumber, MOST_PEOPLE), {
    value: [],
    about: "Paging zones (by number) whose phones say from which extension help was called",
  }),
  webhook: optional(
    "webhook",
    hookUrl,
    "An address that is told by POST, in JSON, again and again until it answers with 2xx",
  ),
  secret: optional("secret", hookSecret, "What it is told is signed with this, as webhooks are"),
  nextSecret,
});
