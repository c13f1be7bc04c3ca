export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a log line may carry beside its text. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line of the log, as a value: pure rooms return it as an effect. */
export interface LogLine {
  readonly level: LogLevel;
  /** Sentence case, no full stop. */
  readonly text: string;
  readonly facts?: LogFacts;
}

/** Where lines go: JSON on stderr in a box, an array in a test. */
export interface Log {
  write(line: LogLine): void;
}
