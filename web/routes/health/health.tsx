import { atLeast, findingsOf, levelOf } from "../../health/mod.ts";
import type { Route } from "../../page/mod.ts";
import { HealthPage } from "./health_page.tsx";

/** Whether the box is well: what the doctor finds, the machine, its phones and lines, and what the log said last. */
export const health: Route = {
  path: "/health",
  needs: "see-health",
  get: async (visit) => {
    const level = levelOf(visit.url.searchParams.get("level"));
    const { world, words } = visit;
    const { machine, findings } = await findingsOf(world, words);
    return { title: words.health.title, page: <HealthPage {...{ visit, machine, findings, level }} /> };
  },
};

/** The last lines of the log as a file: JSON, one a line, oldest first. */
export const healthLog: Route = {
  path: "/health/log",
  needs: "see-health",
  get: ({ world, url }) => {
    const lines = atLeast(world.logged(), levelOf(url.searchParams.get("level")));
    const text = lines.map(({ at, level, text, facts }) =>
      JSON.stringify({ ...facts, at: new Date(at).toISOString(), level, text }) + "\n"
    );
    return new Response(text.join(""), {
      headers: {
        "content-type": "application/x-ndjson; charset=utf-8",
        "content-disposition": 'attachment; filename="kontor-log.ndjson"',
        "cache-control": "no-store",
      },
    });
  },
};
