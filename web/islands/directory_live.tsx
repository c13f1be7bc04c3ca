import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ContactList, type ContactListParts, Icon } from "../parts/mod.ts";

export interface DirectoryLiveProps extends Omit<ContactListParts, "isNarrowed"> {
  /** What was looked for when the page came. */
  readonly q: string;
}

/** So long after the last letter somebody has stopped typing. */
const PAUSE_MS = 120;

/** The phone book, which narrows while one types. */
export default function DirectoryLive({ page, q, words }: DirectoryLiveProps): VNode {
  const [shown, setShown] = useState(page);
  const [wanted, setWanted] = useState(q);
  /** Of several that are asked for at once, the last one counts. */
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    if (wanted === q && shown === page) return;
    const pause = setTimeout(async () => {
      const query = new URLSearchParams({ q: wanted });
      const response = await fetch(`/directory/list?${query}`);
      if (!response.ok) return location.reload();
      const found = await response.json();
      if (mine !== asked.current) return;
      setShown(found);
      history.replaceState(null, "", wanted === "" ? "/directory" : `/directory?${query}`);
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wanted]);
  return (
    <>
      <form class="filters" method="get" action="/directory" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="grow">
          <span class="only-heard">{words.search}</span>
          <input
            class="input"
            type="search"
            name="q"
            value={wanted}
            placeholder={words.search}
            autocomplete="off"
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <button class="button" type="submit">
          <Icon name="search" />
          {words.find}
        </button>
      </form>
      <p class="only-heard" role="status" data-found={shown.total}>{shown.total} {words.shown}</p>
      <ContactList page={shown} words={words} isNarrowed={wanted !== ""} />
      {shown.more !== undefined && (
        <p>
          <a class="button" href={`/directory?${shown.more}`}>{words.more}</a>
        </p>
      )}
    </>
  );
}
