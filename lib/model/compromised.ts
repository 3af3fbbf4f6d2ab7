/** On an instance: somebody is sure that it is compromised. Whoever sets it agrees to what follows. */
export const compromisedTag = 'breakwater:compromised';
/** The value of that tag once the instance was let go again. */
export const released = 'released';

export const isMarked = (tags: Readonly<Record<string, string>>): boolean =>
  tags[compromisedTag] !== undefined && tags[compromisedTag] !== released;
