/**
 * Camp-on, or call completion: who found a colleague busy dials `*37`. As soon as both are free the box calls his phone, and
 * when he answers, the colleague's. `*37` once more cancels it; after an hour it is forgotten.
 *
 * @module
 */
export { campOn } from "./script.ts";
