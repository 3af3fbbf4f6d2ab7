import {
  CreateAccountAssignmentCommand,
  CreateInstanceCommand,
  CreatePermissionSetCommand,
  DeleteAccountAssignmentCommand,
  ListAccountAssignmentsCommand,
  ListInstancesCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const group = { PrincipalType: 'GROUP', PrincipalId: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f' } as const;

/** A permission set, and somebody who assigns it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: aPermissionSet,
    incident: assign,
    aftermath: async (stage, world) =>
      (await isAssigned(stage, world)) ? undefined : `${world.PermissionSetArn} is assigned no more`,
    ...part,
  });
}

export const drills = [
  drill({ name: 'somebody assigns a permission set by hand', kind: 'incident', expected: 'reported' }),
  drill({
    name: 'a developer assigns a permission set',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    aftermath: async (stage, world) => ((await isAssigned(stage, world)) ? 'it was assigned' : undefined),
  }),
  drill({
    name: "a developer makes a directory of an account's own",
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session) {
      await session.client(SSOAdminClient).send(new CreateInstanceCommand({ Name: 'experiments' }));
    },
    aftermath: async () => undefined,
  }),
  drill({
    name: 'the platform assigns what is in the code',
    kind: 'twin',
    as: '/breakwater/breakwater-deploy',
    expected: 'ignored',
  }),
  drill({
    name: 'access is taken away',
    kind: 'twin',
    expected: 'ignored',
    async world(stage) {
      const world = await aPermissionSet(stage);
      await assign(stage, world);
      return world;
    },
    async incident(session, world) {
      const command = new DeleteAccountAssignmentCommand(assignment(session, world));
      await session.client(SSOAdminClient).send(command);
    },
    aftermath: async (stage, world) => ((await isAssigned(stage, world)) ? 'it was assigned again' : undefined),
  }),
];

async function aPermissionSet(stage: Stage): Promise<World> {
  const sso = stage.client(SSOAdminClient);
  const { Instances } = await sso.send(new ListInstancesCommand({}));
  const InstanceArn = Instances?.[0]?.InstanceArn ?? '';
  const { PermissionSet } = await sso.send(
    new CreatePermissionSetCommand({ InstanceArn, Name: stage.unique('Reader') }),
  );
  return { InstanceArn, PermissionSetArn: PermissionSet?.PermissionSetArn ?? '' };
}

async function assign(session: Session, world: World): Promise<void> {
  await session.client(SSOAdminClient).send(new CreateAccountAssignmentCommand(assignment(session, world)));
}

function assignment({ account }: Session, world: World) {
  return { ...world, ...group, TargetType: 'AWS_ACCOUNT', TargetId: account } as const;
}

async function isAssigned(stage: Stage, world: World): Promise<boolean> {
  const command = new ListAccountAssignmentsCommand({ ...world, AccountId: stage.account });
  const { AccountAssignments } = await stage.client(SSOAdminClient).send(command);
  return (AccountAssignments ?? []).length > 0;
}
