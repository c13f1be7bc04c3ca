import { secureHeaders } from "hono/secure-headers";
import type { MiddlewareHandler } from "hono";

/** Nothing from elsewhere, nothing inline: what is not listed is not loaded. */
export const SECURITY: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    mediaSrc: ["'self'", "blob:"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  // The box is reached by address and by name, with its own certificate: whoever pinned HTTPS could lock its owner out.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: ["self"], payment: [], usb: [] },
});
