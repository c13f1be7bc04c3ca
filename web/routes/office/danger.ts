import { type FieldSpec, placeIn } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { officeNow } from "./office_file.ts";
import { sectionOf } from "./sections.ts";

/** What whoever finds a desk open could turn into money, or have led out of the building. */
const SECTIONS: readonly string[] = ["trunks", "routes", "disa", "brakes", "webhooks", "crm", "pbx"];
/** The same of sections that are everyday but for this. */
const FIELDS: Readonly<Record<string, string>> = { extensions: "may_call", desk: "shared_may_call" };

/**
 * Whether a change of the office wants a proof of who makes it. The form of a dangerous section wants it before it is filled
 * in, too, of whoever may change it: one is asked for it where one begins, and not where one has done.
 */
export async function isDangerous(visit: SignedVisit, form: FormData): Promise<boolean> {
  const { section: name = "", item: key } = visit.params;
  if (!mayDo(visit.account, "change-office")) return false;
  if (SECTIONS.includes(name)) return true;
  const [section, path] = [sectionOf(name), FIELDS[name] ?? ""];
  const given = form.get(path);
  const field = section?.fields.find((each) => each.path === path);
  if (section === undefined || field === undefined || typeof given !== "string") return false;
  const { office } = await officeNow(visit);
  const at = placeIn(office, section, key);
  const before = at === undefined ? undefined : office.at([...at, path]);
  return wordOf(field, given) !== wordOf(field, before);
}

/** What holds: nothing said is what the section says by itself. */
function wordOf({ fallback }: FieldSpec, said: unknown): string {
  return String(said === undefined || said === null || said === "" ? fallback ?? "" : said);
}
