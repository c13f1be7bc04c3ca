/**
 * Whether the box is well, as the desk and programs are told: what the doctor and the certificates say, and the log by weight.
 *
 * @module
 */
export { certificateFinding } from "./certificate_finding.ts";
export { fileDecides } from "./file_decides.ts";
export { findingsOf, type HealthSource } from "./findings.ts";
export { lostMailsOf, refusedAddresses } from "./lost_mails.ts";
export { atLeast, type Level, levelOf, LEVELS } from "./levels.ts";
export { officeFindings } from "./office_findings.ts";
export { type MailTrial, tryMail } from "./try_mail.ts";
