import type { VNode } from "preact";
import { OfficeText, readForm, type Said, type SectionSpec } from "../../forms/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { isDangerous } from "./danger.ts";
import { itemPage, placeIn } from "./item_page.tsx";
import { keyOf, officeNow, pathInItem, saveOffice } from "./office_file.ts";
import { sectionOf } from "./sections.ts";

const SECRET_BITS = 96;

/** One thing of the office: an extension, a menu, a trunk. */
export const officeItem: Route = {
  path: "/office/:section/:item",
  needs: "see-office",
  wantsProof: isDangerous,
  get: async (visit) => {
    const section = sectionOf(visit.params["section"] ?? "");
    if (section?.isList !== true) return { goTo: "/office" };
    return itemPage(visit, { section, key: visit.params["item"], now: await officeNow(visit) });
  },
};

export const officeItemSave: Route = {
  path: "/office/:section/:item",
  needs: "change-office",
  wantsProof: isDangerous,
  post: (visit, form) => save(visit, form, visit.params["item"]),
};

/** The same for a section that is one thing. */
export const officeSectionSave: Route = {
  path: "/office/:section",
  needs: "change-office",
  wantsProof: isDangerous,
  post: (visit, form) => save(visit, form, undefined),
};

export const officeItemRemove: Route = {
  path: "/office/:section/:item/remove",
  needs: "change-office",
  wantsProof: isDangerous,
  post: async (visit, form): Promise<Answer> => {
    const { section: name = "", item: key } = visit.params;
    const section = sectionOf(name);
    const now = await officeNow(visit);
    const office = new OfficeText(now.text);
    const at = section === undefined ? undefined : placeIn(office, section, key);
    if (section === undefined || at === undefined) return { goTo: "/office" };
    if (textOf(form, "revision") !== String(now.revision)) return moved(visit, section, key);
    office.remove(section.name, Number(at[1]));
    const saved = await saveOffice(visit, office.toString(), section.name);
    if (saved.ok) return { goTo: `/office/${section.name}` };
    return itemPage(visit, { section, key, now, faults: saved.faults });
  },
};

async function save(visit: SignedVisit, form: FormData, key: string | undefined): Promise<Answer> {
  const section = sectionOf(visit.params["section"] ?? "");
  if (section === undefined || section.isList !== (key !== undefined)) return { goTo: "/office" };
  const now = await officeNow(visit);
  if (textOf(form, "revision") !== String(now.revision)) return moved(visit, section, key);
  const office = new OfficeText(now.text);
  const at = placeIn(office, section, key);
  if (at === undefined) return moved(visit, section, key);
  const said = readForm(section.fields, form);
  const nonsense = said.flatMap((each) => each.says === "nonsense" ? [{ path: each.path, text: each.why }] : []);
  if (nonsense.length > 0) return itemPage(visit, { section, key, now, typed: form, faults: nonsense });
  const secret = key === "+" ? freshSecret(visit, section, said) : undefined;
  if (key === "+") office.add(section.name, itemOf(said, secret));
  else for (const each of said) edit(office, [...at, ...each.path.split(".")], each);
  const saved = await saveOffice(visit, office.toString(), section.name);
  if (!saved.ok) {
    const faults = saved.faults.map(({ path, text }) => ({ path: pathInItem(path, at), text }));
    return itemPage(visit, {
      section,
      key,
      now,
      typed: form,
      faults: faults.length > 0 ? faults : [{ path: "", text: saved.text }],
    });
  }
  const after = await officeNow(visit);
  const items = after.office.at([section.name]);
  const newKey = section.isList && Array.isArray(items) ? keyOf(items[Number(at[1])], Number(at[1])) : undefined;
  const told = <Told kind="good">{saved.changed ? visit.words.office.saved : visit.words.office.unchanged}</Told>;
  const below = secret === undefined ? undefined : <PhoneCard visit={visit} user={newKey ?? ""} secret={secret} />;
  return itemPage(visit, { section, key: newKey, now: after, told, below });
}

function edit(office: OfficeText, at: readonly (string | number)[], said: Said): void {
  if (said.says === "nothing") office.edit({ at, value: undefined });
  else if (said.says === "value") office.edit({ at, value: said.value });
}

/** A new item as it will stand in the file. */
function itemOf(said: readonly Said[], secret: string | undefined): Readonly<Record<string, unknown>> {
  const item: Record<string, unknown> = {};
  for (const each of said) {
    if (each.says !== "value") continue;
    const keys = each.path.split(".");
    let into = item;
    for (const key of keys.slice(0, -1)) into = (into[key] ??= {}) as Record<string, unknown>;
    into[keys.at(-1)!] = each.value;
  }
  return secret === undefined ? item : { ...item, secret };
}

/** A phone's password that nobody had to think of; undefined where one was typed, or none is wanted. */
function freshSecret({ world }: SignedVisit, section: SectionSpec, said: readonly Said[]): string | undefined {
  const isTyped = said.some(({ path, says }) => path === "secret" && says === "value");
  return section.name !== "extensions" || isTyped ? undefined : world.chance.token(SECRET_BITS);
}

async function moved(visit: SignedVisit, section: SectionSpec, key: string | undefined): Promise<Answer> {
  const told = <Told kind="warn">{visit.words.office.moved}</Told>;
  return itemPage(visit, { section, key, now: await officeNow(visit), told });
}

function PhoneCard(
  { visit, user, secret }: { readonly visit: SignedVisit; readonly user: string; readonly secret: string },
): VNode {
  const { words: { office: words }, url } = visit;
  return (
    <section class="card padded narrow">
      <h2>{words.phoneTitle}</h2>
      <p class="soft">{words.phoneText}</p>
      <dl class="facts">
        <dt>{words.server}</dt>
        <dd class="number">{url.hostname}</dd>
        <dt>{words.user}</dt>
        <dd class="number">{user}</dd>
        <dt>{words.password}</dt>
        <dd class="number" data-secret>{secret}</dd>
      </dl>
    </section>
  );
}
