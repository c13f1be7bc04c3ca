import { meanOpinion, type Suffered } from "../../media/rtp/mod.ts";

/** How a call sounds here. */
export interface Quality {
  /** Mean opinion score, 1.0 to 4.5. */
  readonly opinion: number;
  readonly grade: "good" | "fair" | "poor";
}

/** ITU-T G.107 Annex B: from here on most people are satisfied, and many are. */
const GOOD = 4;
const FAIR = 3.4;

/** How a call sounds, by the same measure as the box's own reports. */
export function qualityOf(suffered: Suffered): Quality {
  const opinion = meanOpinion(suffered);
  return { opinion, grade: opinion >= GOOD ? "good" : opinion >= FAIR ? "fair" : "poor" };
}
