import { isClockBelieved, localTime } from "../base/mod.ts";
import {
  type Directory,
  type Hours,
  nextClosing,
  nextOpening,
  nightSwitch,
  type OfficeState,
  officeStateOf,
  type Opening,
} from "../directory/mod.ts";
import { LAMP_FAMILY } from "../notebook/mod.ts";
import type { DeskAnswer } from "./desk.ts";
import type { Facts } from "./facts.ts";
import { refusal } from "./refusal.ts";

type Known = Pick<Facts, "exchange" | "notebook" | "wall">;

/** How it stands with some hours of the office. */
export interface HoursView {
  readonly name: string;
  /** `night`: closed by their switch, whatever the clock says. */
  readonly state: OfficeState | "night";
  /** When that changes by the clock and the calendar: they open, or close; left out at night, and where it is not soon. */
  readonly until?: Opening;
  /** What is dialled to close them, and to let them go by the clock again; left out where they have no switch. */
  readonly nightSwitch?: string;
}

export function hoursViews(facts: Known): readonly HoursView[] {
  const { directory } = facts.exchange;
  return [...directory.hours.values()].map((hours) => {
    const [state, key] = [stateOfHours(facts, hours), switchOf(directory, hours)];
    const until = state === "night" ? undefined : changeAfter(facts, hours, state);
    return {
      name: hours.name,
      state,
      ...until === undefined ? {} : { until },
      ...key === undefined ? {} : { nightSwitch: key },
    };
  });
}

export function stateOfHours(facts: Known, hours: Hours): HoursView["state"] {
  const { directory } = facts.exchange;
  const key = switchOf(directory, hours);
  if (key !== undefined && facts.notebook.get(LAMP_FAMILY, key) === true) return "night";
  return officeStateOf(hours, facts.wall(), directory.office.timeZone);
}

/** Turns the switch of some hours, and of all others that go by it: night, or by the clock again. */
export function turnNight({ exchange, notebook }: Known, name: string, on: boolean): DeskAnswer {
  const hours = exchange.directory.hours.get(name);
  if (hours === undefined) {
    return refusal("not-found", `Cannot turn the night switch of "${name}": there are no such hours`);
  }
  const key = switchOf(exchange.directory, hours);
  if (key === undefined) return refusal("conflict", `Cannot turn the night switch of "${name}": these hours have none`);
  notebook.set(LAMP_FAMILY, key, on ? true : undefined);
  return { type: "done", text: on ? `"${name}" is closed by ${key}` : `"${name}" goes by the clock` };
}

function switchOf(directory: Directory, { night }: Hours): string | undefined {
  return night === false ? undefined : nightSwitch(directory, night);
}

/** While the box does not know the time nothing is said of it. */
function changeAfter({ wall, exchange }: Known, hours: Hours, state: OfficeState): Opening | undefined {
  const now = wall();
  if (!isClockBelieved(now)) return undefined;
  const local = localTime(now, exchange.directory.office.timeZone);
  return state === "open" ? nextClosing(hours, local) : nextOpening(hours, local);
}
