import type { ComponentChildren, VNode } from "preact";
import type { OfficeText, OfficeValues, SectionSpec } from "../../forms/mod.ts";
import type { Answer, SignedVisit } from "../../page/mod.ts";
import { Icon, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { aboutOf, labelOf } from "../../words/mod.ts";
import { Destinations } from "./destinations.tsx";
import { FieldRows, type FormState } from "./field_rows.tsx";
import { type OfficeNow, placeOf } from "./office_file.ts";

export interface ItemParts {
  readonly section: SectionSpec;
  /** `101`; `+` for a new one; undefined where the section is one thing. */
  readonly key: string | undefined;
  readonly now: OfficeNow;
  /** What was typed and would not do. */
  readonly typed?: FormData;
  readonly faults?: readonly { readonly path: string; readonly text: string }[];
  readonly told?: ComponentChildren;
  readonly below?: ComponentChildren;
}

/** Where in the file an item stands; undefined where it is not there (any more). */
export function placeIn(
  office: Pick<OfficeText, "at">,
  section: SectionSpec,
  key: string | undefined,
): readonly (string | number)[] | undefined {
  if (!section.isList) return [section.name];
  const items = office.at([section.name]);
  const all: readonly unknown[] = Array.isArray(items) ? items : [];
  if (key === "+") return [section.name, all.length];
  const place = placeOf(all, key ?? "");
  return place < 0 ? undefined : [section.name, place];
}

/** The form of one thing in the office. */
export function itemPage(visit: SignedVisit, parts: ItemParts): Answer {
  const { section, key, now, faults = [] } = parts;
  const { office } = now;
  const at = placeIn(office, section, key);
  if (at === undefined) return { goTo: `/office/${section.name}` };
  const state: FormState = {
    section: section.name,
    makesSecret: key === "+" && section.name === "extensions",
    valueAt: (path) => office.at([...at, ...path.split(".")]),
    hasSecretAt: (path) => office.hasSecret([...at, ...path.split(".")]),
    typed: parts.typed,
    faults,
    language: visit.words.language,
    words: visit.words.office,
    isLocked: !mayDo(visit.account, "change-office"),
  };
  const name = labelOf(section.name, visit.words.language);
  const title = key === undefined || key === "+" ? name : `${name}: ${key}`;
  const page = <Item {...{ visit, parts, title, state, office }} />;
  return { title, page, status: faults.length === 0 ? 200 : 422 };
}

function Item(
  { visit, parts, title, state, office }: {
    readonly office: OfficeValues;
    readonly visit: SignedVisit;
    readonly parts: ItemParts;
    readonly title: string;
    readonly state: FormState;
  },
): VNode {
  const { section, key, now, faults = [], told, below } = parts;
  const { words: { office: words, language } } = visit;
  const action = `/office/${section.name}${key === undefined ? "" : `/${encodeURIComponent(key)}`}`;
  return (
    <>
      <header class="head">
        <h1>{title}</h1>
        {key !== undefined && key !== "+" && !state.isLocked && (
          <form method="post" action={`${action}/remove`}>
            <input type="hidden" name="revision" value={String(now.revision)} />
            <button class="button danger" type="submit">
              <Icon name="trash-2" />
              {words.remove}
            </button>
          </form>
        )}
      </header>
      <p class="soft">{aboutOf(section.about, language)}</p>
      {told}
      {faults.length > 0 && (
        <Told kind="bad">
          <div>
            <b>{words.faults}</b>
            <ul>
              {faults.map(({ path, text }) => <li key={path + text}>{path === "" ? text : `${path}: ${text}`}</li>)}
            </ul>
          </div>
        </Told>
      )}
      {below}
      <form class="stack" method="post" action={action}>
        <input type="hidden" name="revision" value={String(now.revision)} />
        <FieldRows fields={section.fields} state={state} />
        <Destinations office={office} language={language} />
        {!state.isLocked && (
          <p class="bar">
            <button class="button first" type="submit">{words.save}</button>
          </p>
        )}
      </form>
    </>
  );
}
