/**
 * Password hashes, made in a worker of their own.
 *
 * @module
 */
export { hashPassword, verifyPassword } from "./hash_password.ts";
export { WorkerHasher } from "./worker_hasher.ts";
