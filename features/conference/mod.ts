/**
 * Conference rooms: whoever dials the room's number, and keys in its PIN if it has one, is with all others who did. Alone he
 * hears music until the second one comes. The others hear a tone when somebody comes or goes, or his name, as he has
 * recorded it for his mailbox; who comes from outside is asked for it, and nothing of that is kept once the room is empty. A room may start locked: until a moderator opens it only moderators come in. `*` opens a
 * menu: 1 mutes and unmutes oneself, 4 says how many there are, 8 leaves. Whoever keys in the moderator's PIN may also lock
 * the room (2), remove the last who came (3), mute everybody else (5), invite an extension, whose phone rings and whose user
 * presses 1 to come (6), record it (7), end it for all (9), and go through the guests one by one to mute, unmute or remove
 * this one (0). Whoever is muted or may speak again hears so. Whom somebody has invited belongs to that one's call. A
 * conference of three from one phone is that phone's own affair: it mixes itself. `office.yml`: `rooms`.
 *
 * @module
 */
export { ROOM, ROOM_RULE } from "./room.ts";
export { reachRoom } from "./script.ts";
