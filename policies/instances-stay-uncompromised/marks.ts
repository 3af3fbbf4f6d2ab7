/** On an instance: somebody is sure that it is compromised. Whoever sets it agrees to what follows. */
export const compromisedTag = 'breakwater:compromised';
/** The value of that tag once the instance was let go again. */
export const released = 'released';
/** On a snapshot: the instance it was taken of before anything was changed. */
export const evidenceTag = 'breakwater:evidence';
export const quarantineGroup = 'breakwater-quarantine';

export const isMarked = (tags: Readonly<Record<string, string>>): boolean =>
  tags[compromisedTag] !== undefined && tags[compromisedTag] !== released;
