/**
 * Find me: an extension's calls also ring at other numbers of its owner, at once or after a while, and outside the office
 * whoever answers presses 1 to take the call, so that a mobile's voicemail never does. `*21` turns it off and on again; the
 * ringing itself is part of `features/extension`. `office.yml`: `extensions`: `find_me`.
 *
 * @module
 */
export { turnFindMe } from "./script.ts";
