import type { Spoken } from "../directory/mod.ts";
import { ANNOUNCEMENT_FAMILY, recordedAnnouncement } from "../notebook/mod.ts";
import type { PlayItem } from "../sound/mod.ts";
import { act, type Script } from "./vocabulary.ts";

/** Something has to be over before a caller is asked for a key. */
const NOTHING: readonly PlayItem[] = [{ type: "silence", ms: 100 }];

/** What the office wants said, with the announcements that were recorded from phones in their places; what was not is left out. */
export function* worded(says: readonly Spoken[]): Script<readonly PlayItem[]> {
  const items: PlayItem[] = [];
  for (const each of says) {
    if (each.type !== "recorded") items.push(each);
    else {
      const path = recordedAnnouncement(yield* act({ do: "recall", family: ANNOUNCEMENT_FAMILY, key: each.number }));
      if (path !== undefined) items.push({ type: "file", path });
    }
  }
  return items.length === 0 ? NOTHING : items;
}
