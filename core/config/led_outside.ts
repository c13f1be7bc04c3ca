import { DEFAULT_CODES, emergencyNumbersOf, isWithin, numbersOf, WRITTEN_CLASS } from "../directory/mod.ts";
import { destinationOf, routeOf } from "../routing/mod.ts";
import type { Judge } from "./judge.ts";
import type { OfficeFile } from "./office.ts";

/** What the office file dials leads somewhere: a number that nobody can ever be brought to is a mistake. */
export function checkDialled(file: OfficeFile, judge: Judge): void {
  const plan = {
    office: file.office,
    codes: file.codes ?? DEFAULT_CODES,
    emergencyNumbers: emergencyNumbersOf(file.office.country),
    extensions: new Map(file.extensions.map(({ number, voicemail: mailbox }) => [number, { mailbox }])),
    numbers: numbersOf(file),
    routes: file.routes,
  };
  for (const { kind, id, from, path } of judge.references) {
    if (kind !== "dial") continue;
    const destination = destinationOf(id, plan);
    if (destination === undefined) {
      judge.say(from, path, `"${id}" leads nowhere: nobody here has that number, and none of routes: fits it`);
      continue;
    }
    const route = destination.kind === "outside" ? routeOf(id, plan)?.route : undefined;
    if (route === undefined || isWithin(WRITTEN_CLASS, route.class)) continue;
    judge.say(
      from,
      path,
      `"${id}" is of the class ${route.class} by the route "${route.match}", and callers are not led there: if that is ` +
        "meant, write a route of another class for that number before it",
    );
  }
}
