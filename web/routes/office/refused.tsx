import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import { addressesOf, listOf, OfficeText, type OfficeValues } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { faultIn, labelOfPath } from "../../words/mod.ts";
import { officeNow, saveOffice } from "./office_file.ts";
import { sectionOf } from "./sections.ts";

/** So many things are left out of an office at most. */
const MOST_LEFT_OUT = 50;

/** What this version refuses of the stored office, each with the way to its form; nothing where it takes it. */
export function RefusedOffice({ visit, office }: {
  readonly visit: SignedVisit;
  readonly office: OfficeValues;
}): VNode | null {
  const { words: { office: words }, world: { office: { refused } }, account } = visit;
  if (refused === undefined) return null;
  const { revision, runs, faults } = refused;
  return (
    <Told kind="bad">
      <div class="stack tight">
        <p>{words.refused(revision, runs)}</p>
        <RefusedFaults visit={visit} title={words.refusedTitle} faults={faults} office={office} />
        {mayDo(account, "change-office") && (
          <>
            <p>{words.leaveOutText}</p>
            <div class="row start">
              <form method="post" action="/office-leave-out">
                <button class="button small" type="submit">{words.leaveOut}</button>
              </form>
              {runs !== undefined && (
                <form method="post" action={`/office-history/${runs}`}>
                  <button class="button small" type="submit">{words.keepRunning(runs)}</button>
                </form>
              )}
            </div>
          </>
        )}
      </div>
    </Told>
  );
}

export function RefusedFaults({ visit: { words: { language } }, title, faults, office }: {
  readonly visit: SignedVisit;
  readonly title: string;
  readonly faults: readonly ConfigFault[];
  readonly office: OfficeValues;
}): VNode {
  return (
    <>
      <b>{title}</b>
      <ul>
        {faults.map((fault) => (
          <li key={fault.path + fault.text}>
            {fault.path !== "" && (
              <>
                <a href={formOf(fault.path, office)}>{labelOfPath(fault.path, language)}</a>:{" "}
              </>
            )}
            {faultIn(fault, language)}
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * Takes what this version refuses out of the stored office, one thing after another, until the rest holds. It is a change like
 * any other: judged whole, in the history, by somebody who may make it.
 *
 * @returns what is still refused; empty once the office holds
 */
export async function leaveOutRefused(visit: SignedVisit): Promise<readonly ConfigFault[]> {
  const now = await officeNow(visit);
  const office = new OfficeText(now.text);
  const left: string[] = [];
  let faults = visit.world.office.refused?.faults ?? [];
  while (faults[0] !== undefined && left.length < MOST_LEFT_OUT) {
    const at = whereIn(office, faults[0].path);
    if (at.length === 0) return faults;
    left.push(faults[0].path);
    const [section, nth] = at;
    if (at.length === 2 && typeof nth === "number") office.remove(String(section), nth);
    else office.edit({ at, value: undefined });
    const saved = await saveOffice(visit, { now, office, section: "office", item: left.join(", ") });
    if (saved.ok) return [];
    // Without a fault of the file somebody else was quicker, and has mended it.
    faults = saved.faults;
  }
  return faults;
}

/** The nearest thing that stands at a fault's path: of what is missing, the thing that it is missing from. */
function whereIn(office: OfficeText, path: string): readonly (string | number)[] {
  let at: readonly (string | number)[] = [];
  for (const key of partsOf(path)) {
    // `keys: { 1: … }` has a number for a key, a list for its place.
    const [found] = [[...at, Number(key)], [...at, key]].filter((each) => office.at(each) !== undefined);
    if (found === undefined) break;
    at = found;
  }
  return at;
}

function formOf(path: string, office: OfficeValues): string {
  const [name = "", nth] = partsOf(path);
  const section = sectionOf(name);
  if (section === undefined) return "/office";
  const address = section.isList ? addressesOf(name, listOf(office.at([name])))[Number(nth)] : undefined;
  return `/office/${name}${address === undefined ? "" : `/${encodeURIComponent(address)}`}`;
}

/** `extensions[3].forward.busy` */
function partsOf(path: string): readonly string[] {
  return path === "" ? [] : path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
}
