import { hasUnseen } from "../base/mod.ts";
import type { Contact } from "../directory/mod.ts";
import { nameText } from "./names.ts";
import { needed, optional, record } from "./record.ts";
import { oneOrMore, type Shape, switched, text } from "./shape.ts";

const MOST_NUMBERS = 20;
const LONGEST_NOTE = 300;

/** As people write numbers, with what they put between the digits. */
const number = text({
  what: "a phone number in quotes, as in +40 211 234 567",
  schema: { pattern: "^\\+?[0-9][0-9 ()./-]{1,30}$" },
  judge: (given) => /^\+?[0-9][0-9 ()./-]{1,30}$/.test(given) ? undefined : true,
});

const noteText = text({
  what: "a line of at most 300 characters",
  schema: { maxLength: LONGEST_NOTE },
  judge: (given) => given.length <= LONGEST_NOTE && !hasUnseen(given) ? undefined : true,
});

/** One of `contacts:`. */
export const contact: Shape<Contact> = record<Contact>({
  name: needed("name", nameText, "As it is shown when they call"),
  company: optional("company", nameText, "Where they work"),
  numbers: needed("numbers", oneOrMore(number, MOST_NUMBERS), "One or several. In quotes"),
  note: optional("note", noteText, "What the operator should know when they call"),
  vip: optional("vip", switched, "Marked at the operator's console, above others who wait; false when left out"),
});
