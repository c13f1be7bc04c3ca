import type { EmergencyNotice } from "../directory/mod.ts";
import { numberText } from "./names.ts";
import { optional, preset, record } from "./record.ts";
import { list, type Shape, text } from "./shape.ts";
import { mailAddress } from "./voicemail.ts";

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

const url = text({
  what: "an address as in https://example.com/alarm",
  judge: (given) => /^https?:\/\/[^\s]+$/.test(given) && URL.canParse(given) ? undefined : true,
});

/** `emergency:`, who is told of calls for help. */
export const emergencyNotice: Shape<EmergencyNotice> = record<EmergencyNotice>({
  tell: preset("tell", list(mailAddress, MOST_PEOPLE), {
    value: [],
    about: "Mail addresses of those who are told at once; kontor.yml names the mail server (smtp)",
  }),
  pages: preset("pages", list(pageNumber, MOST_PEOPLE), {
    value: [],
    about: "Paging zones (by number) whose phones say from which extension help was called",
  }),
  webhook: optional(
    "webhook",
    url,
    "An address that is told by POST, in JSON, again and again until it answers with 2xx",
  ),
});
