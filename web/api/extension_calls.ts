import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { isOf, peersOf, type Snapshot, snapshotOf, type SnapshotParts } from "../live/mod.ts";
import { notFor, type Visitor } from "./gate.ts";
import { LiveCall } from "./live_call.ts";
import { type CallNow, callNow } from "./live_now.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const His = LiveCall.extend({
  state: z.enum(["ringing", "talking", "held"]).openapi({ description: "His own; held: he has the other on hold" }),
  recording: z.enum(["on", "paused"]).nullable().openapi({ description: "Of whoever in it" }),
  with: z.array(z.object({ leg: z.string(), number: Maybe, name: Maybe, trunk: Maybe })).openapi({
    description: "Who talks with him, calls him or is called by him: two where three talk",
  }),
}).openapi("ExtensionCall");

type Peer = Readonly<Record<"number" | "name" | "trunk", string | null>> & { readonly leg: string };

interface ExtensionCall extends CallNow {
  readonly state: Call["legs"][number]["state"];
  readonly recording: "on" | "paused" | null;
  readonly with: readonly Peer[];
}

type Call = Snapshot["calls"][number];

export type ExtensionCallWorld = Pick<SnapshotParts, "ask" | "clock" | "contacts">;

/** `GET /extensions/{extension}/calls`: the calls that somebody is in now, so that whoever may steer them finds them. */
export function extensionCallRoutes({ ask, clock, contacts }: ExtensionCallWorld): OpenAPIHono<Visitor> {
  const parts = { ask, clock, ...contacts === undefined ? {} : { contacts } };
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/{extension}/calls",
    summary: "The calls that somebody is in at this moment, or that ring at his phones; his oldest first",
    description: "As `GET /live` tells them. A key for some extensions finds here what it may steer.",
    security: [{ key: ["calls:read"] }],
    request: { params: z.object({ extension: z.string().max(32) }) },
    responses: {
      200: json("His calls", z.object({ calls: z.array(His) })),
      404: { description: "There is no such extension" },
      ...FAULTS,
    },
  });
  app.openapi(list, (context) => {
    const { extension } = context.req.valid("param");
    const refused = notFor(context, extension);
    if (refused !== undefined) return refused as never;
    const known = ask({ type: "presence", number: extension });
    if (known.type === "refused") {
      return problem(404, `Cannot tell the calls of "${extension}": there is no such extension`) as never;
    }
    const { calls } = snapshotOf(parts, [extension]);
    return context.json({ calls: calls.flatMap((call) => hisCall(call, extension)) }, 200, {
      "cache-control": "no-cache",
    });
  });
  return app;
}

/** Nothing where only a stranger has his number. */
function hisCall(call: Call, extension: string): readonly ExtensionCall[] {
  const his = call.legs.filter((leg) => isOf(leg, extension));
  // Of his phones that ring, one talks.
  const [{ state } = { state: undefined }] = [...his.filter(({ state }) => state !== "ringing"), ...his];
  if (state === undefined) return [];
  const recordings = call.legs.map(({ recording }) => recording);
  return [{
    ...callNow(call),
    state,
    recording: (["on", "paused"] as const).find((each) => recordings.includes(each)) ?? null,
    with: peersOf(call.legs, extension).map(({ id, number, name, trunk }) => {
      return { leg: id, number: number ?? null, name: name ?? null, trunk: trunk ?? null };
    }),
  }];
}
