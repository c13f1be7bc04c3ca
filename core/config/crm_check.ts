import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";

/** A database's name is what its keys are kept by: each once. */
export function checkCrm(root: ConfigMap, judge: Judge): void {
  const list = root.entries.get("crm")?.value;
  const names = new Map<string, number>();
  for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
    const name = item?.kind === "map" ? item.entries.get("name")?.value : undefined;
    if (name?.kind !== "scalar" || typeof name.value !== "string") continue;
    const first = names.get(name.value);
    if (first !== undefined) {
      judge.say(name.from, `crm[${at}].name`, `"${name.value}" is taken already in ${judge.lineOf(first)}`, {
        is: "taken",
        value: name.value,
        by: "crm",
      });
    }
    names.set(name.value, first ?? name.from);
  }
}
