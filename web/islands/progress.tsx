import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface ProgressProps {
  /** Where it is told how far it is. */
  readonly again: string;
  readonly title: string;
  /** How often it is asked. */
  readonly everyMs?: number;
}

/** How far the box is with what this page waits for; then the page is what came of it. */
export default function Progress({ again, title, everyMs = 250 }: ProgressProps): VNode {
  const [{ done, rows }, setFar] = useState<{ readonly done: number; readonly rows?: number }>({ done: 0 });
  useEffect(() => {
    const ticking = setInterval(async () => {
      const response = await fetch(again);
      const far = response.ok ? await response.json() : { isOver: true };
      if (far.isOver !== true) return setFar(far);
      clearInterval(ticking);
      location.reload();
    }, everyMs);
    return () => clearInterval(ticking);
  }, []);
  return (
    <>
      <progress class="far" aria-label={title} {...rows === undefined ? {} : { max: rows, value: done }} />
      <p class="soft number" role="status">{rows === undefined ? "" : `${done} / ${rows}`}</p>
    </>
  );
}
