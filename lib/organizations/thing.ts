/** A place in the tree, by the name people know it by, so that a plan reads the same before and after ids exist. */
export type Place = 'root' | `unit ${string}` | `account ${string}`;

/** Whatever a change can speak of. A unit is named by its path. */
export type Thing = Place | `policy ${string}`;

export type Tags = Readonly<Record<string, string>>;

/** Id to name: of what lives in AWS, or of what a lock file remembers. */
export type Names = Readonly<Record<string, Place>>;
