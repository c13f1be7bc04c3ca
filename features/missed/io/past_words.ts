import type { Pbx } from "../../../core/directory/mod.ts";
import type { Judgement } from "../../../core/record/mod.ts";
import type { AgentChange, Call } from "../call.ts";
import type { Action } from "../entry.ts";
import type { ForeignRows } from "../follow.ts";
import type { Opening } from "../openings.ts";
import type { Span } from "../source.ts";
import type { HomeOffice } from "../tenant.ts";

/** Whose past is read. */
export interface PastTenant {
  readonly pbx: Pbx;
  readonly office: HomeOffice;
}

/** What the worker is told, once. */
export type ToPastWorker =
  | (PastTenant & {
    readonly type: "read";
    readonly spans: readonly Span[];
    /** What agents of queues did is wanted. */
    readonly withAgents: boolean;
    /** What people did to its entries. */
    readonly actions: readonly Action[];
    /** Where what is found goes: {@link PastWord}. */
    readonly port: MessagePort;
  })
  | (PastTenant & { readonly type: "rows"; readonly call: string; readonly at: number });

/** What is told through the port, in this order: pieces, and an end. */
export type PastWord =
  /** Calls as they are known by now; what was told of them before does not hold any more. */
  | { readonly type: "read"; readonly calls: readonly JudgedCall[]; readonly gone: readonly string[] }
  | { readonly type: "end"; readonly openings: readonly Opening[]; readonly changes: readonly AgentChange[] }
  | { readonly type: "fault"; readonly text: string };

/** A call, with what the list of missed calls says of it. */
export interface JudgedCall extends Call {
  readonly judgement: Judgement | undefined;
}

/** What the worker answers itself. */
export type FromPastWorker =
  | { readonly type: "rows"; readonly rows: Required<ForeignRows> }
  /** Some rows are none: for the log. */
  | { readonly type: "refused"; readonly text: string }
  | { readonly type: "fault"; readonly text: string };
