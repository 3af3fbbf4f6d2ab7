/** Other people's rules: the guardrails that see the same, or why none of ours does. */
export type PantherRule =
  | { readonly guardrails: readonly string[]; readonly apartFrom?: Readonly<Record<string, string>> }
  | { readonly outOfScope: string };

const by = (...guardrails: readonly string[]) => ({ guardrails });
const out = (outOfScope: string): PantherRule => ({ outOfScope });

const reads = 'a call that only reads; ordinary rules never get it, and alone it is daily work';
const dataEvents = 'a data event that no selector of ours records';
const teamsBuckets =
  "how long and where a team keeps its objects is its own business; the log archive's buckets are guarded";
const dailyWork = 'by itself it is daily work; no promise is broken';

export const pantherRules: Readonly<Record<string, PantherRule>> = {
  'AWS.CloudTrail.Account.Discovery': out(reads),
  'AWS.CloudTrail.AttemptToLeaveOrg': by('organization-stays-whole'),
  'AWS.CloudTrail.CodebuildProjectMadePublic': out('CodeBuild is watched by no guardrail yet'),
  'AWS.CloudTrail.Created': out('another trail takes nothing away'),
  'AWS.CloudTrail.DNSLogsDeleted': by('network-logs-stay-on'),
  'AWS.CloudTrail.EventSelectorsDisabled': by('cloudtrail-stays-on'),
  'AWS.CloudTrail.IAMAnythingChanged': out(dailyWork),
  'AWS.CloudTrail.IAMEntityCreatedWithoutCloudFormation': by('users-stay-exceptional'),
  'AWS.CloudTrail.LoginProfileCreatedOrModified': {
    ...by('users-stay-exceptional'),
    apartFrom: { ChangeOwnPassword: 'whoever assumes a role names the session: alice may be anybody' },
  },
  'AWS.CloudTrail.NetworkACLPermissiveEntry': out(
    "security groups decide what is reachable; a permissive ACL is AWS's default",
  ),
  'AWS.CloudTrail.RootAccessKeyCreated': {
    ...by('root-stays-unused', 'users-stay-exceptional'),
    apartFrom: { 'Root Created Access Key For User': 'root was used, for whatever' },
  },
  'AWS.CloudTrail.SES.ListIdentities': out(reads),
  'AWS.CloudTrail.SecurityConfigurationChange': by('cloudtrail-stays-on'),
  'AWS.CloudTrail.ShortLifecycle': out(teamsBuckets),
  'AWS.CloudTrail.SnapshotMadePublic': by('snapshots-stay-unshared'),
  'AWS.CloudTrail.VPCE.AccessDenied': out(dataEvents),
  'AWS.CloudTrail.VPCE.ExternalPrincipal': out(dataEvents),
  'AWS.ConfigService.Created': out('a delivery channel that is made takes nothing away'),
  'AWS.ConfigService.DisabledDeleted': {
    ...by('recorder-stays-on'),
    apartFrom: {
      'Config Recorder Delivery Channel Created': 'one channel a region: to put one is to change where it delivers',
    },
  },
  'AWS.Console.GetSigninToken.Abuse': out(reads),
  'AWS.EC2.EBS.Encryption.Disabled': by('encryption-stays-default'),
  'AWS.EC2.LaunchUnusualEC2Instances': by('compute-stays-ordinary'),
  'AWS.EC2.NetworkACLModified': out(dailyWork),
  'AWS.EC2.StopInstances': out(dailyWork),
  'AWS.EC2.Vulnerable.XZ.Image.Launched': out('which image is vulnerable is for a scanner to know'),
  'AWS.ECR.CRUD': out(dailyWork),
  'AWS.IAM.AccessKeyCompromised': by('leaked-keys-stay-quarantined'),
  'AWS.IAM.CreateRole': out(dailyWork),
  'AWS.IPSet.Modified': out('its events are no CloudTrail records: they name neither service nor call'),
  'AWS.KMS.CustomerManagedKeyLoss': by('keys-stay-usable'),
  'AWS.Lambda.UpdateFunctionConfiguration': by('deployed-code-stays-deployed'),
  'AWS.Macie.Evasion': out('it counts to five; one change of how often Macie reports hides nothing'),
  'AWS.Potential.Backdoor.Lambda': by('functions-stay-private'),
  'AWS.RDS.AutomatedBackupDeleted': by('backups-stay-recoverable'),
  'AWS.RDS.ClusterFailover': out(dailyWork),
  'AWS.RDS.InstanceDeletion': out(dailyWork),
  'AWS.RDS.InstanceMadePublic': by('databases-stay-private'),
  'AWS.RDS.InstanceRebooted': out(dailyWork),
  'AWS.RDS.PublicRestore': {
    ...by('databases-stay-private'),
    apartFrom: { 'Not-Restore-RDS-Request': 'a database made with a public address is as public as a restored one' },
  },
  'AWS.RDS.SnapshotCopiedCrossRegion': out(dailyWork),
  'AWS.RDS.SnapshotEnumeration': out(reads),
  'AWS.S3.BucketDeleted': out(dailyWork),
  'AWS.S3.BucketPolicyModified': out('it fires on every change; which change opens a bucket is what ours decide'),
  'AWS.S3.CopyObject.CrossAccount.Encryption.KMS': out(dataEvents),
  'AWS.S3.DeleteBucketEncryption': out('S3 encrypts every object since 2023-01, whatever the bucket says'),
  'AWS.S3.DeleteBucketReplication': out(teamsBuckets),
  'AWS.S3.DeleteObject': out(dataEvents),
  'AWS.S3.DeleteObjects': out(dataEvents),
  'AWS.S3.DisableBucketLogging': out(teamsBuckets),
  'AWS.S3.DisableMfaDelete': out(
    'only the root user can, which root-stays-unused finds; of anybody else it changes nothing, and Terraform says it of every bucket',
  ),
  'AWS.SSM.DecryptSSMParams': out(reads),
  'AWS.STS.GetCallerIdentity.TruffleHog': out(reads),
  'AWS.SecretsManager.BatchRetrieveSecrets': out(reads),
  'AWS.SecretsManager.RetrieveSecretsMultiRegion': out(reads),
  'AWS.Software.Discovery': out(reads),
  'AWS.VPCFlow.LogsDeleted': by('network-logs-stay-on'),
  'Retrieve.SSO.access.token': out('every sign-in of a person does it'),
};
