import type { ExaminedThing, OfficeDoor } from "../page/mod.ts";
import { faultIn, labelOfPath, type Words } from "../words/mod.ts";

/** What this version refuses of the stored office, each with its field and value; none where it takes it. */
export function officeFindings(
  { refused }: Pick<OfficeDoor, "refused">,
  { office: words, language }: Words,
): readonly ExaminedThing[] {
  return (refused?.faults ?? []).map((fault) => ({
    about: "office",
    verdict: "bad",
    text: [...fault.path === "" ? [] : [labelOfPath(fault.path, language)], faultIn(fault, language)].join(": "),
    advice: words.refused(refused!.revision, refused!.runs),
  }));
}
