/**
 * Do not disturb: while it is on, callers find the extension busy, or go where it forwards to when busy; only those on its
 * list of VIPs get through. `*78` and `*79` turn it on and off, `*76` over, as does a key with one's own number behind the
 * code (`*78101`), which is also its lamp. Who keeps quiet hours (`quiet`: times of the week, and who
 * gets through then) need not set it: what he sets himself holds until they next begin or end. `office.yml`: `extensions`:
 * `vips`, `quiet`.
 *
 * @module
 */
export { setDoNotDisturb } from "./script.ts";
