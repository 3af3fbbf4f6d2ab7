import { EC2Client, StartInstancesCommand, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { defineFix } from '../../lib/model/guardrail';
import { instancesIn, instanceTags, tagsOf } from '../../lib/remediation/instances-in';
import { isUnusual } from './unusual';

type State =
  | { readonly instance: string; readonly type: string; readonly lifecycle: string; readonly group?: string }
  | { readonly account: string };
interface Change {
  readonly instance: string;
}

const groupTag = 'aws:autoscaling:groupName';

export const fix = defineFix<State, Change>({
  permissions: [
    { actions: ['ec2:StartInstances', 'ec2:StopInstances'], resources: ['arn:aws:ec2:*:*:instance/*'] },
    {
      actions: ['ec2:DescribeInstances'],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing instances',
    },
  ],

  async read({ type, id, account }, session) {
    if (type !== 'AWS::EC2::Instance') return { account };
    for await (const found of instancesIn(session, [id])) {
      const group = tagsOf(found)[groupTag];
      const { InstanceType = '', State } = found;
      return { instance: id, type: InstanceType, lifecycle: State?.Name ?? '', ...(group && { group }) };
    }
    return undefined;
  },

  decide(state) {
    if ('account' in state)
      return { kind: 'ask', because: 'what was asked for names no machine that could be stopped' };
    const { instance, type, lifecycle, group } = state;
    if (!isUnusual(type)) return { kind: 'leave', because: `${instance} is an ordinary ${type}` };
    if (lifecycle !== 'running' && lifecycle !== 'pending')
      return { kind: 'leave', because: `${instance} is ${lifecycle}` };
    if (group)
      return { kind: 'ask', because: `${instance} is a ${type}; its group ${group} would replace it if it stopped` };
    return {
      kind: 'plan',
      change: { instance },
      because: `${instance} is a ${type}`,
      approval: 'stopping ends what runs on it and loses what is on its instance store',
    };
  },

  async apply({ instance }, session) {
    await session.client(EC2Client).send(new StopInstancesCommand({ InstanceIds: [instance] }));
  },

  async undo(_before, { instance }, session) {
    await session.client(EC2Client).send(new StartInstancesCommand({ InstanceIds: [instance] }));
  },

  tags: instanceTags,
});
