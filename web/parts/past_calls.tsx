import type { VNode } from "preact";

/** A call of the past, in words. */
export interface PastCall {
  readonly call: string;
  readonly when: string;
  /** Of the office. */
  readonly who: string;
  readonly outcome: string;
  readonly isGood: boolean;
}

/** The last calls with somebody, each of which leads to its story. */
export function PastCalls({ past, none }: { readonly past: readonly PastCall[]; readonly none: string }): VNode {
  if (past.length === 0) return <p class="soft">{none}</p>;
  return (
    <ul class="past bare-list">
      {past.map((one) => (
        <li key={one.call} data-past>
          <a href={`/calls/${encodeURIComponent(one.call)}`}>{one.when}</a>
          <span>{one.who}</span>
          <span class={`tag ${one.isGood ? "good" : "warn"}`}>{one.outcome}</span>
        </li>
      ))}
    </ul>
  );
}
