import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";

type Help = Snapshot["help"][number];

/** Who has called for help: above everything else, until somebody has seen to it. */
export function HelpBanner(
  { help, words, place, onCrossOut }: {
    readonly help: readonly Help[];
    readonly words: NowWords;
    readonly place: { readonly timeZone: string; readonly language: "en" | "ro" };
    /** Where one may. */
    readonly onCrossOut: ((id: string) => void) | undefined;
  },
): VNode {
  return (
    <div class="stack tight" role="alert">
      {help.map((one) => (
        <div class="told bad alarm" data-help={one.id} key={one.id}>
          <Icon name="circle-alert" />
          <p>
            <b>
              {nameOf(one.by ?? one.from)} {words.calledHelp} <span class="number">{one.number}</span>
            </b>
            <br />
            {one.by !== undefined && <>{words.helpFrom} {nameOf(one.from)} ·</>}
            <Moment at={one.at} timeZone={place.timeZone} language={place.language} />
            {one.isLost && (
              <>
                <br />
                <b>{words.helpLost}</b>
              </>
            )}
          </p>
          {onCrossOut !== undefined && (
            <button class="button small" type="button" onClick={() => onCrossOut(one.id)}>
              <Icon name="check" />
              {words.crossOut}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

function nameOf({ number, name }: Help["from"]): string {
  return name === undefined ? number : `${name} (${number})`;
}
