/**
 * The box's certificates on its disk: its own authority, what owners bring, what ACME authorities give. Signing and asking are
 * done in workers that end with it.
 *
 * @module
 */
export { Certificates, type CertificatesSettings, type CertificatesWorld } from "./certificates.ts";
export { makeOwn, type Reached } from "./own.ts";
export { readAuthorities } from "./read_owners.ts";
