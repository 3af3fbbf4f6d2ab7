import { operationsOf } from '../../lib/config/operations';
import type { OperationsFile } from '../../lib/config/schema/operations';
import type { Template } from '../../lib/model/template';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const windows = { sunday: { schedule: 'cron(0 3 ? * SUN *)', timezone: 'Europe/Amsterdam' } };

/** What a member account gets, and what management does. */
function synthesized(file?: OperationsFile): { readonly member?: Template; readonly management: Template } {
  const { stacks } = synthesize(anOrganization({ operations: operationsOf(file) }));
  const named = (name: string) => stacks.find((stack) => stack.name === name);
  const body = named('breakwater-baseline')?.stackSets.find(({ name }) => name === 'breakwater-operations');
  const management = named('breakwater-management-eu-central-1')?.template ?? {};
  return { management, ...(body && { member: body.template }) };
}

const ofType = ({ Resources = {} }: Template = {}, type: string) =>
  Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
    Type === type ? [Properties as Record<string, unknown>] : [],
  );

const { member, management } = synthesized({ patching: { windows, concurrency: '20%', errors: 2 } });

describe.each([
  ['a member account', member],
  ['the management account', management],
])('%s', (_, template) => {
  test('is scanned daily, every machine of it, and nothing is installed by that', () => {
    const scan = ofType(template, 'AWS::SSM::Association').find(({ Name }) => Name === 'AWS-RunPatchBaseline');
    expect(scan).toMatchObject({
      Parameters: { Operation: ['Scan'] },
      ScheduleExpression: 'rate(1 day)',
      Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
    });
  });

  test('has a window that installs on the machines whose tag names it, within the limits', () => {
    expect(ofType(template, 'AWS::SSM::MaintenanceWindow')).toMatchObject([
      {
        Name: 'breakwater-sunday',
        Schedule: 'cron(0 3 ? * SUN *)',
        ScheduleTimezone: 'Europe/Amsterdam',
        Duration: 3,
        Cutoff: 1,
      },
    ]);
    expect(ofType(template, 'AWS::SSM::MaintenanceWindowTarget')).toMatchObject([
      { ResourceType: 'INSTANCE', Targets: [{ Key: 'tag:PatchWindow', Values: ['sunday'] }] },
    ]);
    expect(ofType(template, 'AWS::SSM::MaintenanceWindowTask')).toMatchObject([
      {
        TaskArn: 'AWS-RunPatchBaseline',
        MaxConcurrency: '20%',
        MaxErrors: '2',
        TaskInvocationParameters: {
          MaintenanceWindowRunCommandParameters: {
            Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
          },
        },
      },
    ]);
  });

  test('manages instances without a profile, by a setting that somebody else made where there is one', () => {
    const [runbook] = ofType(template, 'AWS::SSM::Document');
    const { mainSteps } = (runbook?.Content ?? {}) as { readonly mainSteps: readonly Record<string, unknown>[] };
    expect(mainSteps.map(({ name }) => name)).toEqual(['read', 'choose', 'set', 'leave']);
    expect(mainSteps[1]).toMatchObject({
      inputs: { Choices: [{ StringEquals: 'Default', NextStep: 'set' }], Default: 'leave' },
    });
  });

  // What is below /breakwater/ is exempt from controls, and whoever is root on a machine has what the machine has.
  test('gives machines no role of the platform', () => {
    const roles = ofType(template, 'AWS::IAM::Role');
    const instances = roles.filter(({ RoleName }) => JSON.stringify(RoleName).includes('breakwater-instances-'));
    expect(instances).toHaveLength(1);
    expect(instances[0]).not.toHaveProperty('Path');
  });

  test('marks its windows with the tag that controls look at', () => {
    const [window] = ofType(template, 'AWS::SSM::MaintenanceWindow');
    expect(window?.Tags).toEqual([{ Key: 'breakwater:operations', Value: 'patching' }]);
  });
});

test('without windows nothing is installed, and there is no role for it', () => {
  const quiet = synthesized();
  for (const template of [quiet.member, quiet.management]) {
    expect(ofType(template, 'AWS::SSM::MaintenanceWindow')).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('breakwater-patching-');
  }
});

test('where nobody is to start machines again, no window does', () => {
  const { member: careful } = synthesized({ patching: { windows, reboot: 'never' } });
  const [task] = ofType(careful, 'AWS::SSM::MaintenanceWindowTask');
  expect(JSON.stringify(task)).toContain('"RebootOption":["NoReboot"]');
});

test('where all of it is off, there is no StackSet and nothing in management', () => {
  const off = synthesized({ hostManagement: 'off', patching: { scan: 'off' } });
  expect(off.member).toBeUndefined();
  expect(JSON.stringify(off.management)).not.toContain('AWS::SSM::');
});
