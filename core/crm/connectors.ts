import type { CrmKind } from "../directory/mod.ts";
import { HTTP_TEMPLATE } from "./http_template.ts";
import { HUBSPOT } from "./hubspot.ts";
import { ODOO } from "./odoo.ts";
import { SALESFORCE } from "./salesforce.ts";
import type { Connector } from "./words.ts";
import { ZOHO } from "./zoho.ts";

/** How each kind of database is asked. */
export const CONNECTORS: Readonly<Record<CrmKind, Connector>> = {
  odoo: ODOO,
  hubspot: HUBSPOT,
  salesforce: SALESFORCE,
  zoho: ZOHO,
  http: HTTP_TEMPLATE,
};
