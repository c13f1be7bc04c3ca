/**
 * How the desk's pages come about, in Fresh's manner: a route is a path, what it needs of who asks, and functions that answer
 * with a page; islands are the parts of a page that live on in the browser. Nothing is open that does not say so.
 *
 * @module
 */
export { cookieOf, setCookie } from "./cookie.ts";
export { island, type IslandProps } from "./island.tsx";
export { PROOF_FIELDS } from "./held_form.ts";
export { htmlOf } from "./html_of.ts";
export { type Caller, type DeskFrame, type HeldForm, mountDesk } from "./mount.ts";
export type { Answer, PageAnswer, Route } from "./route.ts";
export { isFromOurPage } from "./same_origin.ts";
export { safeBack, textOf } from "./text_of.ts";
export type { SignedVisit, Visit } from "./visit.ts";
export type {
  Alert,
  BoxDoor,
  DeskReports,
  DeskReportWish,
  DeskWorld,
  Examined,
  ExaminedThing,
  LoggedLine,
  MissedDoor,
  NetworkInterface,
  OfficeDoor,
  Picture,
  TenantsDoor,
} from "./world.ts";
