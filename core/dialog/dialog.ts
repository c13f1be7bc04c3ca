/** A relation between two user agents (RFC 3261 §12), seen from our side. A plain value: every change is a new one. */
export interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  /** Empty for a peer of RFC 2543 that gives no tag. */
  readonly remoteTag: string;
  /** Our side's From or To value, whole but for the tag: `"Ana Pop" <sip:101@box>`. */
  readonly localUri: string;
  /** The other side's, likewise. */
  readonly remoteUri: string;
  /** The CSeq number of our last request; 0 when there was none. */
  readonly localCseq: number;
  /** The CSeq number of their last request, when there was one. */
  readonly remoteCseq: number | undefined;
  /** Route values in the order in which our requests pass them. */
  readonly routeSet: readonly string[];
  /** The URI where the other side is reached: its last Contact. */
  readonly remoteTarget: string;
  readonly state: "early" | "confirmed";
  /** The last reliable provisional response that we took: the CSeq number of our INVITE, and its RSeq (RFC 3262 §4). */
  readonly lastReliable?: { readonly cseq: number; readonly rseq: number };
}

/** The key of a dialog among others: Call-ID and both tags (§12). */
export function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
