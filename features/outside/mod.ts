/**
 * Calls to the world outside: a number that a route of the office leads out is called through the route's trunks, if whoever
 * sends the call there may call what such numbers cost; whoever dials himself hears why he may not, or no more. Emergency
 * numbers go out for everybody, through whichever trunk will have them, and take the channel of another call where all are
 * busy; the phones of the zones that the office names for it (`emergency: { pages }`) say who called for help, and the box
 * itself says it where phones listen without a call (RTP multicast).
 *
 * @module
 */
export { castHelp, tellOfHelp } from "./help.ts";
export { reachEmergency, reachOutside } from "./script.ts";
