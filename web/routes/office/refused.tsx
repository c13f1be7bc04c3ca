import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import { addressesOf, listOf, type OfficeValues } from "../../forms/mod.ts";
import { leaveOutRefused, partsOfPath } from "../../office/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { faultIn, labelOfPath } from "../../words/mod.ts";
import { officeNow, saveOffice } from "./office_file.ts";
import { sectionOf } from "./sections.ts";

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
 * Leaves out what this version refuses, as somebody who changes the office.
 *
 * @returns what is still refused; empty once the office holds
 */
export async function leaveOutFor(visit: SignedVisit): Promise<readonly ConfigFault[]> {
  const now = await officeNow(visit);
  const refused = visit.world.office.refused?.faults ?? [];
  return await leaveOutRefused(
    { text: now.text, refused },
    (office, left) => saveOffice(visit, { now, office, section: "office", item: left.join(", ") }),
  );
}

function formOf(path: string, office: OfficeValues): string {
  const [name = "", nth] = partsOfPath(path);
  const section = sectionOf(name);
  if (section === undefined) return "/office";
  const address = section.isList ? addressesOf(name, listOf(office.at([name])))[Number(nth)] : undefined;
  return `/office/${name}${address === undefined ? "" : `/${encodeURIComponent(address)}`}`;
}
