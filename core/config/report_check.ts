import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";

/** A report's name is its file's, and what its runs are remembered by: each once. Whose calls it counts is known. */
export function checkReports(root: ConfigMap, judge: Judge): void {
  const reports = root.entries.get("reports")?.value;
  const saved = reports?.kind === "map" ? reports.entries.get("saved")?.value : undefined;
  const places = new Map<string, number>();
  for (const [at, item] of (saved?.kind === "list" ? saved.items : []).entries()) {
    const of = item?.kind === "map" ? item.entries.get("pbx")?.value : undefined;
    if (of?.kind === "scalar" && !namesOf(root).includes(String(of.value))) {
      judge.say(of.from, `reports.saved[${at}].pbx`, `there is no pbx "${of.value}"`);
    }
    const name = item?.kind === "map" ? item.entries.get("name")?.value : undefined;
    if (name?.kind !== "scalar" || typeof name.value !== "string") continue;
    const first = places.get(name.value);
    if (first === undefined) places.set(name.value, name.from);
    else {judge.say(
        name.from,
        `reports.saved[${at}].name`,
        `"${name.value}" is taken already in ${judge.lineOf(first)}`,
      );}
  }
}

/** Of the other phone systems. */
function namesOf(root: ConfigMap): readonly string[] {
  const all = root.entries.get("pbx")?.value;
  return (all?.kind === "list" ? all.items : []).flatMap((each) => {
    const name = each?.kind === "map" ? each.entries.get("name")?.value : undefined;
    return name?.kind === "scalar" ? [String(name.value)] : [];
  });
}
