/**
 * What pages and islands are made of: icons, fields, lists, and how numbers and times are shown. All of it also runs in the
 * browser: nothing here knows of the box.
 *
 * @module
 */
export { Choice, type ChoiceParts, Filters, type FiltersParts } from "./choice.tsx";
export { ContactFace, type FoundContact } from "./contact_face.tsx";
export { BookLink } from "./book_link.tsx";
export { CallButton, ContactList, type ContactListParts, type ContactPage, type ContactRow } from "./contact_list.tsx";
export { Days } from "./days.tsx";
export { DialLink } from "./dial_link.tsx";
export { Empty } from "./empty.tsx";
export { OpenMatters } from "./open_matters.tsx";
export { Field, type FieldParts, Told } from "./field.tsx";
export { dateFormat, numberFormat } from "./formats.ts";
export { type HealthLine, HealthNow } from "./health_line.tsx";
export { HelpBanner } from "./help_banner.tsx";
export { GivenUp, type GivenUpParts, type GivenUpRow, type GivenUpWords } from "./given_up.tsx";
export { Icon, IconFile } from "./icon.tsx";
export { type IconName, ICONS } from "./icon_names.ts";
export { LiveHours } from "./live_hours.tsx";
export { LiveCalls, type SeeingDoor } from "./live_calls.tsx";
export { LiveQueues } from "./live_queues.tsx";
export { lampOf, LivePeople, OnlyInCalls, PersonFace } from "./live_people.tsx";
export { LiveTrunks } from "./live_trunks.tsx";
export {
  CallerName,
  MissedDeeds,
  MissedList,
  type MissedListParts,
  type MissedPage,
  type MissedRow,
  MissedState,
} from "./missed_list.tsx";
export { agentKind, type AgentWish, QueueAgents, sayAgent } from "./queue_agents.tsx";
export { Moment, momentOf, type MomentParts, periodOf } from "./moment.tsx";
export { NewsPlace } from "./news_place.tsx";
export type { News, NewsAt } from "./news.ts";
export { clockOf } from "./time.ts";
export { troubleIn } from "./trouble_in.ts";
export { sayValue } from "./value.ts";
export { OperatorAbout } from "./operator_about.tsx";
export { type PastCall, PastCalls } from "./past_calls.tsx";
export { OperatorActs, OperatorKeys } from "./operator_acts.tsx";
export { OperatorCalls, OperatorCounts, whoIs } from "./operator_calls.tsx";
export { OperatorPeople } from "./operator_people.tsx";
export { OperatorSlots } from "./operator_slots.tsx";
export { WallFigure, WallQueues } from "./wall.tsx";
