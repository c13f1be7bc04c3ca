import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { HoursWords } from "../words/mod.ts";
import { dateFormat } from "./formats.ts";
import { Icon } from "./icon.tsx";
import type { MomentParts } from "./moment.tsx";

type Hours = Snapshot["hours"][number];

const KIND: Readonly<Record<Hours["state"], string>> = { open: "good", closed: "", holiday: "warn", night: "bad" };

export interface LiveHoursParts {
  readonly hours: readonly Hours[];
  /** The wall clock of the box, ms. */
  readonly now: number;
  readonly place: Omit<MomentParts, "at">;
  readonly words: HoursWords;
  /** Where one may. */
  readonly onNight: ((hours: string, on: boolean) => void) | undefined;
}

/** Whether the office is open and until when, and its night switch. Nothing where it keeps no hours. */
export function LiveHours({ hours, now, place, words, onNight }: LiveHoursParts): VNode | null {
  if (hours.length === 0) return null;
  return (
    <section class="card" aria-labelledby="hours-title">
      <header>
        <Icon name="clock" />
        <h2 id="hours-title">{words.title}</h2>
      </header>
      <ul class="entries">
        {hours.map(({ name, state, until, nightSwitch }) => (
          <li class="entry" key={name} data-hours={name}>
            <div class="row">
              <span class="row start tight">
                <b>{name}</b> <span class={`tag ${KIND[state]}`}>{words.states[state]}</span>
                {until !== undefined && <span class="soft">{words.until} {momentIn(until, now, place)}</span>}
              </span>
              {nightSwitch !== undefined && onNight !== undefined && (
                <button
                  class="button small"
                  type="button"
                  aria-label={`${state === "night" ? words.byClock : words.closeNow}: ${name}`}
                  title={`${words.onPhones} ${nightSwitch}`}
                  onClick={() => onNight(name, state !== "night")}
                >
                  {state === "night" ? words.byClock : words.closeNow}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A moment of the office's own clock: the hour where it is today, the day before it where it is not. */
function momentIn(
  { date, time }: NonNullable<Hours["until"]>,
  now: number,
  { timeZone, language }: LiveHoursParts["place"],
) {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
  if (date === today) return time;
  const days = dateFormat(language, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });
  return `${days.format(Date.parse(date))}, ${time}`;
}
