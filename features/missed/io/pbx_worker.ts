/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads other phone systems, away from the thread that carries signalling: a morning's rows take a second to understand.
 *
 * @module
 */
import type { Office, Pbx } from "../../../core/directory/mod.ts";
import { MissedEngine } from "../engine.ts";
import { Follower } from "../follow.ts";
import { MemoryShelf } from "../shelf.ts";
import { scopeOf } from "../tenant.ts";
import { Poller } from "./poller.ts";
import { sourcesOf } from "./sources_of.ts";
import type { FromPbxWorker, ToPbxWorker } from "./words.ts";

const DAY_MS = 86_400_000;

const tell = (word: FromPbxWorker): void => self.postMessage(word);
const pollers: Poller[] = [];

/** Entries are made anew from the other system's own rows at every start: it keeps them, and this box none of them. */
function follow(pbx: Pbx, office: Pick<Office, "country" | "timeZone">): Poller {
  const scope = scopeOf(pbx, office);
  const shelf = new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy: scope.policy });
  const cursor = Date.now() - pbx.historyDays * DAY_MS;
  let told = -1;
  return new Poller({
    tenant: pbx.name,
    secrets: pbx.secret === undefined ? [] : [pbx.secret],
    sources: sourcesOf(pbx, scope.policy.timeZone),
    follower: new Follower({ tenant: pbx.name, scope, cursor }),
    everyMs: pbx.everyS * 1_000,
    wall: () => Date.now(),
    take: (understood, now) => {
      const changes = [engine.take(understood, now), engine.tick(now)];
      const entries = changes.flatMap((change) => change.entries);
      const lines = changes.flatMap((change) => change.lines);
      const open = shelf.entries().filter(({ state }) => state === "open").length;
      if (entries.length + lines.length === 0 && open === told) return;
      told = open;
      tell({ type: "change", tenant: pbx.name, change: { entries, lines }, open });
    },
    say: (level, text) => tell({ type: "said", level, text }),
  });
}

self.onmessage = async ({ data }: MessageEvent<ToPbxWorker>): Promise<void> => {
  if (data.type === "follow") {
    for (const pbx of data.pbx) pollers.push(follow(pbx, data.office));
    for (const poller of pollers) poller.start();
    return;
  }
  await Promise.all(pollers.map((poller) => poller.stop()));
  tell({ type: "stopped" });
  self.close();
};
