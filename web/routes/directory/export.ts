import { writeVcards } from "../../../features/contacts/mod.ts";
import type { Route } from "../../page/mod.ts";
import { contactTable, csvAnswer, fileAnswer } from "../../table/mod.ts";
import { readerOf } from "./reader.ts";

/** The phone book as a table. */
export const directoryCsv: Route = {
  path: "/directory/export.csv",
  needs: "keep-contacts",
  get: async (visit) => {
    return await csvAnswer(visit, contactTable(visit.world.contacts.find("", readerOf(visit)), visit.words));
  },
};

/** The same as cards. */
export const directoryVcards: Route = {
  path: "/directory/export.vcf",
  needs: "keep-contacts",
  get: async (visit) => {
    const text = await writeVcards(visit.world.contacts.find("", readerOf(visit)));
    return fileAnswer(text, { type: "text/vcard; charset=utf-8", name: "directory.vcf" });
  },
};
