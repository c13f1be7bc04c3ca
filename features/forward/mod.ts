/**
 * Call forwarding from one's own phone: always (`*72`), when busy (`*90`), when nobody answers or the phone is out of reach
 * (`*52`), each with the number behind the code, or asked for; `*73`, `*91`, `*53` end it, and then holds again what the
 * office file says (`extensions`: `forward`). Each is said again, and has a lamp: `*72`, or `*72101` for a colleague's. A key
 * with one's own number behind the code turns it over. Nobody can be forwarded to a feature code: it would act for the
 * caller.
 *
 * @module
 */
export { endForward, setForward } from "./script.ts";
