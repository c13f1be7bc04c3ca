import { checkAccounts } from "./account_check.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";
import { NumberPlan } from "./number_plan.ts";
import { SECRETIVE, type Secretive, SECRETIVE_SECTIONS, secretKey } from "./secret_key.ts";
import { checkTrunks } from "./trunk_check.ts";

interface CheckOptions {
  readonly judge: Judge;
  readonly kept: (path: string) => string | undefined;
}

/** What one entry cannot know of the others, of the country and of the box. */
export function checkOffice(root: ConfigNode, options: CheckOptions): void {
  if (root.kind !== "map") return;
  const office = root.entries.get("office")?.value;
  const country = office?.kind === "map" ? textAt(office, "country")?.value ?? "" : "";
  new NumberPlan(options.judge, String(country)).check(root);
  checkTrunks(root, options.judge);
  checkAccounts(root, options.judge);
  for (const section of SECRETIVE_SECTIONS) checkKept(root, section, options);
}

/** `!kept` stands for what the box has. */
function checkKept(root: ConfigMap, section: Secretive, { judge, kept }: CheckOptions): void {
  const list = root.entries.get(section)?.value;
  if (list?.kind !== "list") return;
  for (const [at, item] of list.items.entries()) {
    const id = item?.kind === "map" ? textAt(item, SECRETIVE[section])?.value : undefined;
    const secret = item?.kind === "map" ? textAt(item, "secret") : undefined;
    if (typeof id !== "string" || secret?.kept !== true || kept(secretKey(section, id)) !== undefined) continue;
    judge.say(secret.from, `${section}[${at}].secret`, `the box has kept no secret for "${id}": write one`);
  }
}

function textAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
