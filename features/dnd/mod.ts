/**
 * Do not disturb: while it is on, callers find the extension busy, or go where it forwards to when busy; only those on its
 * list of VIPs get through. `*78` and `*79` turn it on and off, `*76` over, as does a key with one's own number behind the
 * code (`*78101`), which is also its lamp. `office.yml`: `extensions`: `vips`.
 *
 * @module
 */
export { setDoNotDisturb } from "./script.ts";
