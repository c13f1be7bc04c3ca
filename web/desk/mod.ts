/**
 * The desk as one application: the pages of `web/routes` in the frame of `web/frame`, for who may come in by `web/sign_in`.
 *
 * @module
 */
export { type Desk, deskOf, type DeskPorts } from "./desk.ts";
