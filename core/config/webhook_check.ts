import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";

/** How far a webhook has come is remembered by its name: each once. */
export function checkWebhooks(root: ConfigMap, judge: Judge): void {
  const list = root.entries.get("webhooks")?.value;
  const places = new Map<unknown, number>();
  for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
    const name = item?.kind === "map" ? item.entries.get("name")?.value : undefined;
    if (name?.kind !== "scalar") continue;
    const first = places.get(name.value);
    if (first === undefined) places.set(name.value, name.from);
    else {
      const taken = { is: "taken", value: String(name.value), by: "webhooks" } as const;
      const text = `"${taken.value}" is taken already in ${judge.lineOf(first)}`;
      judge.say(name.from, `webhooks[${at}].name`, text, taken);
    }
  }
}
