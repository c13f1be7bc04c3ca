import type { FoundContact } from "../parts/mod.ts";
import { useAnswer } from "./use_answer.ts";

/** Those of the phone book whom somebody looks for, as far as he may see them; nobody until the box has said so. */
export function useFoundContacts(query: string): readonly FoundContact[] {
  return useAnswer<readonly FoundContact[]>("/directory/numbers", query.trim()) ?? [];
}
