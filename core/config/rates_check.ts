import type { Result } from "../base/mod.ts";
import type { RateSource, Route, Trunk } from "../directory/mod.ts";
import type { Rate } from "../rates/mod.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";

/** Reads a price list of the data folder. */
export type PriceListReader = (path: string) => Result<readonly Rate[]>;

/** Price lists have names of their own, trunks name those that are there, and each file can be read. */
export function checkRates(root: ConfigMap, judge: Judge, read: PriceListReader | undefined): void {
  const places = new Map<string, number>();
  for (const [at, item] of itemsOf(root, "rates")) {
    const name = scalarAt(item, "name");
    if (typeof name?.value === "string") {
      const first = places.get(name.value);
      if (first === undefined) places.set(name.value, name.from);
      else {judge.say(name.from, `rates[${at}].name`, `"${name.value}" is taken already in ${judge.lineOf(first)}`, {
          is: "taken",
          value: name.value,
          by: "rates",
        });}
    }
    const file = scalarAt(item, "file");
    const list = typeof file?.value === "string" ? read?.(file.value) : undefined;
    if (list?.ok === false) judge.say(file!.from, `rates[${at}].file`, `"${file!.value}": ${list.fault.text}`);
  }
  for (const { kind, id, from, path } of judge.references) {
    if (kind === "rates" && !places.has(id)) judge.say(from, path, `there are no rates "${id}"`);
  }
}

/** What is to be held against the whole of the office: weights are as many as trunks, prices of one route comparable. */
export function checkRouteOrders(
  root: ConfigMap,
  judge: Judge,
  { routes, trunks, rates }: {
    readonly routes: readonly Route[];
    readonly trunks: readonly Pick<Trunk, "name" | "rates">[];
    readonly rates: readonly RateSource[];
  },
): void {
  for (const [at, item] of itemsOf(root, "routes")) {
    const route = routes[at];
    if (route === undefined) continue;
    const { order, weights, trunks: names } = route;
    const say = (key: string, text: string) =>
      judge.say(item.entries.get(key)?.key.from ?? item.from, `routes[${at}].${key}`, text);
    if ((order === "weighted") !== (weights !== undefined)) {
      say("weights", 'belongs to "order: weighted", and that to it');
    } else if (weights !== undefined && weights.length !== names.length) {
      say("weights", `has ${weights.length} entries for ${names.length} trunks`);
    }
    if (order !== "cheapest") continue;
    const tables = names.map((name) => trunks.find((trunk) => trunk.name === name)?.rates);
    const currencies = new Set(rates.filter(({ name }) => tables.includes(name)).map(({ currency }) => currency));
    if (currencies.size === 0) say("order", "none of its trunks has rates to compare");
    if (currencies.size > 1) {
      say("order", `its trunks charge in ${[...currencies].join(" and ")}: these cannot be compared`);
    }
  }
}

function itemsOf(root: ConfigMap, section: string): readonly (readonly [number, ConfigMap])[] {
  const list: ConfigNode | undefined = root.entries.get(section)?.value;
  return [...(list?.kind === "list" ? list.items : []).entries()]
    .flatMap(([at, item]) => item?.kind === "map" ? [[at, item] as const] : []);
}

function scalarAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
