import type { VNode } from "preact";
import { Icon, Moment, type MomentParts } from "../../parts/mod.ts";
import type { Deed, Notice } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";
import { say } from "./say.ts";

export interface NoticesParts {
  readonly notices: readonly Notice[];
  readonly whoOf: (notice: Notice) => string;
  readonly place: Omit<MomentParts, "at">;
  readonly words: SoftphoneWords;
  readonly onDeed: (deed: Deed) => void;
  readonly onCall: (number: string) => void;
}

/** What happened while nobody looked, newest first; it is said aloud as it comes. */
export function Notices({ notices, whoOf, place, words, onDeed, onCall }: NoticesParts): VNode {
  return (
    <ul class="notices bare-list" aria-label={words.notices} aria-live="polite">
      {notices.map((notice) => (
        <li
          class={`told ${notice.what.kind === "missed" ? "warn" : "bad"}`}
          key={notice.id}
          data-notice={notice.what.kind}
        >
          <Icon name={notice.what.kind === "missed" ? "phone-missed" : "circle-alert"} />
          <span>
            {sentenceOf(notice, whoOf(notice), words)}
            <span class="below">
              <Moment at={notice.at} {...place} />
            </span>
          </span>
          {(notice.what.kind === "missed" || notice.what.kind === "not-reached") && notice.peer.number !== "" && (
            <button
              class="button small"
              type="button"
              onClick={() => onCall(notice.peer.number)}
            >
              {words.callBack}
            </button>
          )}
          <button
            class="button small bare"
            type="button"
            aria-label={words.crossOut}
            onClick={() => onDeed({ do: "cross-out", notice: notice.id })}
          >
            <Icon name="x" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function sentenceOf({ what }: Notice, who: string, words: SoftphoneWords): string {
  switch (what.kind) {
    case "missed":
      return say(words.missed, { who });
    case "not-transferred":
      return say(words.notTransferred, { who });
    case "not-joined":
      return say(words.notJoined, { who });
    case "no-sound":
      return say(words.noSound[what.why], { who });
    case "not-recorded":
      return words.notRecorded;
    case "not-reached":
      return say(words.notReached[what.why], { who });
  }
}
