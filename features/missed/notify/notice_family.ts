/** The family of the notebook in which is kept how far notices have come. */
export const NOTICE_FAMILY = "missed-notice";
