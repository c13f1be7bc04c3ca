/** Something that has happened, and that nobody has seen to yet. */
export interface News {
  readonly id: string;
  /** Wall clock of the box, ms. */
  readonly at: number;
  readonly kind: "missed" | "voicemail" | "help" | "broken" | "alert" | "mended";
  /** In the reader's words. */
  readonly text: string;
  /** Where one sees to it. */
  readonly path: string;
  /** The box keeps it under this name until it was seen. */
  readonly kept?: string;
  /** It rang at a phone of his: the phone in the browser told it itself where it was open. */
  readonly rangHim?: true;
  /** Under which place of the menu that is: whoever is there sees it anyway. */
  readonly place: string;
}

/** Of one kind: how many there are at a place of the menu, 20 at most, and the newest of them. */
export interface NewsAt {
  readonly place: string;
  readonly count: number;
  readonly news: readonly News[];
}
