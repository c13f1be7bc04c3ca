import { Fields } from "../read/mod.ts";
import type { Scenario } from "./scenario.ts";

/** The rows of a scenario that could be seen at a moment. A row says when (`_at`), or it is seen as soon as it is written. */
export function visibleAt(scenario: Scenario, at: number | undefined): Pick<Scenario, "rows" | "asides" | "actions"> {
  const { rows, asides, actions, where } = scenario;
  if (at === undefined) return { rows, asides, actions };
  const zone = scenario.policy.timeZone;
  const seen = (name: string, list: readonly unknown[], writtenAt: (fields: Fields) => number) =>
    list.filter((row, index) => {
      const fields = new Fields(row, `${where}.${name}[${index}]`);
      return (fields.has("_at") ? fields.instant("_at", zone) : writtenAt(fields)) <= at;
    });
  const when = (field: string) => (fields: Fields) => fields.has(field) ? fields.instant(field, zone) : at;
  return {
    rows: {
      // Asterisk writes a CDR when its channel hangs up.
      cdr: seen("rows.cdr", rows.cdr, (row) => row.instant("calldate", zone) + row.number("duration") * 1_000),
      cel: seen("rows.cel", rows.cel, (row) => row.instant("eventtime", zone)),
      queue_log: seen("rows.queue_log", rows.queue_log, (row) => lineTime(row, zone) ?? at),
      v_xml_cdr: seen("rows.v_xml_cdr", rows.v_xml_cdr, when("end_epoch")),
    },
    asides: Object.fromEntries(
      Object.entries(asides).map(([name, list]) => [
        name,
        seen(`aux.${name}`, list, when("t")),
      ]),
    ),
    actions: actions.filter((action) => action.at <= at),
  };
}

function lineTime(row: Fields, zone: string): number | undefined {
  if (row.has("time")) return row.instant("time", zone);
  const seconds = Number(row.text("line").split("|")[0]);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
