import {
  DescribeInstanceAttributeCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly instance: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'aftermath'>;

const theirs = 'echo theirs';
const scriptOf = (text: string) => Buffer.from(`#!/bin/sh\n${text}\n`);

/** A stopped instance with a script, and somebody who gives it another. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aStoppedInstance,
    async incident(session, { instance }) {
      const change = { Attribute: 'userData', Value: scriptOf(theirs).toString('base64') } as const;
      await session.client(EC2Client).send(new ModifyInstanceAttributeCommand({ InstanceId: instance, ...change }));
    },
    ...part,
  });
}

export const drills = [
  drill({
    name: "a developer replaces an instance's script",
    kind: 'incident',
    expected: 'prevented',
    aftermath: async (stage, world) => ((await runsTheirs(stage, world)) ? 'the script was replaced' : undefined),
  }),
  drill({
    name: 'a script is replaced in the management account, which no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
    aftermath: async (stage, world) => ((await runsTheirs(stage, world)) ? undefined : 'the script was not replaced'),
  }),
  drill({
    name: 'a stopped instance gets another size',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { instance }) {
      const InstanceType = { Value: 't3.small' };
      await session.client(EC2Client).send(new ModifyInstanceAttributeCommand({ InstanceId: instance, InstanceType }));
    },
    aftermath: async (stage, world) => ((await runsTheirs(stage, world)) ? 'the script was replaced' : undefined),
  }),
];

async function aStoppedInstance(stage: Stage): Promise<World> {
  const ec2 = stage.client(EC2Client);
  const UserData = scriptOf('echo ours').toString('base64');
  const launch = { ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1, UserData };
  const { Instances } = await ec2.send(new RunInstancesCommand(launch));
  const instance = Instances?.[0]?.InstanceId ?? '';
  await ec2.send(new StopInstancesCommand({ InstanceIds: [instance] }));
  return { instance };
}

async function runsTheirs(session: Session, { instance }: World): Promise<boolean> {
  const { UserData } = await session
    .client(EC2Client)
    .send(new DescribeInstanceAttributeCommand({ InstanceId: instance, Attribute: 'userData' }));
  return Buffer.from(UserData?.Value ?? '', 'base64')
    .toString()
    .includes(theirs);
}
