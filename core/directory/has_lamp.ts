import { agentLampOf } from "./agent_lamp.ts";
import { CODE_NAMES } from "./code_table.ts";
import type { Directory } from "./directory.ts";
import { lineLampOf } from "./line_lamp.ts";
import { isNightSwitch } from "./night_switch.ts";

/**
 * Whether a lamp can stand for it: a person, whatever else has a number (a parking slot), a code that switches something,
 * or that code for one person (`*78101`).
 */
export function hasLamp(directory: Directory, number: string): boolean {
  const { extensions, numbers, codes } = directory;
  return extensions.has(number) || numbers.has(number) || isNightSwitch(directory, number) ||
    CODE_NAMES.some((name) => codes[name] === number) || lineLampOf(directory, number, "") !== undefined ||
    agentLampOf(directory, number, "") !== undefined;
}
