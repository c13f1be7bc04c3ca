/** What the mapping of this box's own record must know of the office. */
export interface OwnOffice {
  /** ISO 3166-1 alpha-2: how numbers without a country code are read. */
  readonly country: string;
  /** What queues and groups are called, by their number. */
  readonly queues: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}

/** This box among the tenants; all others are named in `pbx`. */
export const OWN_TENANT = "own";
