import { ownsNumber, type Trunk } from "../directory/mod.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigScalar } from "./node.ts";
import { askedFor, filledIn } from "./with_provider.ts";

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
      else {judge.say(name.from, `trunks[${at}].name`, `"${name.value}" is taken already in ${judge.lineOf(first)}`, {
          is: "taken",
          value: name.value,
          by: "trunks",
        });}
    }
    checkAccount(item, `trunks[${at}]`, judge);
  }
  checkSites(root, judge);
  for (const { kind, id, from, path } of judge.references) {
    if (kind === "trunk" && !places.has(id)) {
      judge.say(from, path, `there is no trunk "${id}"`, { is: "no-such", kind, id });
    }
  }
}

/** Who registers needs an account; another office proves itself with a user and a secret, or with neither. */
function checkAccount(given: ConfigMap, path: string, judge: Judge): void {
  const item = filledIn(given);
  const kind = scalarAt(item, "kind")?.value;
  const asked = askedFor(given);
  const isWanted = kind === "register" || kind === "site" && (item.entries.has("user") || item.entries.has("secret"));
  if (!isWanted) return;
  const why = kind === "register"
    ? 'a trunk of kind "register" signs in with it'
    : 'a trunk of kind "site" has both, a user and a secret, or neither';
  for (const key of ["user", "secret"]) {
    if (item.entries.has(key) || asked.includes(key)) continue;
    judge.say(item.from, `${path}.${key}`, `is missing: ${why}`);
  }
}

/** By its user another office is told from the phones of the house, and from a third one. */
function checkSites(root: ConfigMap, judge: Judge): void {
  const [trunks, extensions] = ["trunks", "extensions"].map((key) => {
    const list = root.entries.get(key)?.value;
    return (list?.kind === "list" ? list.items : []).map((item) => item?.kind === "map" ? item : undefined);
  });
  const taken = new Map((extensions ?? []).map((item) => [item && scalarAt(item, "number")?.value, "an extension"]));
  for (const [at, item] of (trunks ?? []).entries()) {
    if (item === undefined || scalarAt(item, "kind")?.value !== "site") continue;
    const user = scalarAt(item, "user");
    if (typeof user?.value !== "string") continue;
    const whose = taken.get(user.value);
    if (whose !== undefined) {
      judge.say(user.from, `trunks[${at}].user`, `"${user.value}" is the user of ${whose} already`);
    }
    taken.set(user.value, "another site");
  }
}

/** An outside number is one that some provider gave the office, or the world would be shown another. */
export function checkOutsideNumbers(root: ConfigMap, judge: Judge, trunks: readonly Owner[]): void {
  const list = root.entries.get("extensions")?.value;
  for (const [at, item] of (list?.kind === "list" ? list.items : []).entries()) {
    const number = item?.kind === "map" ? scalarAt(item, "outside_number") : undefined;
    if (typeof number?.value !== "string") continue;
    const wanted = number.value;
    if (trunks.some((trunk) => trunk.shows === "any" || trunk.shows !== "trunk" && ownsNumber(trunk, wanted))) continue;
    judge.say(number.from, `extensions[${at}].outside_number`, `"${wanted}" is not among the numbers of any trunk`);
  }
}

type Owner = Pick<Trunk, "number" | "numbers" | "shows">;

function scalarAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
