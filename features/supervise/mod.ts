/**
 * Listening in: `*33101` lets a supervisor hear the call that 101 is in. While he listens, 4 is listening alone, 5 whispers
 * (only 101 hears him), 6 barges in (both hear him), `*` goes to 101's next call, or hangs up behind the last one. Nobody is
 * told, unless `supervision: { tone: true }`; the record says who listened to whom, when and how. He goes along wherever 101
 * goes with the call, but into no conference and to nobody who may not be listened to. `*338001` hears the calls of a queue,
 * whoever serves; there, and at an agent of a queue, he waits for the next call when there is none. `*332001` hears a
 * conference in the same way, where 5 is refused, for as long as two are in it and nobody who may not be listened to. Whom
 * somebody may listen to is said at his extension: `office.yml`: `extensions`: `may_supervise` (numbers of people, groups,
 * queues or rooms); who says `supervised: false` is listened to by nobody.
 *
 * @module
 */
export { supervise } from "./script.ts";
