/** What stands in the address of an item that is not there yet. */
export const NEW_ITEM = "+";

/** Sections whose items may have a number besides, but are called by their names. */
export const CALLED_BY_NAME: ReadonlySet<string> = new Set(["menus", "hours", "announcements", "disa"]);

/**
 * What each item of a section is called in an address, in their order: what people call it, and of several that are called
 * the same the second by `~2`. No two have the same; an item that has neither number nor name is told by `~1`.
 */
export function addressesOf(section: string, items: readonly unknown[]): readonly string[] {
  const keys = items.map((item) => keyOf(section, item));
  const own = new Set(keys);
  const taken = new Set([NEW_ITEM]);
  const counts = new Map<string, number>();
  return keys.map((key) => {
    let address = key;
    while (address === "" || taken.has(address) || (address !== key && own.has(address))) {
      const count = (counts.get(key) ?? (key === "" ? 0 : 1)) + 1;
      counts.set(key, count);
      address = `${key}~${count}`;
    }
    taken.add(address);
    return address;
  });
}

/** What people call an item; empty where they call it nothing. */
export function keyOf(section: string, item: unknown): string {
  const { number, name, match } = typeof item === "object" && item !== null
    ? item as { readonly number?: unknown; readonly name?: unknown; readonly match?: unknown }
    : {};
  const key = CALLED_BY_NAME.has(section) ? name ?? number : number ?? name ?? match;
  return typeof key === "string" ? key : "";
}
