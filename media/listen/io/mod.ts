/**
 * Lets people at browsers listen: a worker that starts when somebody first does.
 *
 * @module
 */
export { Listener, type ListenerSettings } from "./start.ts";
