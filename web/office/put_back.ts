import { type ItemChange, OfficeText, type OfficeValues, placeIn } from "../forms/mod.ts";

/**
 * The office's text with one thing as it was before a change: what was taken out is in again, what was added is out, and what
 * was said otherwise is said as before. Undefined where that cannot be: the thing is not there any more, or only its order
 * was changed.
 */
export function putBack(
  { text, office }: { readonly text: string; readonly office: Pick<OfficeValues, "at"> },
  { section, how, address, before, fields }: ItemChange,
): string | undefined {
  const edited = new OfficeText(text);
  if (how === "reordered") return undefined;
  if (how === "removed") edited.add(section.name, before as Readonly<Record<string, unknown>>);
  else {
    const at = placeIn(office, section, section.isList ? address : undefined);
    if (at === undefined) return undefined;
    if (how === "added") edited.remove(section.name, Number(at[1]));
    else for (const { field, before } of fields) edited.edit({ at: [...at, ...field.path.split(".")], value: before });
  }
  return edited.toString();
}
