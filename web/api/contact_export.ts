import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import { writeVcards } from "../../features/contacts/mod.ts";
import { contactTable, csvAnswer, fileAnswer } from "../table/mod.ts";
import { type ContactWorld, readerOf } from "./contacts.ts";
import type { Visitor } from "./gate.ts";
import { CSV, FAULTS, officeWords, resource } from "./openapi.ts";

const READS = [{ key: ["contacts:read"] }];

export interface ContactExportWorld extends Pick<ContactWorld, "contacts"> {
  readonly directory: () => Directory;
}

/** `GET /contacts/export.csv` and `/contacts/export.vcf`: what a key sees of the phone book, as the import takes it. */
export function contactExportRoutes(world: ContactExportWorld): OpenAPIHono<Visitor> {
  const { contacts } = world;
  const app = resource();
  const table = createRoute({
    method: "get",
    path: "/export.csv",
    summary: "The phone book as a table, in the office's language, as it is imported again",
    security: READS,
    responses: { 200: CSV, ...FAULTS },
  });
  app.openapi(table, async (context) => {
    const words = officeWords(world.directory());
    return await csvAnswer({ world, words }, contactTable(contacts.find("", readerOf(context)), words)) as never;
  });

  const cards = createRoute({
    method: "get",
    path: "/export.vcf",
    summary: "The phone book as cards, as they are imported again",
    security: READS,
    responses: {
      200: { description: "vCards (RFC 6350)", content: { "text/vcard": { schema: z.string() } } },
      ...FAULTS,
    },
  });
  app.openapi(cards, async (context) => {
    const text = await writeVcards(contacts.find("", readerOf(context)));
    return fileAnswer(text, { type: "text/vcard; charset=utf-8", name: "directory.vcf" }) as never;
  });
  return app;
}
