import { useEffect, useState } from "preact/hooks";
import { type Counts, countsIn, type Quality, qualityOf, type StatsEntry, sufferedSince } from "../../softphone/mod.ts";

const LOOK_MS = 500;
/** A grade that is judged of less jumps about. */
const LOOKS_JUDGED = 8;

export interface Figures {
  readonly counts: Counts;
  /** Undefined until enough was heard. */
  readonly quality: (Quality & { readonly loss: number }) | undefined;
}

/** How a call sounds, looked at twice a second for as long as it is shown. */
export function useFigures(connection: () => RTCPeerConnection | undefined): Figures | undefined {
  const [figures, setFigures] = useState<Figures | undefined>(undefined);
  useEffect(() => {
    const looked: Counts[] = [];
    const look = async () => {
      const report = await connection()?.getStats();
      if (report === undefined) return;
      const entries: StatsEntry[] = [];
      report.forEach((entry: StatsEntry) => entries.push(entry));
      const counts = countsIn(entries);
      const suffered = sufferedSince(looked.length < LOOKS_JUDGED ? undefined : looked.shift(), counts);
      looked.push(counts);
      setFigures({ counts, quality: suffered && { ...qualityOf(suffered), loss: suffered.loss } });
    };
    const looking = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(looking);
  }, []);
  return figures;
}
