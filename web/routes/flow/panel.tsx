import type { VNode } from "preact";
import { type SectionSpec, tidyRows } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { labelOf } from "../../words/mod.ts";
import type { FormState } from "../office/control.tsx";
import { DESTINATION_LIST } from "../office/destinations.tsx";
import { Field } from "../office/field_rows.tsx";
import { nameOfWay } from "./free_ways.ts";
import { makeField, NEW_KEY, NEW_WAY } from "./lead.ts";
import { MAKEABLE } from "./make.ts";
import { freeKeys, saysBesides, type WayField, waysOf } from "./ways.ts";

export interface PanelParts {
  readonly visit: SignedVisit;
  readonly section: SectionSpec;
  /** Which of its section: `main`. */
  readonly item: string;
  readonly revision: number;
  /** From where on the picture is drawn, as the address says. */
  readonly query: string;
  readonly valueAt: (path: string) => unknown;
  /** What was typed and would not do. */
  readonly typed: FormData | undefined;
  readonly faults: readonly { readonly path: string; readonly text: string }[];
}

/** What one thing says, and all its ways on, each to be led elsewhere; its other settings are on its own page. */
export function Panel(parts: PanelParts): VNode {
  const { visit, section, item, revision, query, valueAt, typed, faults } = parts;
  const { words: { flow: words, office: officeWords, language }, account } = visit;
  const isLocked = !mayDo(account, "change-office");
  const unled = freeKeys(section.fields, valueAt);
  /** Keys from which an arrow was drawn that would not do. */
  const drawn = unled.filter((key) => typed?.has(`keys.${key}`) === true);
  const free = unled.filter((key) => !drawn.includes(key));
  const ways = [
    ...waysOf(section.fields, valueAt),
    ...drawn.map((key): WayField => ({ path: `keys.${key}`, name: key, isKey: true, to: "" })),
  ];
  const besides = saysBesides(section.fields);
  const at = `${section.name}/${encodeURIComponent(item)}`;
  const state: FormState = {
    section: section.name,
    makesSecret: false,
    valueAt,
    hasSecretAt: () => false,
    typed: typed && tidyRows(section.fields, typed),
    more: String(typed?.get("row-more") ?? ""),
    faults,
    language,
    words: officeWords,
    isLocked,
  };
  return (
    <section class="card ways" id="ways">
      <header>
        <h2>{`${labelOf(section.name, language)}: ${item}`}</h2>
        <a class="button" href={`/office/${at}`}>
          <Icon name="settings" />
          {words.allSettings}
        </a>
      </header>
      {ways.length + free.length + besides.length === 0
        ? <p class="soft inside">{words.leadsNowhere}</p>
        : (
          <form class="stack inside" method="post" action={`/flow/${at}${query && `?${query}`}`} data-keeps>
            <input type="hidden" name="revision" value={String(revision)} />
            {/* Whoever presses Enter saves, whatever buttons stand before that one. */}
            <button class="only-heard" type="submit" tabindex={-1} aria-hidden="true">{officeWords.save}</button>
            <div class="grid">
              {besides.map((field) => <Field key={field.path} field={field} state={state} />)}
              {ways.map((way) => (
                <Way
                  key={way.path}
                  way={way}
                  name={nameOfWay(visit.words, section.name, way.path)}
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
  { way, name, parts: { visit, typed, faults }, isLocked }: {
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
      <div class="new-way">
        <input
          class="input"
          id={path}
          name={path}
          type="text"
          autocomplete="off"
          list={DESTINATION_LIST}
          value={typeof said === "string" ? said : to}
          disabled={isLocked}
          {...fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": `${path}-fault` }}
        />
        {!isLocked && <Make name={makeField(path)} of={name} {...{ visit, typed }} />}
      </div>
      {fault !== undefined && <span class="fault" id={`${path}-fault`}>{fault}</span>}
    </div>
  );
}

/** Something new for a way to lead to. */
function Make(
  { name, of, visit: { words: { flow: words } }, typed }: Pick<PanelParts, "visit" | "typed"> & {
    readonly name: string;
    /** What its way is called. */
    readonly of: string;
  },
): VNode {
  const wanted = typed?.get(name);
  return (
    <select class="input" name={name} aria-label={words.makeFor(of)}>
      <option value="">{words.makeNothing}</option>
      {MAKEABLE.map((section) => (
        <option key={section} value={section} selected={section === wanted}>{words.make[section]}</option>
      ))}
    </select>
  );
}

/** One more key, which may be left empty. */
function NewKey({ free, parts: { visit, typed, faults } }: { free: readonly string[]; parts: PanelParts }): VNode {
  const words = visit.words.flow;
  const key = typed?.get(NEW_KEY);
  const fault = faults.find(({ path }) => path === `keys.${key}`)?.text;
  return (
    <div class="field">
      <label for={NEW_WAY}>{words.newKey}</label>
      <div class="new-way has-key">
        <select class="input" name={NEW_KEY} aria-label={words.whichKey}>
          {free.map((each) => <option key={each} value={each} selected={each === key}>{each}</option>)}
        </select>
        <input
          class="input"
          id={NEW_WAY}
          name={NEW_WAY}
          type="text"
          autocomplete="off"
          list={DESTINATION_LIST}
          value={String(typed?.get(NEW_WAY) ?? "")}
          {...fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": "new-fault" }}
        />
        <Make name={makeField(NEW_WAY)} of={words.newKey} {...{ visit, typed }} />
      </div>
      {fault !== undefined && <span class="fault" id="new-fault">{fault}</span>}
    </div>
  );
}
