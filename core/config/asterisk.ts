import { ASTERISK_FILES, type AsteriskSettings, DEFAULT_ASTERISK } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { choice, list, type Shape } from "./shape.ts";

/** `asterisk:`, what is written for programs that evaluate Asterisk's files. */
export const asterisk: Shape<AsteriskSettings> = record<AsteriskSettings>({
  files: preset("files", list(choice(ASTERISK_FILES), ASTERISK_FILES.length), {
    value: DEFAULT_ASTERISK.files,
    about: "Kept in the folder asterisk of the box's data: cdr as Master.csv, cel as cel.csv, queue_log; a month each",
  }),
});
