/** The customer databases that the box can ask. */
export const CRM_KINDS = ["odoo", "hubspot", "salesforce", "zoho", "http"] as const;
export type CrmKind = (typeof CRM_KINDS)[number];

/**
 * How a database of another kind is asked, in its own words. `{e164}`, `{national}`, `{digits}` stand for the number, and for
 * a call `{direction}`, `{from}`, `{to}`, `{started}`, `{seconds}`, `{outcome}`, `{contact}` and `{id}`.
 */
export interface CrmTemplate {
  readonly find: { readonly method: "GET" | "POST"; readonly path: string; readonly body?: string };
  /** Where in the answer the list of people is, and in each of them what: `data.items`, `name`. */
  readonly list: string;
  readonly id: string;
  readonly name: string;
  readonly company?: string;
  /** Without it no calls are written down there. */
  readonly log?: { readonly method: "POST" | "PUT"; readonly path: string; readonly body: string };
  /** How it is asked what is open with a `{contact}`, and where in the answer what is. Without it nothing is known of that. */
  readonly matters?: {
    readonly kind: OpenMatter["kind"];
    readonly path: string;
    readonly list: string;
    readonly title: string;
    readonly state?: string;
    readonly link?: string;
  };
  /** The header that proves who asks: `Authorization: Bearer {secret}`. */
  readonly header: string;
}

/** What is open with somebody in a customer database: a ticket that is not settled, a deal that is neither won nor lost. */
export interface OpenMatter {
  readonly kind: "ticket" | "deal";
  readonly title: string;
  /** In the database's own words: `Waiting on us`, `Proposition`. */
  readonly state?: string;
  /** Where it is seen there; by https alone. */
  readonly link?: string;
}

/** What is known of somebody outside. */
export interface CallerAbout {
  /** With his company: `Ion Popa, Popa SRL`. */
  readonly name?: string;
  readonly matters: readonly OpenMatter[];
}

/** A customer database that knows callers by their numbers. */
export interface Crm {
  readonly name: string;
  readonly kind: CrmKind;
  /** Odoo's or its own address, Salesforce's My Domain, Zoho's accounts server; HubSpot has one for all. */
  readonly url: string;
  /** Odoo's. */
  readonly database?: string;
  /** Odoo's user; without one its newer interface is asked, which knows him by the key alone. */
  readonly user?: string;
  /** Salesforce's and Zoho's: the name of the client. */
  readonly clientId?: string;
  /** An API key, a private app's token, a client's secret. */
  readonly secret: string;
  /** Zoho's. */
  readonly refreshToken?: string;
  readonly template?: CrmTemplate;
  /** Whether calls with people whom it knows are written down there. */
  readonly logsCalls: boolean;
}
