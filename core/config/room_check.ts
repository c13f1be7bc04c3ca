import type { Judge } from "./judge.ts";
import type { OfficeDraft, OfficeFile } from "./office.ts";

/** What a room cannot know before its PINs are known. */
export function checkRooms(file: OfficeFile, draft: OfficeDraft, judge: Judge): void {
  for (const [at, { pin, moderatorPin }] of file.rooms.entries()) {
    const node = draft.rooms[at]?.moderatorPin?.node;
    if (pin === undefined || pin !== moderatorPin || node === undefined) continue;
    judge.say(node.from, `rooms[${at}]`, "pin and moderator_pin are the same: every guest would be a moderator");
  }
}
