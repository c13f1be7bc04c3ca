import type { ComponentChildren, VNode } from "preact";
import { NEW_ITEM, type OfficeValues, placeIn, type SectionSpec, tidyRows } from "../../forms/mod.ts";
import type { OfficeNow } from "../../office/mod.ts";
import type { Answer, SignedVisit } from "../../page/mod.ts";
import { Icon, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { aboutOf, labelOf, labelOfPath } from "../../words/mod.ts";
import { Destinations } from "./destinations.tsx";
import { Schedules } from "./schedules.tsx";
import type { FormState } from "./control.tsx";
import { FieldRows } from "./field_rows.tsx";
import { freshValues } from "./fresh_values.ts";
import { type ItemPast, itemPast } from "./item_past.ts";
import type { ShownFault } from "./office_file.ts";
import { Past } from "./past.tsx";
import { RefusedAddresses } from "./refused_addresses.tsx";
import { SectionTabs } from "./section_tabs.tsx";

export interface ItemParts {
  readonly section: SectionSpec;
  /** `101`; `+` for a new one; undefined where the section is one thing. */
  readonly address: string | undefined;
  readonly now: OfficeNow;
  /** What was typed and would not do. */
  readonly typed?: FormData;
  readonly faults?: readonly ShownFault[];
  readonly told?: ComponentChildren;
  readonly below?: ComponentChildren;
  /** Saving replaces what somebody else has said meanwhile. */
  readonly isOver?: boolean;
}

/** Where the page of a thing is. */
export function pathOf({ name }: SectionSpec, address: string | undefined): string {
  return `/office/${name}${address === undefined ? "" : `/${encodeURIComponent(address)}`}`;
}

/** The form of one thing in the office. */
export async function itemPage(visit: SignedVisit, parts: ItemParts): Promise<Answer & { readonly status?: number }> {
  const { section, address, now, faults = [] } = parts;
  const { office } = now;
  const at = placeIn(office, section, address);
  if (at === undefined) return { goTo: `/office/${section.name}` };
  const isNew = address === NEW_ITEM;
  const typed = parts.typed && tidyRows(section.fields, parts.typed);
  const like = visit.url.searchParams.get("like") ?? undefined;
  const state: FormState = {
    section: section.name,
    makesSecret: isNew && section.name === "extensions",
    valueAt: isNew ? freshValues(office, section, like) : (path) => office.at([...at, ...path.split(".")]),
    hasSecretAt: (path) => office.hasSecret([...at, ...path.split(".")]),
    typed,
    more: String(parts.typed?.get("row-more") ?? ""),
    faults,
    language: visit.words.language,
    words: visit.words.office,
    isLocked: !mayDo(visit.account, "change-office"),
  };
  const name = labelOf(section.name, visit.words.language);
  const title = address === undefined || isNew ? name : `${name}: ${address}`;
  const past = isNew ? undefined : await itemPast(visit, section, { at });
  const refused = <RefusedAddresses visit={visit} value={office.at(at)} />;
  const page = <Item {...{ visit, parts, title, state, office, past, refused }} />;
  return { title, page, status: faults.length === 0 ? 200 : 422 };
}

function Item(
  { visit, parts, title, state, office, past, refused }: {
    readonly office: OfficeValues;
    readonly refused: VNode;
    /** Undefined: it is not there yet. */
    readonly past: ItemPast | undefined;
    readonly visit: SignedVisit;
    readonly parts: ItemParts;
    readonly title: string;
    readonly state: FormState;
  },
): VNode {
  const { section, address, now, typed, faults = [], told, below, isOver = false } = parts;
  const { words: { office: words, language } } = visit;
  const action = pathOf(section, address);
  /** A fault elsewhere in the office says where from the office down. */
  const isOwn = (path: string) => section.fields.some(({ key }) => key === /^[^.[]*/.exec(path)?.[0]);
  return (
    <>
      <header class="head">
        <h1>{title}</h1>
        {address !== undefined && address !== NEW_ITEM && !state.isLocked && (
          <div class="row">
            <a class="button" href={`/office/${section.name}/${NEW_ITEM}?like=${encodeURIComponent(address)}`}>
              <Icon name="plus" />
              {words.another}
            </a>
            <form method="post" action={`${action}/remove`}>
              <input type="hidden" name="revision" value={String(now.revision)} />
              <button class="button danger" type="submit">
                <Icon name="trash-2" />
                {words.remove}
              </button>
            </form>
          </div>
        )}
      </header>
      <SectionTabs section={section.name} words={visit.words} />
      <p class="soft">{aboutOf(section.about, language)}</p>
      {told}
      {refused}
      {faults.length > 0 && (
        <Told kind="bad">
          <div>
            <b>{words.faults}</b>
            <ul>
              {faults.map(({ path, text }) => (
                <li key={path + text}>
                  {path === "" ? text : `${labelOfPath(path, language, isOwn(path) ? section.name : "")}: ${text}`}
                </li>
              ))}
            </ul>
          </div>
        </Told>
      )}
      {below}
      <form class="stack" method="post" action={action} data-keeps={typed === undefined ? "" : "typed"}>
        <input type="hidden" name="revision" value={String(now.revision)} />
        {/* Whoever presses Enter saves, whatever buttons stand before that one. */}
        <button class="only-heard" type="submit" tabindex={-1} aria-hidden="true">{words.save}</button>
        <FieldRows fields={section.fields} state={state} />
        <Destinations office={office} language={language} />
        <Schedules language={language} />
        {!state.isLocked && (
          <p class="bar">
            <button class="button first" type="submit">{isOver ? words.saveOver : words.save}</button>
          </p>
        )}
      </form>
      {past !== undefined && <Past {...{ visit, section, past }} />}
    </>
  );
}
