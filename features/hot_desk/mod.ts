/**
 * Hot desking: whoever logs in on a phone (`*11`, or `*11` and his extension) and proves it with the PIN of his mailbox is
 * there as at his own desk, until he logs out (`*12`), logs in elsewhere, or the hour comes: his calls ring there, what is
 * called there he calls, with his rights, mailbox and settings. The phone's own extension has no phone meanwhile, and calls
 * for help are always its own, for they tell where it stands. `*12` on one's own phone brings one home from everywhere. A
 * phone is known by the extension that it registers for, and the switchboard's `Seating` knows who is on it: registrar, lamps,
 * presence and routing ask there. `office.yml`: `desk`, and `extensions`: `shared`, `pin`.
 *
 * @module
 */
export { logIn, logOut } from "./script.ts";
