/**
 * The recordings of calls: which calls are recorded, and how long their files are kept.
 *
 * Which ones, by `recording:` of `office.yml`: of its `rules` the first that fits the two who talk counts (one of them, the
 * group that was rung, the trunk, the direction; all that the rule names must fit), and where none fits what is said of the
 * call's direction. `always`: recorded from the answer on, and nobody can stop it; `on-demand`: whoever of the house may
 * (`may_record`) presses `*1` to begin and `*1` to stop; `never`: not at all. `*4` leaves out what nobody may write down (a
 * card's number) until it is pressed again, also of a call that is always recorded. Where there is a notice both hear it
 * before they talk, or when the recording begins; whoever calls for help is neither told nor kept waiting.
 *
 * A recording is made of one of the two: of whoever is outside, or else of the caller. On its left is what he says, on its
 * right what he hears; so it goes on while he is held, parked, transferred or in a conference, for as long as he is on the
 * phone. Whom he is joined with is judged anew: a `never` ends it. Where he leaves and the others talk on, what was begun on
 * demand goes on in a new file.
 *
 * Files lie in `recordings/<day>/<call>-<number>` below the data folder, sealed. Beyond `keep` days they are thrown away, and
 * above `quota` the oldest are, which is told before; one that somebody holds stays until he lets go of it, and any may be
 * erased before its time. What the box wrote when it lost power is closed at its next start.
 *
 * @module
 */
export { Archive, type ArchiveEars } from "./archive.ts";
export { type KeptRecording, readRecording, writeRecording } from "./kept.ts";
export { modeOf, type Talk } from "./rule.ts";
