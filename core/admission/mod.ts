/**
 * Who may come in, and how much of it: digest authentication, the throttle on those who fail, hops, options, overload.
 *
 * @module
 */
export { type AdmissionSizes, Authenticator, type AuthenticatorOptions } from "./authenticator.ts";
export { checkMaxForwards, checkRequire, type RequestFault } from "./check.ts";
export { type Admission, type Load, Overload, type OverloadLimits } from "./overload.ts";
export type { RefusalFact, Verdict } from "./verdict.ts";
