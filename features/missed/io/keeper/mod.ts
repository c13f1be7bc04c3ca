/**
 * Keeping the list of missed calls where the record is read. A door of its own, so that nothing comes in by it that only the
 * thread of the calls needs.
 *
 * @module
 */
export { missedKeeper } from "./missed_keeper.ts";
