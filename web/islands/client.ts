/**
 * What every page runs: its islands are taken over, each loaded where a page has one.
 *
 * @module
 */
import { type ComponentType, h, hydrate } from "preact";
import { Icons } from "./icons.tsx";
import "./dial_links.ts";
import "./frame.ts";
import "./making.ts";
import "./notices.ts";

type Loaded = { readonly default: ComponentType<never> };

/** By the names that `web/islands/mod.ts` gives them. */
const ISLANDS: Readonly<Record<string, () => Promise<Loaded>>> = {
  flow_picture: () => import("./flow_picture.tsx") as Promise<Loaded>,
  directory_live: () => import("./directory_live.tsx") as Promise<Loaded>,
  progress: () => import("./progress.tsx") as Promise<Loaded>,
  card_picker: () => import("./card_picker.tsx") as Promise<Loaded>,
  charts: () => import("./charts.tsx") as Promise<Loaded>,
  live_office: () => import("./live_office.tsx") as Promise<Loaded>,
  missed_live: () => import("./missed_live.tsx") as Promise<Loaded>,
  notice_asker: () => import("./notice_asker.tsx") as Promise<Loaded>,
  operator: () => import("./operator.tsx") as Promise<Loaded>,
  passkey_adder: () => import("./passkey_adder.tsx") as Promise<Loaded>,
  sound_player: () => import("./sound_player.tsx") as Promise<Loaded>,
  sound_recorder: () => import("./sound_recorder.tsx") as Promise<Loaded>,
  softphone: () => import("./softphone_awake.tsx") as Promise<Loaded>,
  passkey_button: () => import("./passkey_button.tsx") as Promise<Loaded>,
  wallboard: () => import("./wallboard.tsx") as Promise<Loaded>,
};

for (const place of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const { island = "" } = place.dataset;
  const load = ISLANDS[island];
  if (load === undefined) throw new Error(`Cannot wake island "${island}": it is not listed`);
  const { default: Component } = await load();
  hydrate(h(Icons, null, h(Component, JSON.parse(place.nextElementSibling?.textContent ?? "{}") as never)), place);
  place.dataset["awake"] = "";
}
