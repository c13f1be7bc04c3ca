/** Another phone system's rows cannot be read: the message says which source it is, and why. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
}
