import { formatFault } from "../../config/mod.ts";
import type { ControlHandler } from "../mod.ts";

/** Applies `--office`; throws with every fault when it cannot be. */
export async function applyFirst(control: Pick<ControlHandler, "apply">, path: string): Promise<void> {
  const text = await Deno.readTextFile(path).catch((error) => {
    throw new Error(`Cannot read office file "${path}": ${error instanceof Error ? error.message : error}`);
  });
  const applied = await control.apply(text, { fileName: path, who: "serve --office" });
  if (!applied.ok) throw new Error([...applied.faults.map(formatFault), applied.text].join("\n"));
}
