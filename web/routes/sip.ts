import { isFromOurPage, type Route } from "../page/mod.ts";

/**
 * Whose phone a page of ours is. The web server asks it when a browser opens a WebSocket at this path, with what the
 * browser sent: whoever is signed in speaks SIP as his extension, and no secret of a phone ever reaches a page. The
 * WebSocket is closed when the answer ends. No browser gets here itself.
 */
export const sip: Route = {
  path: "/sip",
  needs: "own",
  get: ({ account: { extension }, request, url, world, still }) => {
    // A WebSocket is opened by any site that wants to, with our cookie: only a page of ours may use it.
    if (extension === undefined || !isFromOurPage(request, url)) return new Response(null, { status: 404 });
    return new Response(world.liveVouch(still).body, { headers: { "kontor-extension": extension } });
  },
};
