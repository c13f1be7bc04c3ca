import { DEFAULT_HISTORY, type HistorySettings } from "../directory/mod.ts";
import { preset, record } from "./record.ts";
import { type Shape, whole } from "./shape.ts";

/** `history:`, how long calls are remembered. */
export const history: Shape<HistorySettings> = record<HistorySettings>({
  packAfterDays: preset("pack", whole({ from: 1, to: 3650, unit: "days" }), {
    value: DEFAULT_HISTORY.packAfterDays,
    about: "Days after which what happened in calls is packed, to take less room; nothing is lost by it",
  }),
  keepYears: preset("keep", whole({ from: 0, to: 100, unit: "years" }), {
    value: DEFAULT_HISTORY.keepYears,
    about: "Years after which calls are forgotten, with all that lists and reports say of them; 0 for never. " +
      "Claims from contracts expire after three years in Romania and in most of the EU: who must prove calls for " +
      "longer keeps them longer, and nobody should without a reason (GDPR, art. 5)",
  }),
});
