import {
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
  ModifyEbsDefaultKmsKeyIdCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import type { Setting } from './settings';

interface World {
  readonly setting: Setting;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** An account that encrypts, and somebody who switches that off. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    async world(stage) {
      await switchOn(stage);
      return { setting: 'ebs-encryption-by-default' };
    },
    incident: switchOff,
    aftermath: encrypts,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer switches encryption by default off',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
  }),
  drill({
    name: "a developer makes a stranger's key the default",
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    async incident(session) {
      const KmsKeyId = 'arn:aws:kms:eu-west-1:999900001111:key/theirs';
      await session.client(EC2Client).send(new ModifyEbsDefaultKmsKeyIdCommand({ KmsKeyId }));
    },
  }),
  drill({
    name: 'it is switched off in the management account, which no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill({ name: 'the event of switching it off is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'a developer switches it on once more',
    kind: 'twin',
    where: { purpose: 'workloads' },
    expected: 'ignored',
    incident: switchOn,
  }),
  drill({
    name: 'it is switched off where the guardrail only notifies',
    kind: 'twin',
    mode: 'notify',
    expected: 'reported',
    aftermath: async (stage) => ((await encrypts(stage)) ? undefined : 'it was switched on again'),
  }),
];

async function switchOn(session: Session): Promise<void> {
  await session.client(EC2Client).send(new EnableEbsEncryptionByDefaultCommand({}));
}

async function switchOff(session: Session): Promise<void> {
  await session.client(EC2Client).send(new DisableEbsEncryptionByDefaultCommand({}));
}

async function encrypts(stage: Stage): Promise<string | undefined> {
  const answer = await stage.client(EC2Client).send(new GetEbsEncryptionByDefaultCommand({}));
  return answer.EbsEncryptionByDefault ? undefined : 'new volumes are not encrypted';
}
