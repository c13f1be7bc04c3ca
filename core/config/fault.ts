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
}

/** A configuration that was found good, or all that is wrong with it at once. */
export type Judged<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** `office.yml:12:5 extensions[1].number: "10a" is not a number of 2 to 6 digits` */
export function formatFault(fault: ConfigFault): string {
  const path = fault.path === "" ? "" : ` ${fault.path}:`;
  return `${fault.file}:${fault.line}:${fault.column}${path} ${fault.text}`;
}
