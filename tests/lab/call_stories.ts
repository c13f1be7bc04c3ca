/**
 * What the desk tells of calls that the lab has really carried.
 *
 * @module
 */
import type { Directory, Sections } from "../../core/directory/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { namingIn } from "../../web/calls/mod.ts";
import { clausesOf, sentenceOf } from "../../web/routes/calls/sentence.ts";
import { drawingOf } from "../../web/routes/calls/spans.ts";
import { storyOf } from "../../web/routes/calls/story/story.ts";
import { wordsIn } from "../../web/words/mod.ts";
import type { Lab } from "./lab.ts";
import { officeOf } from "./office.ts";

/** The people of the lab as others call them. */
const NAMES: Readonly<Record<string, string>> = { 101: "Ana", 102: "Bob", 103: "Eve", 104: "Dan" };

/** The numbers of those who have names. */
export const NAMED: readonly string[] = Object.keys(NAMES);

function named(sections: Partial<Sections>): Directory {
  const office = officeOf(NAMED, 4, 1, { sections });
  const extensions = [...office.extensions].map(([number, each]) =>
    [number, { ...each, name: NAMES[number]! }] as const
  );
  return { ...office, extensions: new Map(extensions) };
}

/** Of the lab's calls, in the order in which they began. */
function eventsOf(lab: Lab, nth: number): readonly CallEvent[] {
  const call = lab.events.filter(({ type }) => type === "call.started").at(nth)!.call;
  return lab.events.filter((event) => event.call === call);
}

/** What the desk says of a call in both languages: of the last unless told. */
export function toldOf(
  lab: Lab,
  { sections = {}, nth = -1 }: { readonly sections?: Partial<Sections>; readonly nth?: number } = {},
): readonly [en: string, ro: string] {
  const tell = (language: "en" | "ro") =>
    sentenceOf(clausesOf(storyOf(eventsOf(lab, nth)), wordsIn(language).story, namingIn(named(sections), new Map())))
      // A number and its unit stay in one line.
      .replaceAll("\u00a0", " ");
  return [tell("en"), tell("ro")];
}

/** How the desk draws a call: of each who took part, what he did from which second to which. */
export function drawnOf(lab: Lab, nth = -1): readonly (readonly [number: string, ...spans: readonly string[]])[] {
  return drawingOf(eventsOf(lab, nth)).lanes.map(({ party, spans }) => [
    party.number,
    ...spans.map(({ is, from, to }) => `${is} ${Math.round(from / 1_000)}-${Math.round(to / 1_000)}`),
  ]);
}
