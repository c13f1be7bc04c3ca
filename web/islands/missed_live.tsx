import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { MissedList, type MissedListParts } from "../parts/mod.ts";

/** Without a word for so long the line is cut: the box says something every second. */
const CUT_MS = 5_000;

export interface MissedLiveProps extends Omit<MissedListParts, "onDeed"> {
  /** Where the same list is told again, and where it is told that it has changed. */
  readonly again: string;
  readonly news: string;
}

/** The list of missed calls, which cleans itself before one's eyes. */
export default function MissedLive({ page, again, news, ...parts }: MissedLiveProps): VNode {
  const [shown, setShown] = useState(page);
  const [isCut, setCut] = useState(false);
  /** Of several that are asked for at once, the last one counts. */
  const asked = useRef(0);
  const look = async () => {
    const mine = ++asked.current;
    const response = await fetch(again);
    if (!response.ok) return location.reload();
    const next = await response.json();
    if (mine === asked.current) setShown(next);
  };
  useEffect(() => {
    const source = new EventSource(news);
    let heard = Date.now();
    // Between the page and this line somebody may have been missed, as while it was cut.
    let wasAway = true;
    const hears = () => {
      heard = Date.now();
      if (wasAway) void look();
      wasAway = false;
      setCut(false);
    };
    source.addEventListener("changed", () => {
      hears();
      void look();
    });
    source.addEventListener("beat", hears);
    const ticking = setInterval(() => {
      if (Date.now() - heard <= CUT_MS) return;
      wasAway = true;
      setCut(true);
      // Whoever is not let in any more is told so by the page.
      if (source.readyState === EventSource.CLOSED) location.reload();
    }, 1_000);
    return () => {
      source.close();
      clearInterval(ticking);
    };
  }, []);
  const deed = async (form: HTMLFormElement) => {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    // What could not be done is said on the page that answers the form.
    if (answer.type !== "opaqueredirect") return form.submit();
    await look();
    form.reset();
  };
  const { words } = parts;
  return (
    <>
      <p class={`told ${isCut ? "bad" : ""}`} role="status" hidden={!isCut}>{words.cut}</p>
      <p class="only-heard" role="status">{shown.rows.length} {words.shown}</p>
      <MissedList page={shown} {...parts} onDeed={(form) => void deed(form)} />
      {shown.older !== undefined && (
        <p>
          <a class="button" href={`/missed?${shown.older}`}>{words.older}</a>
        </p>
      )}
    </>
  );
}
