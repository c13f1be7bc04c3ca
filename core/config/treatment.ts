import type { Treatment } from "../sound/mod.ts";
import { preset, record } from "./record.ts";
import { choice, type Shape } from "./shape.ts";

/** `sound:` of whoever speaks through the box. */
export const treatment: Shape<Treatment> = record<Treatment>({
  echo: preset("echo", choice(["off", "on"]), {
    value: "off",
    about: "Echo cancelling, for a gateway or a device that sends back what it is sent",
  }),
  noise: preset("noise", choice(["off", "usual", "rnnoise"]), {
    value: "off",
    about: "Noise suppression: of steady noise, or of any (rnnoise: fifty times the work)",
  }),
  gain: preset("gain", choice(["off", "on"]), {
    value: "off",
    about: "Brings voices that are too soft or too loud to one loudness",
  }),
});
