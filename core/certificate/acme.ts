import type { WallTime } from "../base/mod.ts";
import type { Certificate } from "./certificate.ts";
import { factsOf } from "./facts.ts";
import { renewalOf, restAfter } from "./renewal.ts";

/** What is kept of our dealings with an authority that gives certificates by itself (ACME, RFC 8555). */
export interface AcmeMemory {
  /** Whose account it is: another authority knows nothing of it. */
  readonly directory: string;
  readonly accountKey?: string;
  readonly certificate?: Certificate;
  /** Since the last success. */
  readonly failures: number;
  /** The last time that it was asked, and why nothing came of it. */
  readonly asked?: { readonly at: WallTime; readonly why?: string };
  /** It is not to be asked before; `isTheirs`: because it said so. */
  readonly rest?: { readonly until: WallTime; readonly isTheirs: boolean };
}

/** What came of asking. */
export type AcmeOutcome =
  | { readonly ok: true; readonly certificate: Certificate; readonly accountKey: string }
  | { readonly ok: false; readonly why: string; readonly retryAfterS?: number; readonly accountKey?: string };

/** When the authority is to be asked next: now, or later. */
export function nextAsking(memory: AcmeMemory, names: readonly string[], now: WallTime): WallTime {
  const due = memory.certificate === undefined || !isFor(memory.certificate, names)
    ? now
    : renewalAt(memory.certificate);
  return Math.max(due, memory.rest?.until ?? 0, now) as WallTime;
}

/** Whether a certificate is good for all of them. */
export function isFor({ certPem }: Certificate, names: readonly string[]): boolean {
  const known = factsOf(certPem).names;
  return names.every((name) => known.includes(name));
}

function renewalAt({ certPem }: Certificate): WallTime {
  return renewalOf(factsOf(certPem));
}

/** The memory after an answer. What worked before is kept until something better came. */
export function remember(memory: AcmeMemory, outcome: AcmeOutcome, at: WallTime): AcmeMemory {
  const { rest: _over, ...kept } = memory;
  if (outcome.ok) {
    const { certificate, accountKey } = outcome;
    return { ...kept, certificate, accountKey, failures: 0, asked: { at } };
  }
  const { why, retryAfterS, accountKey } = outcome;
  const failures = memory.failures + 1;
  return {
    ...kept,
    ...(accountKey === undefined ? {} : { accountKey }),
    failures,
    asked: { at, why },
    rest: { until: at + restAfter(failures, retryAfterS) as WallTime, isTheirs: retryAfterS !== undefined },
  };
}
