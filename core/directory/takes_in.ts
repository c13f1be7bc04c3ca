/** How callers are taken in where the box itself speaks with them. */
export interface TakesIn {
  /**
   * false: they hear it while they still wait for an answer (early media), and pay nothing for it; whoever they are brought
   * to answers them. True when left out.
   */
  readonly answers?: boolean;
}
