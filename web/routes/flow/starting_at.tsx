import type { VNode } from "preact";
import type { Flow } from "../../flow/mod.ts";
import type { Words } from "../../words/mod.ts";

/** Fewer are seen at a glance. */
const LEAST_BOXES = 8;

/** As it stands in addresses: `from=menus%2Fmain`; empty: from everywhere. */
export function startingQuery(url: URL): string {
  const from = url.searchParams.get("from") ?? "";
  return from === "" ? "" : `from=${encodeURIComponent(from)}`;
}

/** Chooses from which number or thing on the picture is drawn. */
export function StartingAt({ url, flow: { nodes }, words: { flow: words } }: {
  readonly url: URL;
  /** All of it. */
  readonly flow: Flow;
  readonly words: Words;
}): VNode | null {
  const from = url.searchParams.get("from") ?? "";
  if (nodes.length < LEAST_BOXES && from === "") return null;
  const kinds = Map.groupBy(nodes.filter(({ at }) => at !== undefined), ({ kind }) => kind);
  return (
    <form class="row start" method="get" action="/flow">
      <label for="from">{words.startingAt}</label>
      <select class="input" id="from" name="from">
        <option value="">{words.everywhere}</option>
        {[...kinds].map(([kind, each]) => (
          <optgroup key={kind} label={words.kinds[kind] ?? kind}>
            {each.map(({ id, at, name }) => <option key={id} value={at} selected={at === from}>{name}</option>)}
          </optgroup>
        ))}
      </select>
      <button class="button" type="submit">{words.show}</button>
    </form>
  );
}
