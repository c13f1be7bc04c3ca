/** As the phone on the box's own pages calls itself (User-Agent). */
export const BROWSER_PHONE = "Kontor in the browser";

/** The body of the INFO by which it is told to take the call that rings: JsSIP hands its page no NOTIFY before the answer. */
export const TALK_TYPE = "application/vnd.kontor.talk";
