import { isFromOurPage, type Route } from "../page/mod.ts";

/**
 * Whose phone a page of ours is. The web server asks it when a browser opens a WebSocket at this path, with what the
 * browser sent: whoever is signed in speaks SIP as his extension, and no secret of a phone ever reaches a page. No browser
 * gets here itself.
 */
export const sip: Route = {
  path: "/sip",
  needs: "own",
  get: ({ account: { extension }, request, url }) => {
    // A WebSocket is opened by any site that wants to, with our cookie: only a page of ours may use it.
    return Response.json(isFromOurPage(request, url) ? { extension } : {});
  },
};
