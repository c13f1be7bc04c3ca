import { ANNOUNCEMENT_FAMILY, recordedAnnouncement } from "../notebook/mod.ts";
import type { DeskAnswer } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/** What can be done at the desk with the announcements that are recorded from phones (*77). */
export type AnnouncementCommand =
  | { readonly type: "announcements" }
  /** Without a file it is recorded no more. */
  | { readonly type: "record-announcement"; readonly number: string; readonly path?: string };

/** Those that there are: the file of each by its number. */
export type RecordedAnnouncements = Readonly<Record<string, string>>;

const NUMBER = /^[1-9][0-9]{0,2}$/;

export function announcementsIn({ notebook, mailboxes }: Parts, command: AnnouncementCommand): DeskAnswer {
  if (command.type === "announcements") {
    const kept = [...notebook.all(ANNOUNCEMENT_FAMILY)].flatMap(([number, value]) => {
      const path = recordedAnnouncement(value);
      return path === undefined ? [] : [[number, path] as const];
    });
    return { type: "announcements", recorded: Object.fromEntries(kept) };
  }
  const { number, path } = command;
  if (!NUMBER.test(number)) {
    return refusal("value", `Cannot record announcement "${number}": expected a number from 1 to 999`);
  }
  const before = recordedAnnouncement(notebook.get(ANNOUNCEMENT_FAMILY, number));
  notebook.set(ANNOUNCEMENT_FAMILY, number, path);
  if (before !== undefined && before !== path) mailboxes.erase(before);
  return { type: "done", text: `Announcement "${number}" is ${path === undefined ? "forgotten" : "recorded"}` };
}
