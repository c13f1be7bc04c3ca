/** On which the windows of a browser ask the one that has the phone to call somebody; also what its window is called. */
export const PHONE_CHANNEL = "kontor-phone";
