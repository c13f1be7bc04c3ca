import { secureHeaders } from "hono/secure-headers";
import type { MiddlewareHandler } from "hono";

/**
 * What programs read is no page: a browser that is led to it, as to a sound or to a picture of somebody else's camera, takes
 * it for nothing but what it is said to be, loads nothing by it and shows it in no frame.
 */
export const NO_PAGE: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  crossOriginResourcePolicy: "same-origin",
  // As for pages: whoever pinned HTTPS could lock the box's owner out.
  strictTransportSecurity: false,
});
