/** What was wrong with something a stranger sent: a stable code for programs, a sentence for people. */
export interface Fault {
  /** Kebab-case, stable: `bad-cseq`. */
  readonly code: string;
  /** What was tried, with the value, and no full stop: `Cannot read CSeq "x INVITE": expected a number`. */
  readonly text: string;
}

/** A value, or the fault that kept us from it. Strangers' input is judged with this; our own mistakes throw. */
export type Result<T, F = Fault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(code: string, text: string): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, text } };
}

/** Closes a `switch` over a union: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new Error(`Cannot handle ${JSON.stringify(value)}: no case is written for it`);
}
