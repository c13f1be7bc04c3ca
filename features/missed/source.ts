import type { ForeignRows } from "./follow.ts";

/** From when and until when something happened; milliseconds since 1970 UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the rows of one tenant come from. It was made for that tenant: no word of it names a database, a domain or a file,
 * so nobody can ask it for another's.
 */
export interface RowSource {
  /** As faults name it: `mariadb 192.0.2.10:3306/asteriskcdrdb`. */
  readonly place: string;
  /** Throws what is wrong when it cannot be reached. */
  open(): Promise<OpenSource>;
}

/** A source during one look. */
export interface OpenSource extends AsyncDisposable {
  /** What is known to have happened in a span, batch by batch; more does no harm. */
  read(span: Span): AsyncIterable<ForeignRows>;
  /** What its queue log alone has of a span before those that are read; left out where it has none. */
  readonly readQueueLog?: (span: Span) => AsyncIterable<ForeignRows>;
}
