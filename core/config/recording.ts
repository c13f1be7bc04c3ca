import {
  CALL_DIRECTIONS,
  type CallDirection,
  DEFAULT_RECORDING,
  type DirectionRecording,
  RECORDING_MODES,
  type RecordingRule,
  type RecordingSettings,
} from "../directory/mod.ts";
import { numberText, wordText } from "./names.ts";
import { type Field, needed, optional, preset, record } from "./record.ts";
import { choice, list, type Shape, switched, whole } from "./shape.ts";

const MOST_RULES = 1_000;
const MODES = "all of them (always), those in which somebody presses *1 (on-demand), or none (never)";

/** A text that names something else of the file. */
function named(shape: Shape<string>, kind: string): Shape<string> {
  return {
    schema: shape.schema,
    read(node, path, judge) {
      const id = shape.read(node, path, judge);
      if (id !== undefined) judge.refer({ kind, id, from: node.from, path });
      return id;
    },
  };
}

const rule = record<RecordingRule>({
  mode: needed("record", choice(RECORDING_MODES), `Which of them: ${MODES}`),
  extension: optional("extension", named(numberText, "extension"), "One of the two who talk"),
  group: optional("group", named(numberText, "group"), "The ring group by which the call came to him"),
  queue: optional("queue", named(numberText, "queue"), "The queue whose caller and agent they are"),
  trunk: optional("trunk", named(wordText, "trunk"), "The trunk through which one of the two is reached"),
  direction: optional("direction", choice(CALL_DIRECTIONS), "From outside, to outside, or in the house"),
});

function direction(name: CallDirection, which: string): Field<DirectionRecording> {
  const usual = DEFAULT_RECORDING[name];
  const shape = record<DirectionRecording>({
    mode: preset("record", choice(RECORDING_MODES), { value: usual.mode, about: `Which of them: ${MODES}` }),
    notice: preset("notice", switched, {
      value: usual.notice,
      about: "Whether both are told that the call is recorded, before they talk or when it begins",
    }),
  });
  return preset(name, shape, { value: usual, about: `Calls ${which} for which no rule says anything` });
}

/** `recording:`, which calls are written down, and how long they are kept. */
export const recording: Shape<RecordingSettings> = record<RecordingSettings>({
  inbound: direction("inbound", "from outside"),
  outbound: direction("outbound", "to outside"),
  internal: direction("internal", "in the house"),
  rules: preset<readonly RecordingRule[]>("rules", list(rule, MOST_RULES), {
    value: DEFAULT_RECORDING.rules,
    about: "What holds for some calls, those that fit all that the rule names; the first that fits counts",
  }),
  format: preset("format", choice(["ogg", "small", "wav"]), {
    value: DEFAULT_RECORDING.format,
    about: "Ogg Opus; the same in half the room; WAV, in sixteen times the room",
  }),
  keepDays: preset("keep", whole({ from: 0, to: 3650, unit: "days" }), {
    value: DEFAULT_RECORDING.keepDays,
    about: "Days after which a recording is thrown away; 0 for never",
  }),
  quotaMb: preset("quota", whole({ from: 1, to: 10_000_000, unit: "MB" }), {
    value: DEFAULT_RECORDING.quotaMb,
    about: "MB that all recordings may take; above that the oldest are thrown away",
  }),
});
