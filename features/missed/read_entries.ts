import { type EntryQuestion, type KeptEntry, placeOf } from "./kept.ts";

interface Lists {
  entries(tenant: string, question: EntryQuestion): Promise<readonly KeptEntry[]>;
}

/** All entries of a tenant that are wanted, newest first, `limit` of them read at once, as they are taken. */
export async function* readEntries(
  missed: Lists,
  tenant: string,
  question: EntryQuestion,
): AsyncGenerator<KeptEntry> {
  for (let after = question.after;;) {
    const batch = await missed.entries(tenant, { ...question, ...after === undefined ? {} : { after } });
    yield* batch;
    const last = batch.at(-1);
    if (batch.length < question.limit || last === undefined) return;
    after = placeOf(last);
  }
}
