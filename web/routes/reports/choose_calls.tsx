import type { VNode } from "preact";
import { REPORT_DIMENSIONS, type ReportDimension, type ReportFilter } from "../../../core/directory/mod.ts";
import type { ReportsParts } from "./reports_parts.ts";

type Choosing = Pick<ReportsParts, "visit" | "tenant">;
/** A number or a name, and what people call it. */
type Known = readonly (readonly [name: string, said: string])[];

/** Of which calls the page tells: all, or those of some queues, numbers, trunks and people. */
export function ChooseCalls({ of = {}, ...choosing }: Choosing & Pick<ReportsParts, "of">): VNode {
  const { words: { reports: words } } = choosing.visit;
  const known = knownTo(choosing);
  return (
    <details class="menu of-calls">
      <summary class="button">
        <span class="only-heard">{words.ofCalls}:</span>
        <span class="text">{sayOf(of, choosing) || words.allCalls}</span>
      </summary>
      <div class="choices">
        {REPORT_DIMENSIONS.map((each) => {
          const chosen = of[each] ?? [];
          const strange = chosen.filter((name) => !known[each].some(([other]) => other === name));
          const all: Known = [...known[each], ...strange.map((name) => [name, name] as const)];
          return all.length > 0 && (
            <fieldset key={each} class="checks">
              <legend>{words.dimensions[each]}</legend>
              {all.map(([name, said]) => (
                <label key={name}>
                  <input
                    type="checkbox"
                    name="of"
                    value={`${each}:${name}`}
                    checked={chosen.includes(name)}
                  />{" "}
                  {said}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
    </details>
  );
}

/** `Support 8001`, or `Who answered: Ana 101`. */
export function sayOf(of: ReportFilter, choosing: Choosing): string {
  const { visit: { words: { reports: words } } } = choosing;
  const known = knownTo(choosing);
  return REPORT_DIMENSIONS.flatMap((each) => {
    const names = of[each];
    if (names === undefined) return [];
    const said = names.map((name) => known[each].find(([other]) => other === name)?.[1] ?? name);
    return [each === "agent" ? `${words.dimensions.agent}: ${said.join(", ")}` : said.join(", ")];
  }).join("; ");
}

/** What there is to choose from: of another phone system what the office file tells of it. */
function knownTo({ visit: { world }, tenant }: Choosing): Readonly<Record<ReportDimension, Known>> {
  const { queues, inbound, trunks, extensions, pbx } = world.directory();
  const other = pbx.find(({ name }) => name === tenant);
  const named = (name: string, number: string) => [number, `${name} ${number}`.trim()] as const;
  if (other !== undefined) {
    const agents = new Map(other.members.map(({ id, name }) => [name, id]));
    const people = other.extensions.map((number) => named(agents.get(number) ?? "", number));
    return {
      ...{ number: [], trunk: [], agent: people, extension: people },
      queue: other.queues.map(({ id, name }) => named(name, id)),
    };
  }
  const people = [...extensions.values()].map(({ name, number }) => named(name, number));
  const agents = new Set([...queues.values()].flatMap(({ members }) => members.map(({ number }) => number)));
  return {
    queue: [...queues.values()].map(({ name, number }) => named(name, number)),
    number: inbound.filter(({ number }) => /^\+?\d+$/.test(number)).map(({ number }) => [number, number]),
    trunk: [...trunks.keys()].map((name) => [name, name]),
    agent: people.filter(([number]) => agents.has(number)),
    extension: people,
  };
}
