import type { Store } from "../../../core/store/mod.ts";
import { AlertWatch, type AlertWatchParts } from "../../alerts/mod.ts";
import { readAssets } from "../../assets/io/mod.ts";
import { feedOf, LiveFeed, NewsFeed } from "../../live/io/mod.ts";
import { phoneSnapshotOf, type Seat, snapshotOf, toldOf, writeChange, writeTold } from "../../live/mod.ts";
import { OperatorView, shownOnce } from "../../live/operator/mod.ts";
import { WorkerHasher } from "../../sign_in/io/mod.ts";
import { type Desk, deskOf, type DeskPorts } from "../mod.ts";
import { doorPicture } from "./door_picture.ts";
import { reportsMade } from "./report_files.ts";

/** No office misses more in a day. */
const MOST_MISSED = 1_000;

export interface OpenDeskPorts extends
  Omit<
    DeskPorts,
    | "assets"
    | "hasher"
    | "live"
    | "operator"
    | "liveOperator"
    | "livePhone"
    | "liveVouch"
    | "liveMissed"
    | "callFor"
    | "picture"
    | "alerts"
    | "store"
    | "reportsMade"
    | "missedSince"
  > {
  /** Calls `listener` for every change of a list of missed calls, until what it answers is called. */
  readonly onMissed: (listener: (tenant: string) => void) => () => void;
  readonly store: Pick<Store, "notebook"> & DeskPorts["store"];
  /** What alerts are made of beside what the desk knows. */
  readonly alerting: Pick<AlertWatchParts, "soundsBad" | "timer" | "keep">;
  /** Path of the data folder. */
  readonly data: string;
}

export interface OpenDesk {
  readonly app: Desk["app"];
  readonly people: Desk["people"];
  /** The last word on each thing of the box, newest first. */
  alerts(): ReturnType<AlertWatch["all"]>;
  /** How many browsers are told what happens. */
  figures(): Readonly<Record<string, number>>;
  /** Ends the streams and the worker; a request that is under way fails. */
  stop(): void;
}

/** Opens the desk of this box. */
export async function openDesk({ onMissed, alerting, ...ports }: OpenDeskPorts): Promise<OpenDesk> {
  const { record } = ports.store;
  const hasher = new WorkerHasher(ports.box.settings.signIn.passwords);
  const shown = shownOnce();
  const feed = new LiveFeed({
    show: (scope) => toldOf(snapshotOf({ ...ports, shown }, scope)),
    write: writeTold,
    difference: writeChange,
    change: (withinMs) => record.past(record.acknowledged, withinMs),
  });
  const operator = new OperatorView(ports);
  const consoles = feedOf((seat: Seat) => JSON.stringify(operator.of(seat)), record);
  const phones = feedOf((extension: string) => JSON.stringify(phoneSnapshotOf(ports, extension)), record);
  const [news, vouches] = [new NewsFeed(), new NewsFeed()];
  const unhear = onMissed((tenant) => news.tell(tenant));
  const watch = new AlertWatch({ ...alerting, world: ports, audit: ports.store.audit, log: ports.log });
  const { app, people } = await deskOf({
    ...ports,
    assets: await readAssets(),
    hasher,
    live: (scope, still) => feed.open(scope, still),
    operator,
    liveOperator: (seat, still) => consoles.open(seat, still),
    livePhone: (extension, still) => phones.open(extension, still),
    liveMissed: (tenant, still) => news.open(tenant, still),
    liveVouch: (still) => vouches.open("sip", still),
    callFor: (from, to) => ports.ask({ type: "call-for", from, to }).type === "call-begun",
    alerts: () => watch.all(),
    picture: doorPicture,
    reportsMade: () => reportsMade(ports.data),
    missedSince: async (since) => {
      const missed = await ports.missed.entries("own", { since, limit: MOST_MISSED });
      return { missed: missed.length, open: missed.filter(({ state }) => state === "open").length };
    },
  });
  watch.start(await ports.store.notebook.load());
  return {
    app,
    people,
    alerts: () => watch.all(),
    figures: () => ({ desk_browsers: feed.size + consoles.size + phones.size + news.size }),
    stop: () => {
      watch.stop();
      unhear();
      news.stop();
      vouches.stop();
      phones.stop();
      feed.stop();
      consoles.stop();
      hasher.stop();
    },
  };
}
