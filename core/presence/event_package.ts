import type { Directory } from "../directory/mod.ts";

/** What is told of somebody or something, whatever the package. */
export interface WatchedState {
  /** As shown to people. */
  readonly name?: string;
}

/** What a document says beside the state. */
export interface DocumentParts<State> {
  readonly number: string;
  /** The box's name as the watcher wrote it, with the port: all URIs of the document have it. */
  readonly host: string;
  /** Counts the documents of one watched number in one subscription from 0. */
  readonly version: number;
  /** What its last document told; undefined for the first. */
  readonly before: State | undefined;
}

/** What an event package (RFC 6665 §5) adds to the one machine of subscriptions: who may watch what, and its documents. */
export interface EventPackage<State extends WatchedState> {
  /** The media type of its documents. */
  readonly type: string;
  /** The number that a watcher means by what he subscribes to; why not (403, 404), where there is none for him. */
  watched(directory: Directory, asked: string, watcher: string): string | 403 | 404;
  /** Whether a watcher who was told the one need not be told the other. */
  isSame(one: State, other: State): boolean;
  /** A document with the full state, so that whoever lost one needs only the next. */
  write(state: State, parts: DocumentParts<State>): Uint8Array<ArrayBuffer>;
}
