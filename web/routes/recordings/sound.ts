import type { Route } from "../../page/mod.ts";
import { soundAnswer } from "../../sound/mod.ts";
import { recordingFor } from "./recording_for.ts";

/** As many columns as a wide screen shows apart. */
const OUTLINE_COLUMNS = 600;

/** A recording as a browser plays it, or keeps it; the audit knows who heard which. */
export const recordingSound: Route = {
  path: "/recordings/:id/sound",
  needs: "hear",
  get: async (visit) => {
    const { request, world, account, from, url } = visit;
    const recording = await recordingFor(visit);
    if (recording === undefined) return new Response(null, { status: 404 });
    const isSaved = url.searchParams.has("save");
    const { path, call } = recording;
    if (isSaved || world.listenings.begins(account.name, path, world.clock.wall())) {
      const action = isSaved ? "recording.downloaded" : "recording.heard";
      await world.signIn.note(action, { who: account.name, address: from.address, facts: { path, call } });
    }
    const name = `${path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "")}.wav`;
    return soundAnswer(request, world.sounds, { paths: [path], ...isSaved ? { saveAs: name } : {} });
  },
};

/** How loud it is from moment to moment, side by side. */
export const recordingOutline: Route = {
  path: "/recordings/:id/outline",
  needs: "hear",
  get: async (visit) => {
    const recording = await recordingFor(visit);
    const outline = recording === undefined
      ? undefined
      : await visit.world.sounds.outline([recording.path], OUTLINE_COLUMNS).catch(() => undefined);
    const headers = { "cache-control": "no-store" };
    return outline === undefined ? new Response(null, { status: 404, headers }) : Response.json(outline, { headers });
  },
};
