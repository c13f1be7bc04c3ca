import type { LegId } from "../call/mod.ts";

/** What came of a move in a place. */
export interface MoveResult<State, News> {
  readonly state: State;
  /** What whoever made the move is resumed with. */
  readonly outcome: unknown;
  /** Whom it concerns besides. */
  readonly news?: readonly { readonly leg: LegId; readonly news: News; readonly urgent?: boolean }[];
}

/**
 * The rule of a kind of place that several calls share: a conference room, a queue. Pure: the switchboard keeps the state
 * of each place for as long as somebody is there; scripts make moves, and hear of those of others as "news". Whoever enters
 * leaves in his `finally`. State, moves and news are plain values, and each is the rule's own.
 */
export interface PlaceRule<State = unknown, Move = unknown, News = unknown> {
  /** As it is while nobody is there. */
  readonly empty: State;
  move(state: State, leg: LegId, move: Move): MoveResult<State, News>;
  /** Who is there, the first of them in front: a lamp on the place's number shows him. */
  present(state: State): readonly LegId[];
}

/** One rule for each kind of place. */
export type PlaceTable = Readonly<Record<string, PlaceRule>>;
