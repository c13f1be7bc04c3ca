import { DEFAULT_PRESENCE, type PresenceSettings } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { FROM_ENVIRONMENT, type Shape, whole } from "./shape.ts";

const DAY_S = 86_400;

/** Seconds, or `false` for never. */
function secondsOrNever(to: number): Shape<number | false> {
  const seconds = whole({ from: 60, to, unit: "seconds" });
  return {
    schema: { anyOf: [{ type: "integer", minimum: 60, maximum: to }, { const: false }, FROM_ENVIRONMENT] },
    read(node, path, judge) {
      const isNever = node.kind === "scalar" &&
        (node.value === false || (node.fromEnvironment && node.value === "false"));
      return isNever ? false : seconds.read(node, path, judge);
    },
  };
}

/** `presence:`, how people are shown of whom nothing is heard. */
export const presence: Shape<PresenceSettings> = record<PresenceSettings>({
  awayAfterS: preset<number | false>("away_after", secondsOrNever(DAY_S), {
    value: DEFAULT_PRESENCE.awayAfterS,
    about:
      "Seconds without a sign of life (a call, a new phone, a state set) until somebody is shown as away; or false",
  }),
  offlineAfterS: preset<number | false>("offline_after", secondsOrNever(7 * DAY_S), {
    value: DEFAULT_PRESENCE.offlineAfterS,
    about: "Seconds without a sign of life until somebody is shown as offline; or false",
  }),
});
