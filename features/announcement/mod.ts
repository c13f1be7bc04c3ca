/**
 * An announcement: the caller is answered, hears what the office has to say, and goes on to where it says, or is let go of.
 * It is made of the box's own sentences, of the owner's recordings in `<data>/prompts`, of digits and of pauses.
 * `office.yml`: `announcements`.
 *
 * @module
 */
export { reachAnnouncement } from "./script.ts";
