import { type Destination, type Directory, formatDestination } from "../../core/directory/mod.ts";
import { addressesOf } from "../forms/mod.ts";

/** Something that a call can come to. */
export interface FlowNode {
  /** `menu main` */
  readonly id: string;
  readonly kind: string;
  /** What it is called: `Sales`. */
  readonly name: string;
  /** Its number or its second line. */
  readonly about: string;
  /** Which thing of the office it is: `menus/main`; undefined where there is nothing to change. */
  readonly at?: string;
  /** How the office file leads a call here: `menu main`; undefined where calls only begin. */
  readonly leads?: string;
  /** It is named, and there is none. */
  readonly isMissing: boolean;
}

/** A way from one thing to the next. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  /** By which keys, or when. */
  readonly by: readonly EdgeReason[];
}

/** Why a call takes a way, and where in its thing that is written: `forward.no_answer`; undefined where it is one of several. */
export interface EdgeReason {
  readonly why: WayName;
  /** Which key, where it is one. */
  readonly key?: string;
  readonly path?: string;
}

export type WayName =
  | "then"
  | "key"
  | "open"
  | "closed"
  | "holiday"
  | "timeout"
  | "invalid"
  | "full"
  | "empty"
  | "too-long"
  | "otherwise"
  | "always"
  | "busy"
  | "no-answer"
  | "unreachable"
  | "fax";

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

type Way = readonly [Destination, EdgeReason];

/**
 * Where calls go from the numbers that the world calls, or from one thing of the office onwards. What callers may be led to,
 * and no number leads to yet, stands there, too.
 */
export function flowOf(directory: Directory, from?: Destination): Flow {
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();
  const join = (from: string, to: string, by: EdgeReason) => {
    const key = `${from}\n${to}`;
    edges.set(key, { from, to, by: [...edges.get(key)?.by ?? [], by] });
  };
  const waiting: Destination[] = [];
  const reach = (to: Destination): string => {
    const end = behind(directory, to);
    const id = idOf(end);
    if (!nodes.has(id)) {
      nodes.set(id, nodeOf(directory, end));
      waiting.push(end);
    }
    return id;
  };
  if (from !== undefined) reach(from);
  const addresses = addressesOf("numbers", directory.inbound);
  for (const [place, { number, caller, to }] of (from === undefined ? directory.inbound : []).entries()) {
    const id = `number ${place}`;
    const about = caller === undefined ? "" : caller;
    nodes.set(id, {
      id,
      kind: "number",
      name: number,
      about,
      at: `numbers/${encodeURIComponent(addresses[place]!)}`,
      isMissing: false,
    });
    join(id, reach(to), { why: "then", path: "to" });
  }
  const walk = () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const [to, by] of waysFrom(directory, next)) join(idOf(next), reach(to), by);
    }
  };
  walk();
  for (const thing of from === undefined ? ledTo(directory) : []) {
    reach(thing);
    walk();
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Everything that is made for callers to be led to. */
function ledTo({ menus, hours, announcements, groups, queues }: Directory): readonly Destination[] {
  const named = (kind: string, things: ReadonlyMap<string, unknown>) => [...things.keys()].map((id) => ({ kind, id }));
  return [
    ...named("hours", hours),
    ...named("menu", menus),
    ...named("queue", queues),
    ...named("group", groups),
    ...named("announcement", announcements),
  ];
}

/** What is dialled is what stands behind it. */
function behind({ numbers, extensions }: Directory, to: Destination): Destination {
  if (to.kind !== "dial") return to;
  if (extensions.has(to.id)) return { kind: "extension", id: to.id };
  return numbers.get(to.id) ?? to;
}

function idOf({ kind, id }: Destination): string {
  return `${kind} ${id}`;
}

/** Every way on. */
function waysFrom(directory: Directory, { kind, id }: Destination): readonly Way[] {
  const { menus, hours, announcements, groups, queues, extensions } = directory;
  const way = (to: Destination | undefined, why: WayName, path: string): readonly Way[] =>
    to === undefined ? [] : [[to, { why, path }]];
  const byKey = ([key, to]: readonly [string, Destination | undefined]): readonly Way[] =>
    to === undefined ? [] : [[to, { why: "key", key, path: `keys.${key}` }]];
  switch (kind) {
    case "menu": {
      const menu = menus.get(id);
      if (menu === undefined) return [];
      return [
        ...Object.entries(menu.keys).flatMap(([key, { to }]) => byKey([key, to])),
        ...way(menu.onTimeout, "timeout", "on_timeout"),
        ...way(menu.onInvalid, "invalid", "on_invalid"),
      ];
    }
    case "hours": {
      const { open, closed, holiday } = hours.get(id) ?? {};
      return [...way(open, "open", "open"), ...way(closed, "closed", "closed"), ...way(holiday, "holiday", "holiday")];
    }
    case "announcement":
      return way(announcements.get(id)?.onward, "then", "then");
    case "group":
      return way(groups.get(id)?.otherwise, "otherwise", "otherwise");
    case "queue": {
      const queue = queues.get(id);
      return [
        ...Object.entries(queue?.keys ?? {}).flatMap(byKey),
        ...way(queue?.onFull, "full", "on_full"),
        ...way(queue?.onEmpty, "empty", "on_empty"),
        ...way(queue?.onTimeout, "too-long", "on_timeout"),
        // One after the other: which of them an arrow is cannot be said by where it ends.
        ...(queue?.otherwise ?? []).map((to): Way => [to, { why: "otherwise" }]),
      ];
    }
    case "extension": {
      const { forward, faxTo } = extensions.get(id) ?? {};
      const { always, busy, unreachable, "no-answer": noAnswer } = forward ?? {};
      return [
        ...way(always, "always", "forward.always"),
        ...way(busy, "busy", "forward.busy"),
        ...way(noAnswer, "no-answer", "forward.no_answer"),
        ...way(unreachable, "unreachable", "forward.unreachable"),
        ...way(faxTo, "fax", "fax_to"),
      ];
    }
    default:
      return [];
  }
}

function nodeOf(directory: Directory, { kind, id }: Destination): FlowNode {
  const { menus, hours, announcements, groups, queues, extensions, rooms, pages } = directory;
  const named = (
    section: string,
    thing: { readonly name?: string; readonly number?: string } | undefined,
    key: string,
  ) => ({
    id: idOf({ kind, id }),
    kind,
    name: thing?.name ?? key,
    about: thing?.number ?? "",
    at: `${section}/${encodeURIComponent(key)}`,
    leads: formatDestination(kind === "extension" ? { kind: "dial", id } : { kind, id }),
    isMissing: thing === undefined,
  });
  switch (kind) {
    case "menu":
      return named("menus", menus.get(id), id);
    case "hours":
      return named("hours", hours.get(id), id);
    case "announcement":
      return named("announcements", announcements.get(id), id);
    case "group":
      return named("groups", groups.get(id), id);
    case "queue":
      return named("queues", queues.get(id), id);
    case "extension":
      return named("extensions", extensions.get(id), id);
    case "voicemail":
      return { ...named("extensions", extensions.get(id), id), kind };
    case "room":
      return named("rooms", rooms.get(id), id);
    case "page":
      return named("pages", pages.get(id), id);
    default:
      return {
        id: idOf({ kind, id }),
        kind,
        name: id === "" ? kind : id,
        about: "",
        leads: formatDestination({ kind, id }),
        isMissing: false,
      };
  }
}
