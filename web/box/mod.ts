/**
 * All that the box answers over HTTP: health, REST and the desk, each loaded when it is first wanted.
 *
 * @module
 */
export { addressOf, deskAddress } from "./desk_address.ts";
export { boxRoutes, type BoxWorld, type Loaded } from "./box_routes.ts";
export { LazyDesk } from "./lazy_desk.ts";
