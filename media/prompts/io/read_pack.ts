import { PromptPack } from "../mod.ts";

/** Reads the pack that lies beside the code: once for each worker that says something. Throws where it is missing. */
export function readPromptPack(): PromptPack {
  return new PromptPack(Deno.readFileSync(new URL("../prompts.pack", import.meta.url)));
}
