import { checkAccounts } from "./account_check.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";
import { NumberPlan } from "./number_plan.ts";
import { checkBrowserPhones } from "./browser_phones_check.ts";
import { checkCrm } from "./crm_check.ts";
import { checkMissed } from "./missed_notices_check.ts";
import { checkReports } from "./report_check.ts";
import { checkPbx } from "./pbx_check.ts";
import { SECRETIVE, type Secretive, SECRETIVE_ALONE, SECRETIVE_SECTIONS, secretKey } from "./secret_key.ts";
import { checkTrunks } from "./trunk_check.ts";
import { checkWebhooks } from "./webhook_check.ts";

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
  checkReports(root, options.judge);
  checkPbx(root, options.judge);
  checkWebhooks(root, options.judge);
  checkMissed(root, options.judge);
  checkCrm(root, options.judge);
  checkBrowserPhones(root, options.judge);
  for (const section of SECRETIVE_SECTIONS) checkKept(root, section, options);
  checkKeptAlone(root, options);
}

const WHAT_IT_IS: Readonly<Record<string, string>> = {
  secret: "secret",
  next_secret: "secret",
  code: "code",
  refresh_token: "refresh token",
};

/** `!kept` stands for what the box has. */
function checkKept(root: ConfigMap, section: Secretive, { judge, kept }: CheckOptions): void {
  const { by, at: paths } = SECRETIVE[section];
  const list = root.entries.get(section)?.value;
  if (list?.kind !== "list") return;
  for (const [at, item] of list.items.entries()) {
    if (item?.kind !== "map") continue;
    const id = textAt(item, by)?.value;
    if (typeof id !== "string") continue;
    for (const path of paths) {
      const secret = deepAt(item, path.split("."));
      if (secret?.kept !== true || kept(secretKey(section, id, path)) !== undefined) continue;
      const what = WHAT_IT_IS[path] ?? "PIN";
      judge.say(secret.from, `${section}[${at}].${path}`, `the box has kept no ${what} for "${id}": write one`);
    }
  }
}

function checkKeptAlone(root: ConfigMap, { judge, kept }: CheckOptions): void {
  for (const [section, places] of Object.entries(SECRETIVE_ALONE)) {
    const map = root.entries.get(section)?.value;
    if (map?.kind !== "map") continue;
    for (const at of places) {
      const secret = textAt(map, at);
      if (secret?.kept !== true || kept(`${section}/${at}`) !== undefined) continue;
      judge.say(secret.from, `${section}.${at}`, `the box has kept no secret for "${section}": write one`);
    }
  }
}

function deepAt(map: ConfigMap, [key = "", ...more]: readonly string[]): ConfigScalar | undefined {
  if (more.length === 0) return textAt(map, key);
  const inner = map.entries.get(key)?.value;
  return inner?.kind === "map" ? deepAt(inner, more) : undefined;
}

function textAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
