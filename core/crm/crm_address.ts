/** What stands before the name of the database that a hook is for, in place of an address. */
export const CRM_ADDRESS = "crm:";
