/**
 * The web server of the box: HTTP and HTTPS, and the door through which WebSockets that speak SIP come in.
 *
 * @module
 */
export { type SipSocketEnds, startWeb, type WebServer, type WebSettings } from "./serve.ts";
export type { WebApp } from "./web_app.ts";
