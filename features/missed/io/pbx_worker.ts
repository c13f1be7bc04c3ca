/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads other phone systems, away from the thread that carries signalling: a morning's rows take a second to understand.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import type { Pbx, PbxAmi } from "../../../core/directory/mod.ts";
import { openKept } from "../../../core/store/io/mod.ts";
import type { Change } from "../engine.ts";
import { Follower } from "../follow.ts";
import { scopeOf } from "../tenant.ts";
import { AmiLink } from "./ami_link.ts";
import { listFile } from "./list_file.ts";
import { Poller } from "./poller.ts";
import { sourcesOf } from "./sources_of.ts";
import { TenantList } from "./tenant_list.ts";
import type { FromPbxWorker, ToPbxWorker } from "./words.ts";

const DAY_MS = 86_400_000;
type Follow = Extract<ToPbxWorker, { readonly type: "follow" }>;

const tell = (word: FromPbxWorker): void => self.postMessage(word);
const pollers: Poller[] = [];
const links: AmiLink[] = [];
/** By tenant. */
const lists = new Map<string, List>();

/** A tenant's list, and how changes of it are told. */
interface List {
  readonly list: TenantList;
  readonly tellOf: (change: Change) => void;
  readonly db: DatabaseSync;
}

/** The rows are read from where the last run ended; by the first, as far back as the office wants. */
function follow(pbx: Pbx, { office, folder }: Pick<Follow, "office" | "folder">): Poller {
  const scope = scopeOf(pbx, office);
  const db = folder === undefined ? new DatabaseSync(":memory:") : openKept(`${folder}/${listFile(pbx.name)}`);
  const list = new TenantList(db, { tenant: pbx.name, policy: scope.policy });
  const now = Date.now();
  const past = now - pbx.historyDays * DAY_MS;
  const follower = new Follower({ tenant: pbx.name, scope, cursor: list.cursor ?? past });
  let told = -1;
  const tellOf = ({ entries, lines }: Change): void => {
    const { open } = list;
    if (entries.length + lines.length === 0 && open === told) return;
    told = open;
    tell({ type: "change", tenant: pbx.name, change: { entries, lines }, open });
  };
  lists.set(pbx.name, { list, tellOf, db });
  // What was told in the run before is known to nobody in this one.
  const { lines } = list.begin(now);
  tellOf({ entries: list.known(past), lines });
  return new Poller({
    tenant: pbx.name,
    secrets: pbx.secret === undefined ? [] : [pbx.secret],
    sources: sourcesOf(pbx, scope.policy.timeZone),
    follower,
    everyMs: pbx.everyS * 1_000,
    wall: () => Date.now(),
    take: (understood, now) => tellOf(list.take(understood, { now, cursor: follower.cursor })),
    say: (level, text) => tell({ type: "said", level, text }),
  });
}

function hear(tenant: string, settings: PbxAmi, poller: Poller): AmiLink {
  return new AmiLink({
    tenant,
    settings,
    onNews: () => poller.nudge(),
    say: (level, text) => tell({ type: "said", level, text: text.replaceAll(settings.secret, "***") }),
  });
}

function answerTo(ask: Extract<ToPbxWorker, { readonly type: "ask" }>): unknown {
  const { list, tellOf } = lists.get(ask.tenant) ?? {};
  switch (ask.name) {
    case "entries":
      return list?.entries(ask.told) ?? [];
    case "entry":
      return list?.entry(ask.told);
    case "trends":
      return list?.trends(ask.told);
    case "linesAfter":
      return list?.linesAfter(ask.told.sequence, ask.told.limit) ?? [];
    case "lastLine":
      return list?.lastLine ?? 0;
    case "ignored":
      return list?.ignored() ?? [];
    case "ignore": {
      const change = list?.ignore(ask.told, Date.now());
      if (change !== undefined) tellOf?.(change);
      return change !== undefined;
    }
    case "act": {
      const done = list?.act(ask.told, Date.now());
      if (done !== undefined) tellOf?.(done.change);
      return done?.action;
    }
  }
}

self.onmessage = async ({ data }: MessageEvent<ToPbxWorker>): Promise<void> => {
  if (data.type === "follow") {
    for (const pbx of data.pbx) {
      const poller = follow(pbx, data);
      pollers.push(poller);
      if (pbx.ami !== undefined) links.push(hear(pbx.name, pbx.ami, poller));
    }
    for (const each of [...pollers, ...links]) each.start();
    return;
  }
  if (data.type === "done") {
    const { list, tellOf } = lists.get(data.tenant) ?? {};
    if (list !== undefined) tellOf?.(list.done(data.actions, Date.now()));
    return;
  }
  if (data.type === "ask") return tell({ type: "answer", id: data.id, answer: answerTo(data) });
  await Promise.all([...pollers, ...links].map((each) => each.stop()));
  for (const { db } of lists.values()) db.close();
  tell({ type: "stopped" });
  self.close();
};
