/** Where the REST interface begins. */
export const API_PATH = "/api/v1";
