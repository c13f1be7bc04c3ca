import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface ImportProgressProps {
  /** Where it is told how far it is. */
  readonly again: string;
  readonly title: string;
}

const EVERY_MS = 250;

/** How far a file is read; then the page is what was read. */
export default function ImportProgress({ again, title }: ImportProgressProps): VNode {
  const [{ done, rows }, setFar] = useState<{ readonly done: number; readonly rows?: number }>({ done: 0 });
  useEffect(() => {
    const ticking = setInterval(async () => {
      const response = await fetch(again);
      const far = response.ok ? await response.json() : { isOver: true };
      if (far.isOver !== true) return setFar(far);
      clearInterval(ticking);
      location.reload();
    }, EVERY_MS);
    return () => clearInterval(ticking);
  }, []);
  return (
    <>
      <progress class="far" aria-label={title} {...rows === undefined ? {} : { max: rows, value: done }} />
      <p class="soft number" role="status">{rows === undefined ? "" : `${done} / ${rows}`}</p>
    </>
  );
}
