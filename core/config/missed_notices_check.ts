import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode } from "./node.ts";

/** What somebody who is told of missed calls cannot know of the rest of the file. */
export function checkMissed(root: ConfigMap, judge: Judge): void {
  const notify = mapAt(root, "missed", "notify");
  const told = new Map<string, number>();
  for (const [at, item] of itemsOf(notify?.entries.get("to")?.value).entries()) {
    if (item?.kind !== "map") continue;
    const path = `missed.notify.to[${at}]`;
    const to = textAt(item, "to");
    const pbx = textAt(item, "pbx");
    const system = itemsOf(root.entries.get("pbx")?.value).find((each) =>
      each?.kind === "map" && textAt(each, "name") === pbx
    );
    if (pbx !== undefined && system === undefined) judge.say(item.from, `${path}.pbx`, `there is no pbx "${pbx}"`);
    const queues = pbx === undefined
      ? itemsOf(root.entries.get("queues")?.value).map((queue) => queue && textAt(queue, "number"))
      : itemsOf(system?.kind === "map" ? system.entries.get("queues")?.value : undefined).map((queue) =>
        queue && textAt(queue, "id")
      );
    for (const [place, queue] of itemsOf(item.entries.get("queues")?.value).entries()) {
      if (queue?.kind !== "scalar" || typeof queue.value !== "string" || queues.includes(queue.value)) continue;
      judge.say(queue.from, `${path}.queues[${place}]`, `there is no queue "${queue.value}"`);
    }
    const by = textAt(item, "by") ?? "mail";
    const who = JSON.stringify([to, by, pbx, textAt(item, "how_often")]);
    const first = told.get(who);
    if (first !== undefined) judge.say(item.from, path, `tells "${to}" the same again as ${judge.lineOf(first)}`);
    told.set(who, first ?? item.from);
    const isExtension = to !== undefined && /^[0-9]{2,6}$/.test(to);
    if (isExtension && by !== "desk") checkAddress(root, to, { judge, path, from: item.from });
    if (to !== undefined && !isExtension && by === "desk") {
      judge.say(item.from, `${path}.to`, `"${to}" has no desk: name the extension of whoever signs in`);
    }
  }
}

/** An extension is told at the address of its mailbox. */
function checkAddress(
  root: ConfigMap,
  number: string,
  { judge, path, from }: { readonly judge: Judge; readonly path: string; readonly from: number },
): void {
  const extension = itemsOf(root.entries.get("extensions")?.value).find((each) =>
    each?.kind === "map" && textAt(each, "number") === number
  );
  if (extension?.kind !== "map") return;
  const voicemail = extension.entries.get("voicemail")?.value;
  if (voicemail?.kind === "map" && voicemail.entries.has("email")) return;
  judge.say(from, `${path}.to`, `extension "${number}" has no mail address: give it voicemail with an email`);
}

function mapAt(root: ConfigMap, ...keys: readonly string[]): ConfigMap | undefined {
  let node: ConfigNode | undefined = root;
  for (const key of keys) node = node?.kind === "map" ? node.entries.get(key)?.value : undefined;
  return node?.kind === "map" ? node : undefined;
}

function itemsOf(node: ConfigNode | undefined): readonly (ConfigNode | undefined)[] {
  return node?.kind === "list" ? node.items : [];
}

function textAt(node: ConfigNode, key: string): string | undefined {
  const value = node.kind === "map" ? node.entries.get(key)?.value : undefined;
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}
