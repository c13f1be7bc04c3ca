import type { KeptContact } from "../../core/directory/mod.ts";

/**
 * Contacts as a file of vCards, version 3.0: what Google, Outlook and iCloud all take. What writes them is loaded for it: no
 * other part of a box that serves has a use for it.
 */
export async function writeVcards(contacts: readonly KeptContact[]): Promise<string> {
  const { default: ICAL } = await import("ical.js");
  return contacts.map((contact) => `${ICAL.stringify.component(cardOf(contact) as never, ICAL.design.vcard3)}\r\n`)
    .join("");
}

function cardOf({ name, company, numbers, note, isVip }: KeptContact): unknown {
  const text = (key: string, value: string) => [key, {}, "text", value];
  return ["vcard", [
    text("version", "3.0"),
    text("fn", name),
    ["n", {}, "text", ["", name, "", "", ""]],
    ...company === undefined ? [] : [["org", {}, "text", [company]]],
    ...numbers.map((number) => ["tel", { type: "VOICE" }, "phone-number", number]),
    ...note === undefined ? [] : [text("note", note)],
    ...isVip === true ? [text("categories", "VIP")] : [],
  ], []];
}
