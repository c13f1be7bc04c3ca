/**
 * Voicemail: an extension with `voicemail:` in `office.yml` has a mailbox. Who does not reach it hears its greeting (standard,
 * or recorded by its owner: his own, for when he is busy, or away until a day) and leaves a message after the tone; `*101`
 * leads straight there. `#`, or silence, ends the message; then 1 sends it, 2 plays it, 3 records it again, 4 marks it urgent;
 * who hangs up has sent it, too. While the greeting plays, `0` rings the operator, `*` lets the owner in, any other key skips it.
 *
 * `*97` hears one's own box, `*98` any, each after its PIN. The keys are those of FreePBX:
 *
 * | in the box          | at a message                                            | greetings (`0`)                 |
 * | ------------------- | ------------------------------------------------------- | ------------------------------- |
 * | 1 new messages      | 1 from the first one on; 4 previous, 5 again, 6 next     | 1 my own greeting               |
 * | 2 saved             | 2 call back; 3 number, time and length                   | 2 for when I am busy            |
 * | 3 deleted           | 7 delete, and undelete within a day                      | 3 my name                       |
 * | 4 leave a message   | 8 forward, with a comment                                | 4 away, until a day (`2412`)    |
 * | 0 greetings and PIN | 9 save                                                   | 5 PIN                           |
 * | # finish            | * back                                                   | 6 the standard greeting, 7 lists |
 *
 * Where an extension is asked for that is to have a message, a list may be named too: `1` to `9` are the owner's own, which he makes
 * by keying in who is on them, and `voicemail: lists` of the office has numbers of its own.
 *
 * `5` while a message's envelope is read leads straight to its sound. A new message that was heard to its end is saved. `office.yml`: `voicemail`, and `voicemail` of each extension.
 *
 * @module
 */
export { leaveMessage } from "./leave.ts";
export { hearAny, hearMine } from "./log_in.ts";
