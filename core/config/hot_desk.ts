import { CALL_CLASSES, DEFAULT_HOT_DESK, type HotDesk } from "../directory/mod.ts";
import { optional, preset, record } from "./record.ts";
import { choice, made, type Shape, text } from "./shape.ts";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const timeOfDay = text({
  what: 'a time of day as in "20:00"',
  schema: { pattern: TIME.source },
  judge: (given) => TIME.test(given) ? undefined : true,
});

/** `desk:`, people who sit at phones that are not their own. */
export const hotDesk: Shape<HotDesk> = record<HotDesk>({
  login: preset<"move" | "add">("login", choice(["move", "add"]), {
    value: DEFAULT_HOT_DESK.login,
    about: "Whether who logs in on a phone is only there from then on, or there too",
  }),
  logoutAt: optional(
    "logout",
    made(timeOfDay, (given) => given.replace(":", "")),
    'When everybody is logged out again, by the office\'s clock: "20:00"',
  ),
  sharedMayCall: preset("shared_may_call", choice(CALL_CLASSES), {
    value: DEFAULT_HOT_DESK.sharedMayCall,
    about: "The dearest numbers that a shared phone may call until somebody logs in; emergency numbers always",
  }),
});
