/** Closes what is secret, and opens it again; what was closed for one name is opened for no other. */
export interface Sealing {
  close(name: string, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Undefined when it was not closed here. */
  open(name: string, sealed: Uint8Array): Uint8Array | undefined;
}
