/** A feature code, as it is unless the office says otherwise. */
export interface CodeSpec {
  /** What is dialled: `*43`. */
  readonly dial: string;
  /**
   * What follows it, in the same breath: nothing, a number, or a number that may be left out; or that it is keyed in a call
   * and not dialled.
   */
  readonly takes: "nothing" | "number" | "maybe a number" | "in a call";
  /** For people, after the code: "*43: hear yourself". */
  readonly about: string;
}

/** Every code there is, after FreePBX's habits. The name is also the kind of destination that it leads to. */
export const CODE_TABLE = {
  "pick-up": { dial: "*8", takes: "nothing", about: "answer the call that rings at a colleague's desk" },
  "pick-up-at": { dial: "**", takes: "number", about: "answer the call that rings at a number" },
  "park": { dial: "*70", takes: "nothing", about: "park a call in the first free slot; transfer to it" },
  "transfer-blind": { dial: "##", takes: "in a call", about: "transfer whom you talk to, without asking first" },
  "transfer-attended": { dial: "*2", takes: "in a call", about: "transfer whom you talk to, after asking the other" },
  "intercom": { dial: "*80", takes: "number", about: "speak at a colleague's phone, which answers by itself" },
  "echo-test": { dial: "*43", takes: "nothing", about: "hear yourself, and how late your voice comes back" },
} as const;

/** The name of a code, as in `codes:` of `office.yml`. */
export type CodeName = keyof typeof CODE_TABLE;

/** Under what each code is dialled in this office; `false` for one that is switched off. */
export type CodeBook = Readonly<Record<CodeName, string | false>>;

/** The codes of an office that changes none. */
export const DEFAULT_CODES: CodeBook = Object.freeze(
  Object.fromEntries(Object.entries(CODE_TABLE).map(([name, { dial }]) => [name, dial])) as Record<CodeName, string>,
);

/** All names, in the order in which they are listed. */
export const CODE_NAMES: readonly CodeName[] = Object.keys(CODE_TABLE) as CodeName[];
