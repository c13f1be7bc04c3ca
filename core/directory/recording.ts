/** Whether calls are recorded: all of them, those for which somebody presses the key, or none. */
export const RECORDING_MODES = ["always", "on-demand", "never"] as const;
/** One of {@link RECORDING_MODES}. */
export type RecordingMode = (typeof RECORDING_MODES)[number];

/** Where calls come from, and where they go to. */
export const CALL_DIRECTIONS = ["inbound", "outbound", "internal"] as const;
/** One of {@link CALL_DIRECTIONS}. */
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/** What holds for some calls: those that fit all that it names. */
export interface RecordingRule {
  readonly mode: RecordingMode;
  /** One of the two who talk. */
  readonly extension?: string;
  /** The call came to him by ringing that group. */
  readonly group?: string;
  /** They are a caller of that queue and an agent. */
  readonly queue?: string;
  /** One of the two is reached through that trunk. */
  readonly trunk?: string;
  readonly direction?: CallDirection;
}

/** What holds for all calls of a direction for which no rule says anything. */
export interface DirectionRecording {
  readonly mode: RecordingMode;
  /** Whether the two are told that they are recorded. */
  readonly notice: boolean;
}

/** `recording:` of the office. */
export interface RecordingSettings extends Readonly<Record<CallDirection, DirectionRecording>> {
  /** The first that fits counts. */
  readonly rules: readonly RecordingRule[];
  /** `ogg`: Opus; `small`: for whoever has little room; `wav`: as it was heard, sixteen times as large. */
  readonly format: "ogg" | "small" | "wav";
  /** Recordings older than this are thrown away; 0: none is. */
  readonly keepDays: number;
  /** Above this the oldest are thrown away. */
  readonly quotaMb: number;
}

/** Of an office that says nothing of it: whoever wants to records, and whoever is outside hears of it. */
export const DEFAULT_RECORDING: RecordingSettings = Object.freeze<RecordingSettings>({
  inbound: { mode: "on-demand", notice: true },
  outbound: { mode: "on-demand", notice: true },
  internal: { mode: "on-demand", notice: false },
  rules: [],
  format: "ogg",
  keepDays: 90,
  quotaMb: 20_000,
});
