/** What the office knows of who is at the other end, as far as the reader may see it. */
export interface CallerFacts {
  /** With his company, where that is known: `Ion Popa, Popa SRL`. */
  readonly name?: string;
  /** The last call with him that is over. */
  readonly last?: {
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly outcome: "answered" | "abandoned" | "lost" | "message" | "unreached" | "void";
    /** Who of the office talked with him. */
    readonly by?: string;
  };
  /** How often he tried since somebody last answered or called him back. */
  readonly missed: number;
}
