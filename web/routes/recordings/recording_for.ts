import type { RecordingView } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { isInScope, recordingWith } from "../../recordings/mod.ts";

/** The recording that a path names; undefined where he may not hear it, or there is none. */
export async function recordingFor({ world, account, params }: SignedVisit): Promise<RecordingView | undefined> {
  const found = await recordingWith(world, params["id"] ?? "");
  return found !== undefined && isInScope(found, account.scope) ? found.recording : undefined;
}
