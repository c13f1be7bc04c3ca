import type { Route } from "../../page/mod.ts";
import type { FoundContact } from "../../parts/mod.ts";
import { readerOf, rowOf } from "./reader.ts";

/** Nobody reads further. */
const MOST_FOUND = 20;
/** One letter means half of the book. */
const LEAST_TYPED = 2;
const LONGEST_TYPED = 64;

/** The numbers of those in the phone book whom somebody may mean who types this, to be called or sent a call. */
export const directoryNumbers: Route = {
  path: "/directory/numbers",
  needs: "own",
  get: (visit) => {
    const { contacts, directory } = visit.world;
    const { extensions, office: { country } } = directory();
    const typed = (visit.url.searchParams.get("q") ?? "").trim().slice(0, LONGEST_TYPED);
    const begun = typed.length < LEAST_TYPED ? [] : contacts.begun(typed, readerOf(visit), MOST_FOUND);
    const found = begun.map((entry) => rowOf(entry, country)).flatMap(({ name, company, numbers }) =>
      numbers.map(({ shown, dial }): FoundContact => ({
        ...{ name, shown, number: dial },
        ...company === undefined ? {} : { company },
      }))
    );
    // A number is found once, by who comes first; one of the house is found with its lamp.
    const byNumber = new Map(found.toReversed().map((each) => [each.number, each]));
    const shown = found.filter((each) => byNumber.get(each.number) === each && !extensions.has(each.number));
    return Response.json(shown.slice(0, MOST_FOUND), { headers: { "cache-control": "no-store" } });
  },
};
