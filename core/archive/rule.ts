import type { CallDirection, RecordingMode, RecordingRule, RecordingSettings } from "../directory/mod.ts";

/** Two who talk, as the rules see them. */
export interface Talk {
  /** Those of the two who are the office's own. */
  readonly extensions: readonly string[];
  /** Through which those are reached who are not. */
  readonly trunks: readonly string[];
  /** The group that was rung last for the caller. */
  readonly group: string | undefined;
  /** The queue whose caller and agent they are. */
  readonly queue: string | undefined;
  readonly direction: CallDirection;
}

/** Whether what two people say to each other is recorded: by the first rule that fits, or else by the direction. */
export function modeOf(talk: Talk, settings: RecordingSettings): RecordingMode {
  return settings.rules.find((rule) => fits(rule, talk))?.mode ?? settings[talk.direction].mode;
}

function fits({ extension, group, queue, trunk, direction }: RecordingRule, talk: Talk): boolean {
  if (extension !== undefined && !talk.extensions.includes(extension)) return false;
  if (trunk !== undefined && !talk.trunks.includes(trunk)) return false;
  if (group !== undefined && talk.group !== group) return false;
  if (queue !== undefined && talk.queue !== queue) return false;
  return direction === undefined || direction === talk.direction;
}
