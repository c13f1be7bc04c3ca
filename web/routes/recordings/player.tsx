import type { ComponentChildren, VNode } from "preact";
import { SoundPlayer } from "../../islands/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { idOf } from "../../recordings/mod.ts";

/** A recording: drawn, heard at any speed from any place, and kept as a file. */
export function RecordingPlayer(
  { visit: { words: { recordings: words, sound } }, path, durationMs, who, sides, children }: {
    readonly visit: SignedVisit;
    readonly path: string;
    readonly durationMs: number;
    /** Whose call it is of. */
    readonly who: string;
    /** Whom it was made of, which is heard on the left, and whom he heard. */
    readonly sides: readonly string[];
    /** What else can be done with it. */
    readonly children?: ComponentChildren;
  },
): VNode {
  const place = `/recordings/${idOf(path)}`;
  return (
    <>
      <SoundPlayer
        src={`${place}/sound`}
        outline={`${place}/outline`}
        label={words.soundOf(who)}
        durationMs={durationMs}
        words={sound}
        sides={sides}
      />
      <div class="row start tight">
        <a class="button small" href={`${place}/sound?save=yes`}>
          <Icon name="download" />
          {words.download}
        </a>
        {children}
      </div>
    </>
  );
}
