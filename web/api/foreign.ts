import { SourceFault } from "../../features/reports/mod.ts";
import { problem } from "./problem.ts";

/** What can be answered where another phone system's rows are read. */
export const UNREADABLE: { readonly 502: { readonly description: string } } = {
  502: { description: "Its rows cannot be read: the problem says where, and why" },
};

/** Nobody has told the box of such a system. */
export function noTenant(tenant: string): Response {
  return problem(404, `Cannot find tenant "${tenant}": nobody of that name is followed`);
}

/** What somebody answers, or which source cannot be read and why: its owner has to look, not this box's. */
export async function orUnreadable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof SourceFault) return problem(502, error.message);
    throw error;
  }
}
