/**
 * The desk of this box: its files, the worker that hashes passwords, the feed of what happens.
 *
 * @module
 */
export { doorPicture } from "./door_picture.ts";
export { type OpenDesk, openDesk, type OpenDeskPorts } from "./open_desk.ts";
