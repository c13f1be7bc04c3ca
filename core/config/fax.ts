import { FAX_USES, type FaxUse } from "../directory/mod.ts";
import { choice, type Shape } from "./shape.ts";

/** `fax:` of a trunk or an extension. */
export const fax: Shape<FaxUse> = choice(FAX_USES);

export const FAX_ABOUT: string =
  "Faxes: t38 (usual) passes T.38 on where both ends want it, and locks others to G.711; g711 does only that; off listens for none";
