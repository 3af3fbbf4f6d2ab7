/** Calls of Identity Center that give somebody more than before, or let somebody else say who people are. */
export const widening = [
  'AttachCustomerManagedPolicyReferenceToPermissionSet',
  'AttachManagedPolicyToPermissionSet',
  'CreateAccountAssignment',
  'CreateInstance',
  'CreateInstanceAccessControlAttributeConfiguration',
  'CreatePermissionSet',
  'CreateTrustedTokenIssuer',
  'DeletePermissionsBoundaryFromPermissionSet',
  'PutInlinePolicyToPermissionSet',
  'PutPermissionsBoundaryToPermissionSet',
  'PutPermissionsPolicy',
  'UpdateInstance',
  'UpdateInstanceAccessControlAttributeConfiguration',
  'UpdatePermissionSet',
  'UpdateTrustedTokenIssuer',
] as const;
