/**
 * Paging: one number, many loudspeakers. The phones of a zone answer by themselves, the caller hears a tone, and then they
 * hear him; with `duplex` everybody hears everybody. Phones that are in a call are left out, and so is whoever does not wish
 * to be disturbed. A zone for emergencies calls these, too, and begins with a warning: what a phone does with such a call
 * while it is in another one is its own affair, the box puts nobody on hold. One speaks in a zone at a time; an
 * emergency ends every page that is none at any of its phones, whose speaker hears why, and is ended by nobody. A SIP paging
 * gateway is a zone like any phone: as an extension among the members. Phones that listen at an address without a call (RTP
 * multicast) hear the page, too; they begin and end, and leave a call alone or not, as they are set. `office.yml`: `pages`.
 *
 * @module
 */
export { pageZone } from "./script.ts";
export { ZONE, ZONE_RULE } from "./zone.ts";
