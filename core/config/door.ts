import type { Door } from "../directory/mod.ts";
import { callers } from "./block.ts";
import { dialText, nameText, wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type Shape, text } from "./shape.ts";

/** What opens a door unless the office says otherwise. */
export const DEFAULT_DOOR_KEY = "*5";

const keys = (most: number, what: string) => {
  const pattern = new RegExp(`^[0-9*#]{1,${most}}$`);
  return text({ what, schema: { pattern: pattern.source }, judge: (given) => pattern.test(given) ? undefined : true });
};

const picture = text({
  what: "an http or https address",
  schema: { pattern: "^https?://" },
  judge: (given) => /^https?:\/\//.test(given) && URL.canParse(given) ? undefined : true,
});

/** The trunk must be there; see `checkTrunks`. */
const trunkName: Shape<string> = {
  schema: wordText.schema,
  read(node, path, judge) {
    const name = wordText.read(node, path, judge);
    if (name !== undefined) judge.refer({ kind: "trunk", id: name, from: node.from, path });
    return name;
  },
};

const plain: Shape<Door> = record<Door>({
  name: needed("name", nameText, "As the record calls it"),
  number: needed("number", dialText, "Its extension; or, with a trunk, how it is dialled. In quotes"),
  trunk: optional("trunk", trunkName, "For a door phone that does not register: the trunk of kind peer at its address"),
  open: needed("open", keys(16, "digits that open a door"), "The digits that open it, as it was set up. In quotes"),
  key: preset("key", keys(3, "one to three keys"), {
    value: DEFAULT_DOOR_KEY,
    about: "What whoever talks with it presses to open it",
  }),
  mayOpen: optional("may_open", callers, "Who may open it, by number: x for any digit; every extension when left out"),
  picture: optional("picture", picture, "Where the desk finds what it sees"),
});

/** One of `doors:`. */
export const door: Shape<Door> = {
  schema: plain.schema,
  read(node, path, judge) {
    const given = plain.read(node, path, judge);
    if (given !== undefined && given.trunk === undefined) {
      judge.refer({ kind: "extension", id: given.number, from: node.from, path: `${path}.number` });
    }
    return given;
  },
};
