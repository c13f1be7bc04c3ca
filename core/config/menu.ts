import type { Menu, MenuKey } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { answers } from "./answers.ts";
import { numberText, wordText } from "./names.ts";
import { describeNode } from "./node.ts";
import { needed, optional, preset, record } from "./record.ts";
import { choice, type Shape, switched, whole } from "./shape.ts";
import { spoken } from "./spoken.ts";

const MOST_KEYS = 100;
/** What is pressed: mostly one key. `*` and `#` are keys of their own. */
const KEY = /^(?:[0-9]{1,6}|[*#])$/;

const keyWithLanguage: Shape<MenuKey> = record<MenuKey>({
  to: optional("to", destination, "Where the caller goes; without it the menu is heard again"),
  language: optional("language", choice(["en", "ro"]), "In which he is spoken to from now on"),
});

/** A destination, or `{ language: ro, to: menu main }`. */
const key: Shape<MenuKey> = {
  schema: { anyOf: [destination.schema, keyWithLanguage.schema] },
  read(node, path, judge) {
    if (node.kind === "map") return keyWithLanguage.read(node, path, judge);
    const to = destination.read(node, path, judge);
    return to === undefined ? undefined : { to };
  },
};

const keys: Shape<Menu["keys"]> = {
  schema: { type: "object", propertyNames: { pattern: KEY.source }, additionalProperties: key.schema },
  read(node, path, judge) {
    if (node.kind !== "map") return judge.say(node.from, path, `${describeNode(node)} is not a map of keys`);
    if (node.entries.size > MOST_KEYS) {
      return judge.say(node.from, path, `has ${node.entries.size} entries: at most ${MOST_KEYS} are possible`);
    }
    const read: Record<string, MenuKey> = {};
    let entire = true;
    for (const [name, entry] of node.entries) {
      const place = `${path}.${name}`;
      if (!KEY.test(name)) {
        judge.say(entry.key.from, place, `"${name}" is not a key: 0 to 9, * or #, or several digits`);
      }
      const value = entry.value && key.read(entry.value, place, judge);
      if (value === undefined) entire = false;
      else read[name] = value;
    }
    return entire ? Object.freeze(read) : undefined;
  },
};

/** One of `menus:`. */
export const menu: Shape<Menu> = record<Menu>({
  name: needed("name", wordText, 'As destinations name it: "menu main"'),
  number: optional("number", numberText, "By which it is heard from any phone of the office. In quotes"),
  says: needed("says", spoken, "What callers hear, as in an announcement; a key cuts it short"),
  keys: needed(
    "keys",
    keys,
    '{ "1": group 600, "2": menu support, "9": { language: ro } }. In quotes. Unless they are used here, * goes back to the ' +
      "menu before and # says it again",
  ),
  answers,
  direct: preset("direct", switched, { value: false, about: "An extension's number may be dialled too" }),
  firstS: preset("first_for", whole({ from: 1, to: 60, unit: "seconds" }), {
    value: 6,
    about: "Seconds that the first key is waited for once all is said",
  }),
  nextS: preset("next_for", whole({ from: 1, to: 20, unit: "seconds" }), {
    value: 3,
    about: "Seconds that the next key is waited for, where there may be one",
  }),
  tries: preset("tries", whole({ from: 1, to: 10 }), {
    value: 3,
    about: "How often in all it is heard by one who chooses nothing, or what there is not",
  }),
  onTimeout: optional(
    "on_timeout",
    destination,
    "Where he goes then who has chosen nothing; without it he is let go of",
  ),
  onInvalid: optional("on_invalid", destination, "Where he goes then who has chosen what there is not"),
});
