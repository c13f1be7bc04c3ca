import type { LogLevel } from "../../../core/base/mod.ts";
import type { Office, Pbx } from "../../../core/directory/mod.ts";
import type { Change } from "../engine.ts";

/** What the worker is told. */
export type ToPbxWorker =
  | { readonly type: "follow"; readonly pbx: readonly Pbx[]; readonly office: Pick<Office, "country" | "timeZone"> }
  | { readonly type: "stop" };

/** What it tells. */
export type FromPbxWorker =
  | {
    readonly type: "change";
    readonly tenant: string;
    readonly change: Change; /** Entries that are open. */
    readonly open: number;
  }
  | { readonly type: "said"; readonly level: LogLevel; readonly text: string }
  | { readonly type: "stopped" };
