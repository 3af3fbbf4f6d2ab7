import {
  CloudTrailClient,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { DisableKeyCommand, KMSClient, PutKeyPolicyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { type Drill, defineDrill, type Session } from '../../lib/model/guardrail';
import { trailName } from '../../lib/model/platform';
import { bucketIsOpen, keyIsOpen, trailIsWhole } from './drill-aftermath';
import { type Archive, anArchive, anotherTrail } from './drill-world';

type Part = Partial<Drill<Archive>> & Pick<Drill<Archive>, 'name' | 'kind' | 'expected' | 'incident'>;

/** Like a deployment that goes wrong: policies spare it. */
const deployment = 'cdk-hnb659fds-cfn-exec-role-drill';
const nothing = async (): Promise<undefined> => undefined;

const inManagement = (part: Part) =>
  defineDrill<Archive>({ where: { role: 'management' }, world: anArchive, aftermath: trailIsWhole, ...part });
const inArchive = (part: Part) =>
  defineDrill<Archive>({
    where: { role: 'log-archive' },
    as: deployment,
    world: anArchive,
    aftermath: nothing,
    ...part,
  });

const trail = (session: Session) => session.client(CloudTrailClient);
const stop = async (session: Session, Name: string) => {
  await trail(session).send(new StopLoggingCommand({ Name }));
};

export const drills = [
  inManagement({
    name: 'an administrator of the management account stops the trail',
    kind: 'incident',
    expected: 'fixed',
    incident: (session) => stop(session, trailName),
  }),
  inManagement({
    name: 'the trail is deleted',
    kind: 'incident',
    expected: 'fixed',
    async incident(session) {
      await trail(session).send(new DeleteTrailCommand({ Name: trailName }));
    },
  }),
  inManagement({
    name: 'the trail is narrowed and pointed elsewhere, and the events are lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    async incident(session) {
      const narrow = { Name: trailName, IsMultiRegionTrail: false, EnableLogFileValidation: false, S3KeyPrefix: 'old' };
      await trail(session).send(new UpdateTrailCommand(narrow));
      const writes = { Name: 'Writes', FieldSelectors: [{ Field: 'readOnly', Equals: ['false'] }] };
      await trail(session).send(
        new PutEventSelectorsCommand({ TrailName: trailName, AdvancedEventSelectors: [writes] }),
      );
    },
  }),
  inArchive({
    name: 'the policy of the bucket is deleted, so that nothing arrives',
    kind: 'incident',
    expected: 'fixed',
    aftermath: bucketIsOpen,
    async incident(session, { bucket }) {
      await session.client(S3Client).send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    },
  }),
  inArchive({
    name: 'the key of the logs is scheduled for deletion',
    kind: 'incident',
    expected: 'fixed',
    aftermath: keyIsOpen,
    async incident(session, { key }) {
      await session.client(KMSClient).send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));
    },
  }),
  inArchive({
    name: 'the policy of the key shuts CloudTrail out, and the event is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    aftermath: keyIsOpen,
    async incident(session, { key }) {
      const owner = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${session.account}:root` }, Action: 'kms:*' };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...owner, Resource: '*' }] });
      await session.client(KMSClient).send(new PutKeyPolicyCommand({ KeyId: key, PolicyName: 'default', Policy }));
    },
  }),
  inArchive({
    name: 'an administrator of the log archive disables the key',
    kind: 'incident',
    as: 'Administrator',
    expected: 'prevented',
    aftermath: keyIsOpen,
    async incident(session, { key }) {
      await session.client(KMSClient).send(new DisableKeyCommand({ KeyId: key }));
    },
  }),
  defineDrill({
    name: "a developer stops the team's own trail",
    kind: 'incident',
    where: { purpose: 'workloads' },
    world: anotherTrail,
    expected: 'prevented',
    incident: (session, { name }) => stop(session, name),
    aftermath: nothing,
  }),
  defineDrill({
    name: 'another trail of the management account is stopped: a person hears of it',
    kind: 'twin',
    where: { role: 'management' },
    world: anotherTrail,
    expected: 'reported',
    incident: (session, { name }) => stop(session, name),
    aftermath: nothing,
  }),
  inManagement({
    name: 'logging is started again',
    kind: 'twin',
    expected: 'ignored',
    async incident(session) {
      await trail(session).send(new StartLoggingCommand({ Name: trailName }));
    },
  }),
  inManagement({
    name: 'the platform itself stops the trail, to undo',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-cloudtrail-stays-on',
    expected: 'ignored',
    incident: (session) => stop(session, trailName),
    aftermath: nothing,
  }),
];
