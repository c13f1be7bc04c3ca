/**
 * Parking: a caller waits in a numbered slot, with music, until anybody dials the slot. A transfer to `*70` puts him into
 * the first free slot, and the one who transfers hears which; a transfer to the slot itself puts him there. Who dials `*70`
 * himself hears a slot, and completes an attended transfer into it. Nobody who is parked is forgotten: after a while the
 * phone of whoever parked him rings. `office.yml`: `park`.
 *
 * @module
 */
export { parkCaller, reachSlot } from "./script.ts";
