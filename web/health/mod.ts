/**
 * Whether the box is well, as the desk and programs are told: what the doctor and the certificates say, the log by weight, and
 * through which server mail goes.
 *
 * @module
 */
export { certificateFinding } from "./certificate_finding.ts";
export { fileDecides } from "./file_decides.ts";
export { findingsOf, type HealthSource } from "./findings.ts";
export { lostMailsOf, refusedAddresses } from "./lost_mails.ts";
export { atLeast, type Level, levelOf, LEVELS } from "./levels.ts";
export {
  chooseMailServer,
  forgetMailServer,
  mailServerFacts,
  type Smtp,
  type SmtpRefused,
  type SmtpWish,
} from "./mail_server.ts";
export { officeFindings } from "./office_findings.ts";
export { type MailTrial, tryMail } from "./try_mail.ts";
