/**
 * An announcement: the caller is answered, hears what the office has to say, and goes on to where it says, or is let go of.
 * It is made of the box's own sentences, of the owner's recordings in `<data>/prompts`, of digits and of pauses. Who has
 * `may_announce` records some of its parts from his phone: `*777` announcement 7, `*997` plays it; where the office says
 * `{ recorded: "7" }`, in an announcement or a menu, callers hear it from the next call on. With `answer: false` it is heard
 * before the caller is answered, and costs him nothing. `office.yml`: `announcements`.
 *
 * @module
 */
export { hearAnnouncement, recordAnnouncement } from "./from_phone.ts";
export { reachAnnouncement } from "./script.ts";
