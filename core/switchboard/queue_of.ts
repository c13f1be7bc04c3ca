import type { CallFile } from "./call_file.ts";

/** The queue by which two came together: its caller, or whom it has called back, and an agent; undefined where none did. */
export function queueOf(file: CallFile | undefined): string | undefined {
  const via = file?.via;
  if (via?.kind === "queue") return via.id;
  return via?.kind === "queue-call-back" ? via.id.split("/")[0] : undefined;
}
