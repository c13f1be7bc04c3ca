import type { VNode } from "preact";
import {
  addressesOf,
  listOf,
  NEW_ITEM,
  objectOf,
  OfficeText,
  readForm,
  ROW_ACTS,
  type Said,
  type SectionSpec,
} from "../../forms/mod.ts";
import type { OfficeNow } from "../../office/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { saidByOthers, typedIn } from "./conflict.tsx";
import { isDangerous } from "./danger.ts";
import { itemPage, pathOf } from "./item_page.tsx";
import { officeNow, saveOffice, shownFaults, writeSaid } from "./office_file.ts";
import { sameItem } from "./same_item.ts";
import { SavedTold } from "./saved_told.tsx";
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
    return itemPage(visit, { section, address: visit.params["item"], now: await officeNow(visit) });
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
    const { section: name = "", item: address } = visit.params;
    const section = sectionOf(name);
    if (section?.isList !== true || address === undefined || address === NEW_ITEM) return { goTo: "/office" };
    const now = await officeNow(visit);
    const same = await sameItem(visit, { section, address, form, now });
    if (same.is === "gone") return { goTo: `/office/${section.name}` };
    const item = addressAt(now, section, same.at);
    if (same.is === "changed") {
      const told = await saidByOthers(visit, section, { at: same.at, form, other: pathOf(section, item) });
      return { ...await itemPage(visit, { section, address: item, now, told }), status: 409 };
    }
    const office = new OfficeText(now.text);
    office.remove(section.name, Number(same.at[1]));
    const saved = await saveOffice(visit, { now, office, section: section.name, item });
    if (saved.ok) return { goTo: `/office/${section.name}?removed=${saved.revision}` };
    if (saved.hasMoved) return officeItemRemove.post!(visit, form, undefined);
    return itemPage(visit, { section, address: item, now, faults: shownFaults(visit, saved, same.at) });
  },
};

async function save(visit: SignedVisit, form: FormData, address: string | undefined): Promise<Answer> {
  const section = sectionOf(visit.params["section"] ?? "");
  if (section === undefined || section.isList !== (address !== undefined)) return { goTo: "/office" };
  const now = await officeNow(visit);
  const same = await sameItem(visit, { section, address, form, now });
  if (ROW_ACTS.some((act) => form.has(act)) && same.is === "same") {
    const item = address === NEW_ITEM ? address : addressAt(now, section, same.at);
    return itemPage(visit, { section, address: item, now, typed: form });
  }
  if (same.is === "gone") {
    const told = <Told kind="warn">{visit.words.office.removedByOther}</Told>;
    const parts = { section, address: section.isList ? NEW_ITEM : undefined, now, told, typed: form };
    return { ...await itemPage(visit, parts), status: 409 };
  }
  const { at } = same;
  const isNew = address === NEW_ITEM;
  const item = isNew ? address : addressAt(now, section, at);
  if (same.is === "changed") {
    const told = await saidByOthers(visit, section, { at, form, other: pathOf(section, item) });
    const typed = typedIn(form, section.fields, same.before);
    return { ...await itemPage(visit, { section, address: item, now, typed, told, isOver: true }), status: 409 };
  }
  const office = new OfficeText(now.text);
  const said = readForm(section.fields, form);
  const nonsense = said.flatMap((each) => {
    if (each.says === "twice") return [{ path: each.path, text: visit.words.office.rowTwice(each.key) }];
    return each.says === "nonsense" ? [{ path: each.path, text: each.why }] : [];
  });
  if (nonsense.length > 0) return itemPage(visit, { section, address: item, now, typed: form, faults: nonsense });
  const secret = isNew ? freshSecret(visit, section, said) : undefined;
  if (isNew) office.add(section.name, { ...objectOf(said), ...secret === undefined ? {} : { secret } });
  else for (const each of said) writeSaid(office, [...at, ...each.path.split(".")], each);
  const saved = await saveOffice(visit, { now, office, section: section.name, item: isNew ? nameOf(said) : item });
  if (!saved.ok) {
    if (saved.hasMoved) return save(visit, form, address);
    const faults = shownFaults(visit, saved, at);
    return itemPage(visit, { section, address: item, now, typed: form, faults });
  }
  const after = await officeNow(visit);
  const newAddress = addressAt(after, section, at);
  const told = <SavedTold visit={visit} saved={saved} />;
  const below = secret === undefined ? undefined : <PhoneCard visit={visit} user={newAddress ?? ""} secret={secret} />;
  return itemPage(visit, { section, address: newAddress, now: after, told, below });
}

/** What the item at a place is called in addresses; undefined where the section is one thing. */
function addressAt({ office }: OfficeNow, section: SectionSpec, at: readonly (string | number)[]): string | undefined {
  return section.isList ? addressesOf(section.name, listOf(office.at([section.name])))[Number(at[1])] : undefined;
}

/** What a new item is called, for the audit. */
function nameOf(said: readonly Said[]): string {
  const named = said.find(({ path, says }) => says === "value" && (path === "number" || path === "name"));
  return named?.says === "value" ? String(named.value) : NEW_ITEM;
}

/** A phone's password that nobody had to think of; undefined where one was typed, or none is wanted. */
function freshSecret({ world }: SignedVisit, section: SectionSpec, said: readonly Said[]): string | undefined {
  const isTyped = said.some(({ path, says }) => path === "secret" && says === "value");
  return section.name !== "extensions" || isTyped ? undefined : world.chance.token(SECRET_BITS);
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
