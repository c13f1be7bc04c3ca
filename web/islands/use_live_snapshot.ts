import { useEffect, useState } from "preact/hooks";
import { type Change, changed, type Snapshot } from "../live/mod.ts";

/** Without a word for so long the line is cut: the box says something every 1.2 s at least. */
const CUT_MS = 1_750;
const LOOK_MS = 250;

/** What the box tells again and again. */
export interface LiveSnapshot<Shown> {
  readonly snapshot: Shown;
  /** The wall clock of the box. */
  readonly now: number;
  /** Whether the box has not been heard for too long. */
  readonly isCut: boolean;
  /** Shows something else until the box is heard again. */
  readonly setSnapshot: (change: (shown: Shown) => Shown) => void;
}

/** Where the box tells how things are, and what it makes of a change where it tells of changes alone. */
export interface LiveSource<Shown> {
  readonly path: string;
  readonly changed?: (shown: Shown, change: Change) => Shown;
}

/** What the page *Now* listens to. */
export const OFFICE_NOW: LiveSource<Snapshot> = { path: "/live/now", changed };

/** Listens to the box for as long as the page is shown. `at`: its wall clock when `first` was taken. */
export function useLiveSnapshot<Shown>(
  first: Shown,
  at: number,
  { path, changed }: LiveSource<Shown>,
): LiveSnapshot<Shown> {
  const [snapshot, setSnapshot] = useState(first);
  const [now, setNow] = useState(at);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    // The box's clock counts, not the reader's.
    const ahead = at - Date.now();
    const source = new EventSource(path);
    let heard = Date.now();
    const hears = () => {
      heard = Date.now();
      setCut(false);
    };
    source.addEventListener("now", ({ data }) => {
      hears();
      setSnapshot(JSON.parse(data));
    });
    source.addEventListener("change", ({ data }) => {
      hears();
      setSnapshot((shown) => changed?.(shown, JSON.parse(data)) ?? shown);
    });
    source.addEventListener("beat", hears);
    // A box that has stopped says so by that alone; one that cannot be reached says nothing.
    source.addEventListener("error", () => {
      heard = -Infinity;
      setCut(true);
    });
    const ticking = setInterval(() => setNow(Date.now() + ahead), 1_000);
    const looking = setInterval(() => {
      setCut(Date.now() - heard > CUT_MS);
      // Whoever is not let in any more is told so by the page.
      if (source.readyState === EventSource.CLOSED) location.reload();
    }, LOOK_MS);
    return () => {
      source.close();
      clearInterval(ticking);
      clearInterval(looking);
    };
  }, []);
  return { snapshot, now, isCut, setSnapshot };
}
