import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

/** How well the box is, in a line. */
export interface HealthLine {
  /** Unknown: nothing is known to be wrong, and nobody has looked at the machine yet. */
  readonly verdict: "ok" | "warn" | "bad" | "unknown";
  readonly text: string;
  /** Of when that is, and what else is known. */
  readonly notes: readonly string[];
}

const KIND = { ok: "good", warn: "warn", bad: "bad", unknown: "" } as const;

/** It leads to the page that tells all of it. */
export function HealthNow({ health: { verdict, text, notes } }: { readonly health: HealthLine }): VNode {
  return (
    <a class="health-line" href="/health" data-health={verdict}>
      <span class={`tag ${KIND[verdict]}`.trimEnd()}>
        <Icon name="heart-pulse" />
        {text}
      </span>
      <span class="soft">{notes.join(" · ")}</span>
    </a>
  );
}
