import { type Brake, type Brakes, DEFAULT_BRAKES, type OffHours, type PaidClass } from "../directory/mod.ts";
import { numberText, wordText } from "./names.ts";
import { type Field, needed, optional, preset, record } from "./record.ts";
import { choice, list, type Shape, switched, whole } from "./shape.ts";

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
      about: "Minutes that may be talked in an hour",
    }),
    ends: preset("ends", switched, {
      value: usual.ends ?? false,
      about: "Whether calls that run when the minutes are over are ended, or go on",
    }),
  });
  return preset(name, shape, { value: usual, about: `For routes of the class ${name}` });
}

const hoursName: Shape<string> = {
  schema: wordText.schema,
  read(node, path, judge) {
    const id = wordText.read(node, path, judge);
    if (id !== undefined) judge.refer({ kind: "hours", id, from: node.from, path });
    return id;
  },
};

const offHours: Shape<OffHours> = record<OffHours>({
  hours: needed(
    "hours",
    hoursName,
    "One of hours:, which says when the office is closed, on holidays and by night switch too",
  ),
  from: preset("from", choice(["local", "national", "international", "premium"]), {
    value: "international",
    about: "Numbers of this class and dearer ones are not called then",
  }),
  except: preset("except", list(numberText, 1_000), { value: [], about: "Extensions that may all the same" }),
});

/** `brakes:`, what an account may call outside within an hour. */
export const brakes: Shape<Brakes> = record<Brakes>({
  local: brake("local"),
  national: brake("national"),
  international: brake("international"),
  premium: brake("premium"),
  offHours: optional("off_hours", offHours, "What is not called while the office is closed"),
});
