import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigScalar } from "./node.ts";

/** What one trunk cannot know: names are taken once, and routes name trunks that are there. */
export function checkTrunks(root: ConfigMap, judge: Judge): void {
  const list = root.entries.get("trunks")?.value;
  const places = new Map<string, number>();
  for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
    if (item?.kind !== "map") continue;
    const name = scalarAt(item, "name");
    if (typeof name?.value === "string") {
      const first = places.get(name.value);
      if (first === undefined) places.set(name.value, name.from);
      else judge.say(name.from, `trunks[${at}].name`, `"${name.value}" is taken already in ${judge.lineOf(first)}`);
    }
    if (scalarAt(item, "kind")?.value !== "register") continue;
    for (const key of ["user", "secret"]) {
      if (!item.entries.has(key)) {
        judge.say(item.from, `trunks[${at}].${key}`, 'is missing: a trunk of kind "register" signs in with it');
      }
    }
  }
  for (const { kind, id, from, path } of judge.references) {
    if (kind === "trunk" && !places.has(id)) judge.say(from, path, `there is no trunk "${id}"`);
  }
}

function scalarAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
