/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads other phone systems, away from the thread that carries signalling: a morning's rows take a second to understand.
 *
 * @module
 */
import type { Pbx, PbxAmi } from "../../../core/directory/mod.ts";
import { type Change, MissedEngine } from "../engine.ts";
import { Follower } from "../follow.ts";
import { MemoryDesk } from "../memory_desk.ts";
import { MemoryShelf } from "../shelf.ts";
import { type HomeOffice, scopeOf } from "../tenant.ts";
import { AmiLink } from "./ami_link.ts";
import { Poller } from "./poller.ts";
import { sourcesOf } from "./sources_of.ts";
import type { FromPbxWorker, ToPbxWorker } from "./words.ts";

const DAY_MS = 86_400_000;

const tell = (word: FromPbxWorker): void => self.postMessage(word);
const pollers: Poller[] = [];
const links: AmiLink[] = [];
/** By tenant. */
const lists = new Map<string, List>();

/** A tenant's list, and how changes of it are told. */
interface List {
  readonly desk: MemoryDesk;
  readonly engine: MissedEngine;
  readonly tellOf: (...changes: readonly Change[]) => void;
}

/** Entries are made anew from the other system's own rows at every start: it keeps them, and this box none of them. */
function follow(pbx: Pbx, office: HomeOffice): Poller {
  const scope = scopeOf(pbx, office);
  const shelf = new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy: scope.policy });
  const cursor = Date.now() - pbx.historyDays * DAY_MS;
  let told = -1;
  const tellOf = (...changes: readonly Change[]): void => {
    const entries = changes.flatMap((change) => change.entries);
    const lines = changes.flatMap((change) => change.lines);
    const open = shelf.entries().filter(({ state }) => state === "open").length;
    if (entries.length + lines.length === 0 && open === told) return;
    told = open;
    tell({ type: "change", tenant: pbx.name, change: { entries, lines }, open });
  };
  lists.set(pbx.name, { desk: new MemoryDesk({ shelf, engine, policy: scope.policy }), engine, tellOf });
  return new Poller({
    tenant: pbx.name,
    secrets: pbx.secret === undefined ? [] : [pbx.secret],
    sources: sourcesOf(pbx, scope.policy.timeZone),
    follower: new Follower({ tenant: pbx.name, scope, cursor }),
    everyMs: pbx.everyS * 1_000,
    wall: () => Date.now(),
    take: (understood, now) => tellOf(engine.take(understood, now), engine.tick(now)),
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
  const { desk, tellOf } = lists.get(ask.tenant) ?? {};
  switch (ask.name) {
    case "entries":
      return desk?.entries(ask.told) ?? [];
    case "entry":
      return desk?.entry(ask.told);
    case "act": {
      const done = desk?.act(ask.told, Date.now());
      if (done !== undefined) tellOf?.(done.change);
      return done?.action;
    }
  }
}

self.onmessage = async ({ data }: MessageEvent<ToPbxWorker>): Promise<void> => {
  if (data.type === "follow") {
    for (const pbx of data.pbx) {
      const poller = follow(pbx, data.office);
      pollers.push(poller);
      if (pbx.ami !== undefined) links.push(hear(pbx.name, pbx.ami, poller));
    }
    for (const each of [...pollers, ...links]) each.start();
    return;
  }
  if (data.type === "done") {
    const list = lists.get(data.tenant);
    return list?.tellOf(...data.actions.map((action) => list.engine.act(action, Date.now())));
  }
  if (data.type === "ask") return tell({ type: "answer", id: data.id, answer: answerTo(data) });
  await Promise.all([...pollers, ...links].map((each) => each.stop()));
  tell({ type: "stopped" });
  self.close();
};
