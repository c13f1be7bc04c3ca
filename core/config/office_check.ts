import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";
import { NumberPlan } from "./number_plan.ts";

/** The path key of an extension's secret: by number and not by place, for lists are re-ordered. */
export function secretKey(number: string): string {
  return `extensions/${number}/secret`;
}

interface CheckOptions {
  readonly judge: Judge;
  readonly kept: (path: string) => string | undefined;
}

/** What one entry cannot know of the others, of the country and of the box. */
export function checkOffice(root: ConfigNode, { judge, kept }: CheckOptions): void {
  if (root.kind !== "map") return;
  const office = root.entries.get("office")?.value;
  const country = office?.kind === "map" ? textAt(office, "country")?.value ?? "" : "";
  new NumberPlan(judge, String(country)).check(root);
  const list = root.entries.get("extensions")?.value;
  if (list?.kind !== "list") return;
  for (const [at, item] of list.items.entries()) {
    const number = item?.kind === "map" ? textAt(item, "number")?.value : undefined;
    const secret = item?.kind === "map" ? textAt(item, "secret") : undefined;
    if (typeof number !== "string" || secret?.kept !== true || kept(secretKey(number)) !== undefined) continue;
    judge.say(secret.from, `extensions[${at}].secret`, `the box has kept no secret for "${number}": write one`);
  }
}

function textAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
