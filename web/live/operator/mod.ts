/**
 * The office as an operator sees it. A door of its own: what it takes to know a number is no browser's, and browsers come in
 * by the door beside it.
 *
 * @module
 */
export { shownOnce } from "./shown_once.ts";
export { type OperatorCall, type OperatorSnapshot, OperatorView, type Seat } from "./operator_view.ts";
