import {
  AddLayerVersionPermissionCommand,
  AddPermissionCommand,
  type AddPermissionRequest,
  CreateFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { makeFunction } from '../../lib/drills/make-function';
import { stranger } from '../../lib/drills/stranger';
import { unbound } from '../../lib/drills/unbound';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly name: string;
  /** Another account of the organization, which may call the function. */
  readonly sister: string;
  readonly organization: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** A function that a sister account may call, and somebody who lets others in. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: functionForSister,
    aftermath: part.expected === 'fixed' ? onlyTheSister : stillTheSister,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'everybody is allowed to call a function',
    kind: 'incident',
    expected: 'prevented',
    incident: (session, { name }) => allow(session, name, { Principal: '*' }),
  }),
  drill({
    name: 'a function gets an address for everybody',
    kind: 'incident',
    expected: 'prevented',
    incident: openUrl,
  }),
  drill({
    name: 'a stranger is allowed to call a function',
    kind: 'incident',
    expected: 'fixed',
    incident: (session, { name }) => allow(session, name, { Principal: stranger }),
  }),
  drill({
    ...unbound,
    name: 'an address for everybody is opened where no policy binds',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, world) {
      await openUrl(session, world);
      await allow(session, world.name, {
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: 'NONE',
      });
    },
  }),
  drill({
    ...unbound,
    name: 'the event of a public function is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: (session, { name }) => allow(session, name, { Principal: '*' }),
  }),
  drill({
    name: "a bucket's events are to call a function",
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { name }) =>
      allow(session, name, {
        Principal: 's3.amazonaws.com',
        SourceArn: 'arn:aws:s3:::orders',
        SourceAccount: session.account,
      }),
  }),
  drill({
    name: 'one more account of the organization may call a function',
    kind: 'twin',
    expected: 'left',
    incident: (session, { name, sister }) => allow(session, name, { Principal: `arn:aws:iam::${sister}:root` }),
  }),
  drill({
    name: 'a layer goes to the whole organization',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { organization: OrganizationId }) {
      const LayerName = `arn:aws:lambda:${session.region}:${session.account}:layer:tools`;
      const input = { LayerName, VersionNumber: 1, StatementId: 'ours', Action: 'lambda:GetLayerVersion' };
      await session
        .client(LambdaClient)
        .send(new AddLayerVersionPermissionCommand({ ...input, Principal: '*', OrganizationId }))
        .catch(() => undefined);
    },
  }),
  drill({
    name: "a partner's account is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ name }) => ({ resource: `arn:aws:lambda:*:*:function:${name}` }),
    incident: (session, { name }) => allow(session, name, { Principal: stranger }),
  }),
];

async function functionForSister(stage: Stage): Promise<World> {
  const name = stage.unique('orders');
  await makeFunction(stage, name);
  const sister = stage.facts.securityAccount;
  await allow(stage, name, { StatementId: 'sister', Principal: sister });
  return { name, sister, organization: stage.facts.organization };
}

async function allow(session: Session, FunctionName: string, permission: Partial<AddPermissionRequest>): Promise<void> {
  const input = { StatementId: 'temporary', Action: 'lambda:InvokeFunction', Principal: undefined, ...permission };
  await session.client(LambdaClient).send(new AddPermissionCommand({ FunctionName, ...input }));
}

async function openUrl(session: Session, { name }: World): Promise<void> {
  await session.client(LambdaClient).send(new CreateFunctionUrlConfigCommand({ FunctionName: name, AuthType: 'NONE' }));
}

async function statementIds(stage: Stage, FunctionName: string): Promise<readonly string[]> {
  const { Policy = '{}' } = await stage.client(LambdaClient).send(new GetPolicyCommand({ FunctionName }));
  const { Statement = [] } = JSON.parse(Policy) as { readonly Statement?: readonly { readonly Sid: string }[] };
  return Statement.map(({ Sid }) => Sid);
}

async function onlyTheSister(stage: Stage, { name }: World): Promise<string | undefined> {
  const now = await statementIds(stage, name);
  if (now.join() !== 'sister') return `${name} has the statements ${now.join(', ') || 'of nobody'}`;
  const url = await stage
    .client(LambdaClient)
    .send(new GetFunctionUrlConfigCommand({ FunctionName: name }))
    .catch(() => undefined);
  return url?.AuthType === 'NONE' ? `${name} still has an address for everybody` : undefined;
}

async function stillTheSister(stage: Stage, { name }: World): Promise<string | undefined> {
  return (await statementIds(stage, name)).includes('sister') ? undefined : `${name} lost the statement of the sister`;
}
