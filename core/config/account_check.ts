import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";
import type { OfficeDraft, OfficeFile } from "./office.ts";

/** Who must give a code where there is none could never call. */
export function checkAccounts(root: ConfigMap, judge: Judge): void {
  const codes = root.entries.get("account_codes")?.value;
  if (codes?.kind === "list" && codes.items.length > 0) return;
  for (const section of ["extensions", "routes"]) {
    const list = root.entries.get(section)?.value;
    for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
      const use = item?.kind === "map" ? item.entries.get("account_code")?.value : undefined;
      if (use?.kind !== "scalar" || use.value !== "required") continue;
      judge.say(use.from, `${section}[${at}].account_code`, "is required, but account_codes has none to give");
    }
  }
}

/** Each code once; no fault repeats it. */
export function checkCodes(file: OfficeFile, draft: OfficeDraft, judge: Judge): void {
  const codes = new Map<string, string>();
  for (const [at, { code, name }] of file.accounts.entries()) {
    const other = codes.get(code);
    const node = draft.accounts[at]?.code.node;
    if (other !== undefined && node !== undefined) {
      judge.say(node.from, `account_codes[${at}].code`, `is the code of "${other}" already`);
    }
    codes.set(code, name);
  }
}
