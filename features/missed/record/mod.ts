/**
 * This box's own record, read as calls that can be judged.
 *
 * @module
 */
export { callOf } from "./call_of.ts";
export { OWN_TENANT, type OwnOffice } from "./scope.ts";
