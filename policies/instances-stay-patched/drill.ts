import {
  CreatePatchBaselineCommand,
  DeregisterManagedInstanceCommand,
  ResetServiceSettingCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type Drill, defineDrill } from '../../lib/model/guardrail';

type World = Record<string, never>;
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

const managementRole = '/ssm/managed-instance/default-ec2-instance-management-role';

// The local AWS manages no instances: these drills are about the calls, and nothing is there to be looked at afterwards.
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async () => ({}),
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer ends the management of instances by default',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      const SettingId = `arn:aws:ssm:${session.region}:${session.account}:servicesetting${managementRole}`;
      await session.client(SSMClient).send(new ResetServiceSettingCommand({ SettingId }));
    },
  }),
  drill({
    name: 'a developer takes a machine out of management',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      const machine = { InstanceId: 'mi-0123456789abcdef0' };
      await session.client(SSMClient).send(new DeregisterManagedInstanceCommand(machine));
    },
  }),
  drill({
    name: 'a developer makes a baseline of their own',
    kind: 'twin',
    expected: 'ignored',
    async incident(session) {
      await session.client(SSMClient).send(new CreatePatchBaselineCommand({ Name: 'shop' }));
    },
  }),
];
