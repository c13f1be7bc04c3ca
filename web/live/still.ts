/**
 * Whether whoever was given a stream may still have it: he is signed in, his key was not taken back, and what he is shown is
 * what he would be shown now. A stream that may not go on ends, and whoever asks again gets what he may see then.
 */
export type Still = () => boolean | Promise<boolean>;
