import type { Queue } from "../directory/mod.ts";
import type { ConfigEntry, ConfigMap } from "./node.ts";
import type { Shape } from "./shape.ts";

/** Whoever waits presses one key for one thing: what calls him back leads nowhere else. */
export function withKeysApart(queue: Shape<Queue>): Shape<Queue> {
  return {
    schema: queue.schema,
    read(node, path, judge) {
      const read = queue.read(node, path, judge);
      const key = read?.callBack?.key;
      if (node.kind !== "map" || key === undefined) return read;
      const leads = entryAt(node, ["keys", key]);
      if (leads === undefined) return read;
      const asks = entryAt(node, ["call_back", "key"]);
      const where = asks === undefined ? `, which is "${key}" when left out` : ` in ${judge.lineOf(asks.key.from)}`;
      const by = `${path}.call_back.key`;
      const text = `"${key}" is taken already by ${by}${where}: by it callers ask to be called back`;
      return judge.say(leads.key.from, `${path}.keys.${key}`, text, { is: "taken", value: key, by });
    },
  };
}

function entryAt(map: ConfigMap, [key = "", ...more]: readonly string[]): ConfigEntry | undefined {
  const entry = map.entries.get(key);
  if (more.length === 0) return entry;
  return entry?.value?.kind === "map" ? entryAt(entry.value, more) : undefined;
}
