import { type Brake, type Brakes, DEFAULT_BRAKES, type PaidClass } from "../directory/mod.ts";
import { type Field, preset, record } from "./record.ts";
import { type Shape, whole } from "./shape.ts";

const MOST = 100_000;

function brake(name: PaidClass): Field<Brake> {
  const usual = DEFAULT_BRAKES[name];
  const shape = record<Brake>({
    calls: preset("calls", whole({ from: 0, to: MOST }), {
      value: usual.calls,
      about: "Calls that may begin in an hour",
    }),
    minutes: preset("minutes", whole({ from: 0, to: MOST, unit: "minutes" }), {
      value: usual.minutes,
      about: "Minutes that may be talked in an hour; a call that runs goes on",
    }),
  });
  return preset(name, shape, { value: usual, about: `For routes of the class ${name}` });
}

/** `brakes:`, what one extension may call outside within an hour. */
export const brakes: Shape<Brakes> = record<Brakes>({
  local: brake("local"),
  national: brake("national"),
  international: brake("international"),
  premium: brake("premium"),
});
