/** On a snapshot: the instance it was taken of before anything was changed. */
export const evidenceTag = 'breakwater:evidence';
export const quarantineGroup = 'breakwater-quarantine';
