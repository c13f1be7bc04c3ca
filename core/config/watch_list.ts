import { MOST_ON_LIST, type WatchList } from "../directory/mod.ts";
import { dialText } from "./names.ts";
import { needed, record } from "./record.ts";
import { list, type Shape, text } from "./shape.ts";

/** A word that nobody could dial. */
const listName = text({
  what: "a word of letters, digits, - and _ that begins with a letter",
  schema: { pattern: "^[A-Za-z][A-Za-z0-9_-]{0,31}$" },
  judge: (given) => /^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(given) ? undefined : true,
});

/** One of `lamps:`. */
export const watchList: Shape<WatchList> = record<WatchList>({
  name: needed("name", listName, "What the phones subscribe to (their BLF list URI): sip:NAME@box"),
  numbers: needed("numbers", list(dialText, MOST_ON_LIST), "Whoever has a lamp: extensions, slots, switches, in order"),
});
