import type { DeskCommand } from "../../../core/switchboard/mod.ts";
import type { AuditAction } from "../../audit/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { notThere } from "../not_there.tsx";
import { recordingFor } from "./recording_for.ts";

/** Neither its age nor the room it takes ends it, until it is let go of. */
export const recordingHold: Route = {
  path: "/recordings/:id/hold",
  needs: "hear",
  post: async (visit, form) => {
    const on = textOf(form, "held") === "yes";
    return await doWith(visit, on ? "recording.held" : "recording.let-go", (path) => {
      return { type: "hold-recording", path, on };
    });
  },
};

/** For good: of who may, with a proof. */
export const recordingErase: Route = {
  path: "/recordings/:id/erase",
  needs: "erase-recordings",
  wantsProof: true,
  post: async (visit) => await doWith(visit, "recording.erased", (path) => ({ type: "erase-recording", path })),
};

/** Does something with the recording that the path names, and goes back to where he looked for it. */
async function doWith(
  visit: SignedVisit,
  action: AuditAction,
  commandFor: (path: string) => DeskCommand,
): Promise<Answer> {
  const { world, account, from: { address }, url } = visit;
  const recording = await recordingFor(visit);
  if (recording === undefined || world.ask(commandFor(recording.path)).type !== "done") return notThere(visit);
  const { path, call } = recording;
  await world.signIn.note(action, { who: account.name, address, facts: { path, call } });
  return { goTo: `/recordings${url.search}` };
}
