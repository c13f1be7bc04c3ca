/**
 * What the box shows to prove who it is: what certificates say, whether one that somebody brings can be used, what the box's own
 * authority may vouch for, and when to renew.
 *
 * @module
 */
export { blocksOf, type Certificate, derOf } from "./certificate.ts";
export { type CertificateFacts, factsOf } from "./facts.ts";
export { type CertificateFault, type CertificateFaultCode, judgeCertificate } from "./judge.ts";
export { mayVouch, type Permits, permitsFor } from "./permits.ts";
export type { AcmeKind, AcmeStatus, CertificateSource, CertificateStatus } from "./status.ts";
