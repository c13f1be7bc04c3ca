import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { COLUMNS, type ColumnUse, DUPLICATES } from "../../features/contacts/mod.ts";
import { type ContactWorld, sentenceOf } from "./contacts.ts";
import { noteDone, whoOf } from "./done.ts";
import { forEverybody, type Visitor } from "./gate.ts";
import { FAULTS, json, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

/** Cards with pictures are large. */
const MOST_IMPORT_BYTES = 64 * 1024 * 1024;

const uses = z.string().transform((text) => text.split(",").map((each) => each.trim()))
  .pipe(z.array(z.enum(COLUMNS))).optional();
const Wish = z.object({
  duplicates: z.enum(DUPLICATES).default("merge").openapi({
    description: "What becomes of somebody whose number is in the book",
  }),
  columns: uses.openapi({
    type: "string",
    description: `What each column of a table is, in order: ${COLUMNS.join(", ")}. Without it, it is guessed`,
    example: "name,company,number",
  }),
  skip_faulty: z.stringbool().default(false).openapi({
    description: "Rows with faults are left out; else nothing is done",
  }),
  dry_run: z.stringbool().default(false).openapi({ description: "Only say what would be done" }),
});
const Fault = z.object({
  line: z.int(),
  field: z.string(),
  nth: z.int(),
  value: z.string(),
  why: z.string(),
  text: z.string(),
});
const Done = z.object({
  added: z.int(),
  changed: z.int(),
  same: z.int().openapi({ description: "Those who are in the book as they are" }),
  skipped: z.int().openapi({ description: "Rows with faults" }),
  columns: z.array(z.string()),
  faults: z.array(Fault).openapi({ description: "The first of them" }),
});
const WRITES = [{ key: ["contacts:write"] }];

/** `POST /contacts/import`: a file of contacts, whole or not at all; `POST /contacts/import/undo` takes the last one back. */
export function contactImportRoutes(world: ContactWorld): OpenAPIHono<Visitor> {
  const { contacts } = world;
  const app = resource();
  app.use(
    bodyLimit({
      maxSize: MOST_IMPORT_BYTES,
      onError: () => problem(413, `Cannot import: the file is larger than ${MOST_IMPORT_BYTES} octets`),
    }),
  );
  // A file is for everybody: a key for some extensions brings none.
  app.on("POST", "/*", forEverybody);
  const bring = createRoute({
    method: "post",
    path: "/",
    summary: "Imports a file of contacts (CSV or vCard), whole or not at all",
    security: WRITES,
    request: {
      query: Wish,
      body: {
        description: "As other programs export it, in UTF-8, UTF-16 with a BOM, Windows-1250 or -1252",
        content: { "text/csv": { schema: z.string() }, "text/vcard": { schema: z.string() } },
        required: true,
      },
    },
    responses: {
      200: json("It is in the book; or, for a dry run, this is what would be", Done),
      413: { description: "The file is too large" },
      422: {
        description: "Rows have faults; nothing was changed",
        content: { "application/problem+json": { schema: Done.extend({ detail: z.string() }) } },
      },
      ...FAULTS,
    },
  });
  app.openapi(bring, async (context) => {
    const { duplicates, columns, skip_faulty: skipsFaulty, dry_run: isDry } = context.req.valid("query");
    const octets = new Uint8Array(await context.req.arrayBuffer());
    const draft = contacts.begin({ octets, name: "REST", who: whoOf(context) });
    await contacts.readAgain(draft, columns === undefined ? {} : { columns: columns satisfies ColumnUse[] });
    const told = {
      skipped: draft.faulty,
      columns: draft.head?.columns.map(({ use }) => use) ?? [],
      faults: draft.faults.map((fault) => ({ ...fault, text: sentenceOf(fault) })),
    };
    if (draft.state === "failed" || draft.contacts.length + draft.faulty === 0) {
      contacts.drop(draft);
      return problem(422, "Cannot read the file: expected a table (CSV) or cards (vCard)") as never;
    }
    if (draft.faulty > 0 && !skipsFaulty && !isDry) {
      contacts.drop(draft);
      const [first] = told.faults;
      const detail = `Cannot import: ${draft.faulty} rows have faults; line ${first!.line}: ${first!.text}`;
      return problem(422, detail, {}, { added: 0, changed: 0, same: 0, ...told }) as never;
    }
    if (isDry) {
      const { added, changed, same } = await contacts.plan(draft, duplicates);
      contacts.drop(draft);
      return context.json({ added, changed, same, ...told }, 200);
    }
    const { added, changed, same } = await contacts.confirm(draft, duplicates);
    await noteDone(world, context, "contacts.imported", { added, changed, skipped: told.skipped });
    return context.json({ added, changed, same, ...told }, 200);
  });

  const undo = createRoute({
    method: "post",
    path: "/undo",
    summary: "Takes the last import back, but for what was changed since",
    security: WRITES,
    responses: {
      200: json("It is taken back", z.object({ removed: z.int(), restored: z.int(), spared: z.int() })),
      404: { description: "There is none that could be taken back" },
      ...FAULTS,
    },
  });
  app.openapi(undo, async (context) => {
    const undone = await contacts.undoImport();
    if (undone === undefined) return problem(404, "Cannot take an import back: there is none") as never;
    await noteDone(world, context, "contacts.import-undone", undone);
    return context.json(undone, 200);
  });
  return app;
}
