import type { ComponentChildren, VNode } from "preact";
import { type Drawing, flowOf, layOut, onwards } from "../../flow/mod.ts";
import { addressesOf, listOf, OfficeText, placeIn, ROW_ACTS, type SectionSpec } from "../../forms/mod.ts";
import { FlowPicture, type FlowPictureProps } from "../../islands/mod.ts";
import type { OfficeNow } from "../../office/mod.ts";
import { type Answer, type PageAnswer, type Route, type SignedVisit } from "../../page/mod.ts";
import { Icon, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { labelOf, type Words } from "../../words/mod.ts";
import { DESTINATION_LIST, Destinations } from "../office/destinations.tsx";
import { isDangerous } from "../office/danger.ts";
import { saidByOthers } from "../office/conflict.tsx";
import { officeNow, saveOffice, type ShownFault, shownFaults } from "../office/office_file.ts";
import { sameItem } from "../office/same_item.ts";
import { SavedTold } from "../office/saved_told.tsx";
import { sectionOf } from "../office/sections.ts";
import { freeWaysOf, nameOfWay } from "./free_ways.ts";
import { drawnIn, leadElsewhere, makeField } from "./lead.ts";
import { Panel } from "./panel.tsx";
import { StartingAt, startingQuery } from "./starting_at.tsx";

/** What can be put on the way of a call. */
const TO_ADD = ["numbers", "hours", "menus", "groups", "queues", "announcements"] as const;

/** From the numbers that the world calls to whoever answers, as boxes and arrows that can be led elsewhere. */
export const flow: Route = {
  path: "/flow",
  needs: "see-office",
  get: async (visit) => {
    const [name = "", item = ""] = (visit.url.searchParams.get("at") ?? "").split("/").map(decodeURIComponent);
    return flowPage(visit, { now: await officeNow(visit), chosen: chosenOf(name, item) });
  },
};

/** The ways on of one thing, as its panel or an arrow that was drawn elsewhere says. */
export const flowSave: Route = {
  path: "/flow/:section/:item",
  needs: "change-office",
  wantsProof: isDangerous,
  post: async (visit, form): Promise<Answer> => {
    const chosen = chosenOf(visit.params["section"] ?? "", visit.params["item"] ?? "");
    const now = await officeNow(visit);
    if (chosen === undefined) return { goTo: "/flow" };
    const { section, item } = chosen;
    const same = await sameItem(visit, { section, address: item, form, now });
    if (same.is === "gone") {
      const told = <Told kind="warn">{visit.words.office.removedByOther}</Told>;
      return { ...flowPage(visit, { now, chosen: undefined, told }), status: 409 };
    }
    const { at } = same;
    if (same.is === "changed") {
      const other = `/flow?at=${section.name}/${encodeURIComponent(item)}`;
      const told = await saidByOthers(visit, section, { at, form, other });
      const typed = drawnIn(form, section.fields, same.before);
      return { ...flowPage(visit, { now, chosen: chosenAt(now, section, at), typed, told }), status: 409 };
    }
    if (ROW_ACTS.some((act) => form.has(act))) {
      return flowPage(visit, { now, chosen: chosenAt(now, section, at), typed: form });
    }
    const office = new OfficeText(now.text);
    const { fields } = section;
    const [made] = leadElsewhere(office, { at, fields, form, names: visit.words.flow.made });
    const saved = await saveOffice(visit, { now, office, section: section.name, item });
    if (!saved.ok && saved.hasMoved) return flowSave.post!(visit, form, undefined);
    if (!saved.ok) {
      const faults = shownFaults(visit, saved, at);
      const told = (
        <Told kind="bad">
          <div>
            <b>{visit.words.office.faults}</b>
            <ul>
              {faults.map(({ text }) => <li key={text}>{text}</li>)}
            </ul>
          </div>
        </Told>
      );
      return flowPage(visit, { now, chosen, typed: form, faults, told });
    }
    const told = <SavedTold visit={visit} saved={saved} />;
    const after = await officeNow(visit);
    // Whoever has made something says next what it does.
    const next = made === undefined ? chosenAt(after, section, at) : chosenAt(after, sectionOf(made.at[0])!, made.at);
    return flowPage(visit, { now: after, chosen: next, told });
  },
};

interface Chosen {
  readonly section: SectionSpec;
  readonly item: string;
}

interface FlowParts {
  readonly now: OfficeNow;
  readonly chosen: Chosen | undefined;
  readonly typed?: FormData;
  readonly faults?: readonly ShownFault[];
  readonly told?: ComponentChildren;
}

function chosenAt({ office }: OfficeNow, section: SectionSpec, at: readonly (string | number)[]): Chosen | undefined {
  const item = addressesOf(section.name, listOf(office.at([section.name])))[Number(at[1])];
  return item === undefined ? undefined : { section, item };
}

function chosenOf(name: string, item: string): Chosen | undefined {
  const section = sectionOf(name);
  return section?.isList === true ? { section, item } : undefined;
}

function flowPage(visit: SignedVisit, parts: FlowParts): PageAnswer {
  const { words, world, account } = visit;
  const { now, chosen, typed, faults = [], told } = parts;
  const whole = flowOf(world.directory());
  const query = startingQuery(visit.url);
  const drawing = layOut(
    onwards(whole, visit.url.searchParams.get("from") ?? ""),
    ({ by }) => by.map(({ why, key }) => key ?? words.flow.ways[why] ?? "").filter((text) => text !== "").join(", "),
  );
  const { office } = now;
  const at = chosen === undefined ? undefined : placeIn(office, chosen.section, chosen.item);
  const mayChange = mayDo(account, "change-office");
  const free = mayChange ? freeWaysOf(office, drawing.nodes) : {};
  const page = (
    <>
      <header class="head">
        <h1>{words.flow.title}</h1>
        {mayChange && <Adding visit={visit} />}
      </header>
      {told}
      {drawing.nodes.length === 0
        ? (
          <section class="card empty">
            <Icon name="phone-incoming" />
            <b>{words.flow.empty}</b>
            <span class="soft">{words.flow.emptyText}</span>
          </section>
        )
        : (
          <>
            <p class="soft">{mayChange ? `${words.flow.text} ${words.flow.drawText}` : words.flow.text}</p>
            <StartingAt url={visit.url} flow={whole} words={words} />
            {chosen !== undefined && at !== undefined && (
              <Panel
                {...{ visit, ...chosen, query, typed, faults }}
                revision={now.revision}
                valueAt={(path) => office.at([...at, ...path.split(".")])}
              />
            )}
            <section class="card wide flow" tabindex={0} aria-label={words.flow.title}>
              <FlowPicture
                {...{ drawing, mayChange, free, query }}
                revision={now.revision}
                chosen={chosen === undefined ? "" : `${chosen.section.name}/${encodeURIComponent(chosen.item)}`}
                list={DESTINATION_LIST}
                makeField={makeField("")}
                wayNames={wayNamesOf(words, drawing, free)}
                words={pictureWords(words)}
              />
            </section>
            <Destinations office={office} language={words.language} />
          </>
        )}
    </>
  );
  return { title: words.flow.title, page, status: faults.length === 0 ? 200 : 422 };
}

/** What its ways are called that can be led somewhere; keys are called the same of whatever they are. */
function wayNamesOf(
  words: Words,
  { nodes, edges }: Drawing,
  free: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  const sections = new Map(nodes.map(({ id, at = "" }) => [id, at.split("/")[0]!]));
  const ways = [
    ...edges.flatMap(({ from, by }) => by.flatMap(({ path }) => path === undefined ? [] : [[from, path] as const])),
    ...Object.entries(free).flatMap(([id, paths]) => paths.map((path) => [id, path] as const)),
  ];
  return Object.fromEntries(ways.map(([id, path]) => {
    const section = sections.get(id)!;
    return [path.startsWith("keys.") ? path : `${section}.${path}`, nameOfWay(words, section, path)];
  }));
}

/** Those of the page's words that its picture says: as plain text, which travels in the page. */
function pictureWords({ flow, office: { save } }: Words): FlowPictureProps["words"] {
  const { title, missing, begins, kinds, leadOn, whichWay, leadsTo, cancel, makeNothing, make } = flow;
  return { title, missing, begins, kinds, leadOn, whichWay, leadsTo, cancel, makeNothing, make, save };
}

function Adding({ visit: { words } }: { readonly visit: SignedVisit }): VNode {
  return (
    <details class="menu">
      <summary class="button">
        <Icon name="plus" />
        {words.flow.add}
      </summary>
      <div class="card">
        {TO_ADD.map((section) => <a key={section} href={`/office/${section}/+`}>{labelOf(section, words.language)}</a>)}
      </div>
    </details>
  );
}
