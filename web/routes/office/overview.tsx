import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import type { OfficeValues } from "../../forms/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Icon, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { aboutOf, labelOf } from "../../words/mod.ts";
import { leaveOutFor, RefusedFaults, RefusedOffice } from "./refused.tsx";
import { officeNow } from "./office_file.ts";
import { type OfficePart, PARTS, sectionsIn } from "./sections.ts";

/** All that an office is made of. */
export const officeOverview: Route = {
  path: "/office",
  needs: "see-office",
  get: async (visit) => {
    const { office } = await officeNow(visit);
    return { title: visit.words.office.title, page: <Overview {...{ visit, office }} refused={[]} /> };
  },
};

/** What this version refuses of the stored office is left out of it. */
export const officeLeaveOut: Route = {
  path: "/office-leave-out",
  needs: "change-office",
  // What is left out may be what kept somebody from calling.
  wantsProof: true,
  post: async (visit) => {
    const refused = await leaveOutFor(visit);
    if (refused.length === 0) return { goTo: "/office" };
    const { office } = await officeNow(visit);
    const page = <Overview {...{ visit, office, refused }} />;
    return { title: visit.words.office.title, page, status: 422 };
  },
};

interface OverviewParts {
  readonly visit: SignedVisit;
  readonly office: OfficeValues;
  /** What is refused still, after as much was left out as could be. */
  readonly refused: readonly ConfigFault[];
}

function Overview({ visit, office, refused }: OverviewParts): VNode {
  const { words: { office: words, sounds, box, language }, account } = visit;
  return (
    <>
      <header class="head">
        <h1>{words.title}</h1>
        <a class="button" href="/office-history">
          <Icon name="undo-2" />
          {words.history}
        </a>
      </header>
      {refused.length > 0
        ? (
          <Told kind="bad">
            <div class="stack tight">
              <RefusedFaults {...{ visit, office }} title={words.notLeftOut} faults={refused} />
            </div>
          </Told>
        )
        : <RefusedOffice visit={visit} office={office} />}
      {(Object.keys(PARTS) as OfficePart[]).map((part) => (
        <section class="stack tight" key={part}>
          <h2>{words.parts[part]}</h2>
          <div class="doors">
            {sectionsIn(part).map(({ name, about, isList }) => (
              <a class="door" href={`/office/${name}`} key={name}>
                <b>{labelOf(name, language)}</b>
                {isList && <span class="tag accent">{countOf(office.at([name]))}</span>}
                <span class="soft">{aboutOf(about, language)}</span>
              </a>
            ))}
          </div>
        </section>
      ))}
      {mayDo(account, "change-office") && (
        <section class="stack tight">
          <h2>{sounds.title}</h2>
          <div class="doors">
            <a class="door" href="/settings/sounds">
              <b>{sounds.title}</b>
              <span class="soft">{sounds.about}</span>
            </a>
          </div>
        </section>
      )}
      {mayDo(account, "see-health") && (
        <section class="stack tight">
          <h2>{box.title}</h2>
          <div class="doors">
            {BOX_PAGES.map((page) => (
              <a class="door" href={`/settings/${page}`} key={page}>
                <b>{box.pages[page]}</b>
                <span class="soft">{box.abouts[page]}</span>
              </a>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

/** What is said of the box itself, and not of its office. */
const BOX_PAGES = ["certificate", "network", "mail", "time"] as const;

function countOf(items: unknown): number {
  return Array.isArray(items) ? items.length : 0;
}
