/** One thing that is wrong with a configuration file, and where. */
export interface ConfigFault {
  /** As the reader was told it: `office.yml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** `extensions[1].number`; empty when it is about the whole file. */
  readonly path: string;
  /** What is wrong, with the value, and no full stop: `"10a" is not a number of 2 to 6 digits`. */
  readonly text: string;
  /** The same for who says it in other words; undefined where it is not of these kinds. */
  readonly reason?: FaultReason;
}

/** What is wrong, as its kind and its values. A `value` is as the file has it: `"10a"`, `5060`, `a list`. */
export type FaultReason =
  | { readonly is: "missing" }
  | { readonly is: "unknown-key"; readonly key: string }
  /** It is not `what`: `a number of 2 to 6 digits`. */
  | { readonly is: "unlike"; readonly value: string; readonly what: string }
  | {
    readonly is: "out-of-range";
    readonly value: string;
    readonly from: number;
    readonly to: number;
    readonly isWhole: boolean;
  }
  | { readonly is: "no-choice"; readonly value: string; readonly of: readonly string[] }
  | { readonly is: "too-many"; readonly count: number; readonly most: number }
  | { readonly is: "none" }
  | { readonly is: "no-destination"; readonly value: string }
  /** Nothing of this kind is called so. */
  | { readonly is: "no-such"; readonly kind: string; readonly id: string }
  /** Something else has it: `by` is its path, or says what it is. */
  | { readonly is: "taken"; readonly value: string; readonly by: string }
  | { readonly is: "emergency"; readonly value: string };

/** A configuration that was found good, or all that is wrong with it at once. */
export type Judged<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** `office.yml:12:5 extensions[1].number: "10a" is not a number of 2 to 6 digits` */
export function formatFault(fault: ConfigFault): string {
  const path = fault.path === "" ? "" : ` ${fault.path}:`;
  return `${fault.file}:${fault.line}:${fault.column}${path} ${fault.text}`;
}
