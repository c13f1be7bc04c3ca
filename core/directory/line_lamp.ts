import type { Line } from "../notebook/mod.ts";
import { CODE_NAMES, type CodeName } from "./code_table.ts";
import type { Directory } from "./directory.ts";

/**
 * Codes that set something for one's own line, and when their lamp is lit. The lamp of a code and a number behind it
 * (`*78101`) shows it of that extension; the lamp of the code alone, of whoever watches it.
 */
const LINE_LAMPS: Readonly<Partial<Record<CodeName, (line: Line) => boolean>>> = {
  "do-not-disturb": ({ doNotDisturb }) => doNotDisturb,
  "do-not-disturb-over": ({ doNotDisturb }) => doNotDisturb,
  "forward-always": ({ forward }) => forward.always !== undefined,
  "forward-busy": ({ forward }) => forward.busy !== undefined,
  "forward-no-answer": ({ forward }) => forward["no-answer"] !== undefined,
};

const NAMES = CODE_NAMES.filter((name) => Object.hasOwn(LINE_LAMPS, name));

/** Whose setting a lamp shows. */
export interface LineLamp {
  readonly extension: string;
  readonly isLit: (line: Line) => boolean;
}

/** The setting that the lamp of what is dialled shows to a watcher; undefined when it shows none. */
export function lineLampOf({ codes, extensions }: Directory, dialled: string, watcher: string): LineLamp | undefined {
  for (const name of NAMES) {
    const code = codes[name];
    if (code === false || !dialled.startsWith(code)) continue;
    const extension = dialled === code ? watcher : dialled.slice(code.length);
    if (extensions.has(extension)) return { extension, isLit: LINE_LAMPS[name]! };
  }
  return undefined;
}

/** Under what the lamps of an extension's settings are dialled. */
export function lineLampsOf({ codes }: Directory, extension: string): readonly string[] {
  return NAMES.flatMap((name) => codes[name] === false ? [] : [codes[name], codes[name] + extension]);
}
