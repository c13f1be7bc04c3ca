import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";

/** The box itself, where calls of several phone systems stand in one list. */
const OURS = "own";

/** What one of `pbx:` cannot know: names are taken once, and no two read the same rows. */
export function checkPbx(root: ConfigMap, judge: Judge): void {
  const list = root.entries.get("pbx")?.value;
  const names = new Map<string, number>();
  const places = new Map<string, string>();
  for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
    if (item?.kind !== "map") continue;
    const told = (key: string): string => {
      const value = item.entries.get(key)?.value;
      return value?.kind === "scalar" ? String(value.value ?? "") : "";
    };
    const name = told("name");
    const first = names.get(name);
    if (first !== undefined) {
      judge.say(item.from, `pbx[${at}].name`, `"${name}" is taken already in ${judge.lineOf(first)}`, {
        is: "taken",
        value: name,
        by: "pbx",
      });
    }
    names.set(name, first ?? item.from);
    if (name === OURS) judge.say(item.from, `pbx[${at}].name`, `"${OURS}" means this box's own calls, choose another`);
    if (told("host") === "") continue;
    const place = ["host", "port", "database", "domain"].map(told).join(" ").toLowerCase();
    const other = places.get(place);
    if (other !== undefined) judge.say(item.from, `pbx[${at}]`, `"${name}" would read the rows of "${other}"`);
    places.set(place, other ?? name);
  }
}
