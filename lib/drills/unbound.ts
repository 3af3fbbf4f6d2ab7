/** Where a drill is played that a policy would prevent: none binds the management account, so that there the call goes through. */
export const unbound = { where: { purpose: 'management' } } as const;
