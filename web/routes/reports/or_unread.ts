import { SourceFault } from "../../../features/reports/mod.ts";

/** What there is, or why another phone system's rows cannot be read. */
export async function orUnread<T>(read: Promise<T>): Promise<T | string> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof SourceFault) return error.message;
    throw error;
  }
}
