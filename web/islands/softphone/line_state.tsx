import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../parts/mod.ts";
import type { Line } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";

export interface LineStateParts {
  readonly line: Line;
  readonly words: SoftphoneWords;
  readonly onTakeOver: () => void;
}

/** How it stands between this window and the box, and what helps. */
export function LineState({ line, words, onTakeOver }: LineStateParts): VNode {
  const [isSecure, setSecure] = useState(true);
  useEffect(() => setSecure(isSecureContext), []);
  if (!isSecure) return <p class="told bad" role="status">{words.insecure}</p>;
  if (line === "ready" || line === "starting") {
    return (
      <p class="line" role="status" data-line={line}>
        <span class={`tag ${line === "ready" ? "good" : ""}`}>{words.line[line]}</span>
      </p>
    );
  }
  return (
    <p class="told bad" role="status" data-line={line}>
      <Icon name="circle-alert" />
      <span>{words.line[line]}</span>
      {line === "elsewhere" && <button class="button small" type="button" onClick={onTakeOver}>{words.useHere}</button>}
      {line === "refused" && <a class="button small" href="/sign-in?back=%2Fcall">{words.signIn}</a>}
    </p>
  );
}
