/** Settings of an account in one region, and what we call them: CloudFormation has no type for either. */
export const settings = {
  'ebs-default-kms-key': 'AWS::EC2::EbsDefaultKmsKey',
  'ebs-encryption-by-default': 'AWS::EC2::EbsEncryptionByDefault',
} as const;
export type Setting = keyof typeof settings;
