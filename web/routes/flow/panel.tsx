import type { VNode } from "preact";
import type { SectionSpec } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { labelOf } from "../../words/mod.ts";
import { DESTINATION_LIST } from "../office/destinations.tsx";
import { freeKeys, type WayField, waysOf } from "./ways.ts";

export interface PanelParts {
  readonly visit: SignedVisit;
  readonly section: SectionSpec;
  /** Which of its section: `main`. */
  readonly item: string;
  readonly revision: number;
  readonly valueAt: (path: string) => unknown;
  /** What was typed and would not do. */
  readonly typed: FormData | undefined;
  readonly faults: readonly { readonly path: string; readonly text: string }[];
}

/** All ways on of one thing, each to be led elsewhere; its other settings are on its own page. */
export function Panel(parts: PanelParts): VNode {
  const { visit, section, item, revision, valueAt } = parts;
  const { words: { flow: words, office: officeWords, language }, account } = visit;
  const isLocked = !mayDo(account, "change-office");
  const ways = waysOf(section.fields, valueAt);
  const free = freeKeys(section.fields, valueAt);
  const at = `${section.name}/${encodeURIComponent(item)}`;
  return (
    <section class="card ways" id="ways">
      <header>
        <h2>{`${labelOf(section.name, language)}: ${item}`}</h2>
        <a class="button" href={`/office/${at}`}>
          <Icon name="settings" />
          {words.allSettings}
        </a>
      </header>
      {ways.length + free.length === 0
        ? <p class="soft inside">{words.leadsNowhere}</p>
        : (
          <form class="stack inside" method="post" action={`/flow/${at}`}>
            <input type="hidden" name="revision" value={String(revision)} />
            <div class="grid">
              {ways.map((way) => (
                <Way
                  key={way.path}
                  way={way}
                  name={way.isKey ? words.key(way.name) : labelOf(`${section.name}.${way.name}`, language)}
                  {...{ parts, isLocked }}
                />
              ))}
              {free.length > 0 && !isLocked && <NewKey free={free} parts={parts} />}
            </div>
            {!isLocked && (
              <p>
                <button class="button first" type="submit">{officeWords.save}</button>
              </p>
            )}
          </form>
        )}
    </section>
  );
}

function Way(
  { way, name, parts: { typed, faults }, isLocked }: {
    readonly way: WayField;
    readonly name: string;
    readonly parts: PanelParts;
    readonly isLocked: boolean;
  },
): VNode {
  const { path, to } = way;
  const said = typed?.get(path);
  const fault = faults.find((each) => each.path === path || each.path === `${path}.to`)?.text;
  return (
    <div class="field">
      <label for={path}>{name}</label>
      <input
        id={path}
        name={path}
        type="text"
        autocomplete="off"
        list={DESTINATION_LIST}
        value={typeof said === "string" ? said : to}
        disabled={isLocked}
        {...fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": `${path}-fault` }}
      />
      {fault !== undefined && <span class="fault" id={`${path}-fault`}>{fault}</span>}
    </div>
  );
}

/** One more key, which may be left empty. */
function NewKey({ free, parts: { visit, typed, faults } }: { free: readonly string[]; parts: PanelParts }): VNode {
  const words = visit.words.flow;
  const key = typed?.get("new-key");
  const fault = faults.find(({ path }) => path === `keys.${key}`)?.text;
  return (
    <div class="field">
      <label for="new-to">{words.newKey}</label>
      <div class="new-way">
        <select class="input" name="new-key" aria-label={words.whichKey}>
          {free.map((each) => <option key={each} value={each} selected={each === key}>{each}</option>)}
        </select>
        <input
          class="input"
          id="new-to"
          name="new-to"
          type="text"
          autocomplete="off"
          list={DESTINATION_LIST}
          value={String(typed?.get("new-to") ?? "")}
          {...fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": "new-fault" }}
        />
      </div>
      {fault !== undefined && <span class="fault" id="new-fault">{fault}</span>}
    </div>
  );
}
