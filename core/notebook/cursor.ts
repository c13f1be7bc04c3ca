/** The family of how far readings of the record have come that send what they read, by who they are for: `webhooks/crm`. */
export const CURSOR_FAMILY = "cursor";
