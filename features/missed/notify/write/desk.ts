import type { Json, WallTime } from "../../../../core/base/mod.ts";
import { type DeskNotice, deskNoticePage, type Page } from "../../../../core/notebook/mod.ts";
import { aboutOf } from "../../kept.ts";
import type { Digest } from "../digest.ts";
import type { Planned } from "../due.ts";
import type { Told } from "../told.ts";

type DeskTold = Told & { readonly via: { readonly kind: "desk"; readonly number: string } };

/** What a notice on the desk is about. Nobody is named: whoever reads it is shown what is known of the caller then. */
export type NoticeOnDesk =
  | { readonly kind: "missed"; readonly tenant: string; readonly entry: string }
  | { readonly kind: "digest"; readonly tenant: string; readonly open: number };

/** One missed call, on somebody's desk: whoever calls again stands there once. */
export function deskPages({ to: { tenant, via }, at, entries }: Planned & { readonly to: DeskTold }): readonly Page[] {
  return entries.map((key) => {
    const entry = aboutOf({ entry: key }).id;
    const about = { kind: "missed", tenant, entry };
    return deskNoticePage({ number: via.number, id: `missed ${tenant} ${entry}`, at: at as WallTime, about });
  });
}

/** What gathers: the newest takes the place of the one before. */
export function digestPages({ at, open }: Digest, { cadence, tenant, via }: DeskTold): readonly Page[] {
  const about = { kind: "digest", tenant, open: open.length };
  return [deskNoticePage({ number: via.number, id: `digest ${cadence} ${tenant}`, at: at as WallTime, about })];
}

/** Reads what a notice on the desk is about; undefined for what is nobody's here. */
export function readNoticeOnDesk({ about }: Pick<DeskNotice, "about">): NoticeOnDesk | undefined {
  if (typeof about !== "object" || about === null || Array.isArray(about)) return undefined;
  const { kind, tenant, entry, open } = about as { readonly [key: string]: Json };
  if (typeof tenant !== "string") return undefined;
  if (kind === "missed" && typeof entry === "string") return { kind, tenant, entry };
  return kind === "digest" && typeof open === "number" ? { kind, tenant, open } : undefined;
}
