import type { EmergencyNotice } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { list, type Shape } from "./shape.ts";
import { mailAddress } from "./voicemail.ts";

const MOST_PEOPLE = 50;

/** `emergency:`, who is told of calls for help. */
export const emergencyNotice: Shape<EmergencyNotice> = record<EmergencyNotice>({
  tell: preset("tell", list(mailAddress, MOST_PEOPLE), {
    value: [],
    about: "Mail addresses of those who are told at once; kontor.yml names the mail server (smtp)",
  }),
});
