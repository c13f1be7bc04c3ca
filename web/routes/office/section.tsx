import type { VNode } from "preact";
import { addressesOf, type FieldSpec, listOf, type SectionSpec } from "../../forms/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Empty, Icon } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { aboutOf, emptyOf, labelOf } from "../../words/mod.ts";
import { sayValue } from "./control.tsx";
import { isDangerous } from "./danger.ts";
import { phonesOfExtensions } from "./extension_phones.tsx";
import { itemPage, pathOf } from "./item_page.tsx";
import { LostHooks } from "./lost_hooks.tsx";
import { officeNow } from "./office_file.ts";
import { SavedTold } from "./saved_told.tsx";
import { SectionTabs } from "./section_tabs.tsx";
import { sectionOf } from "./sections.ts";

/** The first columns say which thing it is, and need no word beside them, unless one is only a number of something. */
const NAMING = 2;
/** So many columns can be read at a glance. */
const COLUMNS = 4;

/** One section: its items, or its form where it is only one thing. */
export const officeSection: Route = {
  path: "/office/:section",
  needs: "see-office",
  // A list is only looked at.
  wantsProof: (visit, form) => sectionOf(visit.params["section"] ?? "")?.isList !== true && isDangerous(visit, form),
  get: async (visit): Promise<Answer> => {
    const section = sectionOf(visit.params["section"] ?? "");
    if (section === undefined) return { goTo: "/office" };
    const now = await officeNow(visit);
    if (!section.isList) return itemPage(visit, { section, address: undefined, now });
    const title = labelOf(section.name, visit.words.language);
    const items = listOf(now.office.at([section.name]));
    const removed = Number(visit.url.searchParams.get("removed") ?? NaN);
    // What was changed since is not to be taken back with it.
    const saved = removed === now.revision ? { revision: removed, changed: true } : undefined;
    return { title, page: <List {...{ visit, section, items, saved }} /> };
  },
};

function List(
  { visit, section, items, saved }: {
    readonly visit: SignedVisit;
    readonly section: SectionSpec;
    readonly items: readonly unknown[];
    /** One was just removed. */
    readonly saved: { readonly revision: number; readonly changed: boolean } | undefined;
  },
): VNode {
  const { words: { office: words, language }, account } = visit;
  const columns = section.fields.filter(({ kind }) => kind.is !== "secret" && kind.is !== "group").slice(0, COLUMNS);
  const mayChange = mayDo(account, "change-office");
  const where = { section: section.name, language };
  const addresses = addressesOf(section.name, items);
  const phonesOf = section.name === "extensions" ? phonesOfExtensions(visit) : undefined;
  return (
    <>
      <header class="head">
        <h1>{labelOf(section.name, language)}</h1>
        {mayChange && (
          <a class="button first" href={`/office/${section.name}/+`}>
            <Icon name="plus" />
            {words.add}
          </a>
        )}
      </header>
      {saved !== undefined && <SavedTold visit={visit} text={words.removed} saved={saved} />}
      <SectionTabs section={section.name} words={visit.words} />
      <p class="soft">{aboutOf(section.about, language)}</p>
      <section class="card wide">
        {items.length === 0
          ? (
            <Empty title={words.none} text={emptyOf(section.name, language)}>
              {mayChange && (
                <a class="button" href={`/office/${section.name}/+`}>
                  <Icon name="plus" />
                  {words.add}
                </a>
              )}
            </Empty>
          )
          : (
            <table class="table stacks named">
              <thead>
                <tr>
                  {columns.map(({ key, place }) => <th scope="col" key={key}>{labelOf(place, language)}</th>)}
                  {phonesOf !== undefined && <th scope="col">{words.phones}</th>}
                </tr>
              </thead>
              <tbody>
                {items.map((item, place) => (
                  <tr key={addresses[place]}>
                    {columns.map((column, nth) => (
                      <td
                        key={column.key}
                        {...nth < NAMING && column.kind.is !== "number"
                          ? {}
                          : { "data-label": labelOf(column.place, language) }}
                      >
                        {nth === 0
                          ? (
                            <a href={pathOf(section, addresses[place])}>
                              {cellOf(column, item, where) || addresses[place]}
                            </a>
                          )
                          : cellOf(column, item, where)}
                      </td>
                    ))}
                    {phonesOf !== undefined && (
                      <td data-label={words.phones}>{phonesOf(cellOf(columns[0]!, item, where))}</td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      </section>
      {section.name === "webhooks" && <LostHooks visit={visit} />}
    </>
  );
}

function cellOf(field: FieldSpec, item: unknown, where: Parameters<typeof sayValue>[2]): string {
  const value = typeof item === "object" && item !== null ? Reflect.get(item, field.key) : undefined;
  return sayValue(field, value ?? field.fallback, where).replaceAll("\n", ", ");
}
