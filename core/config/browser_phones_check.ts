import type { Judge } from "./judge.ts";
import type { ConfigMap } from "./node.ts";

/** No TURN server carries anything for whoever cannot say who he is. */
export function checkBrowserPhones(root: ConfigMap, judge: Judge): void {
  const section = root.entries.get("browser_phones")?.value;
  if (section?.kind !== "map") return;
  const turn = section.entries.get("turn")?.value;
  if (turn?.kind !== "list" || turn.items.length === 0 || section.entries.has("secret")) return;
  judge.say(turn.from, "browser_phones.turn", 'needs a password: write it under "secret"');
}
