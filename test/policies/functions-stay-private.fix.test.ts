import { fix } from '../../policies/functions-stay-private/fix';
import { layerPermission, permission } from '../../policies/functions-stay-private/permission';
import { functionResource, layerResource } from '../../policies/functions-stay-private/subject';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';

const stranger = '999900001111';
const own = '111122223333';
const place = { account: own, region: 'eu-west-1' };
const functionArn = `arn:aws:lambda:eu-west-1:${own}:function:orders`;

const isMember = async (account: string) => account === '222222222222';
const everybody = { Sid: 'open', Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunction' };
const partner = { ...everybody, Sid: 'partner', Principal: { AWS: `arn:aws:iam::${stranger}:root` } };
const sister = { ...everybody, Sid: 'sister', Principal: { AWS: 'arn:aws:iam::222222222222:root' } };
const Policy = JSON.stringify({ Statement: [everybody, sister, partner] });

test('statements of strangers go, the address asks who calls, and undo gives exactly that back', async () => {
  const session = aSession(
    ({ name }) => ({ GetPolicy: { Policy }, GetFunctionUrlConfig: { AuthType: 'NONE' } })[name] ?? {},
  );
  const state = await fix.read(functionResource('orders', 'live', 'aws', place), session, isMember);
  const decision = fix.decide(state as never, facts);
  if (decision.kind !== 'plan') throw new Error(decision.because);
  await fix.apply(decision.change, session);
  await fix.undo(state as never, decision.change, session);
  const live = { FunctionName: 'orders', Qualifier: 'live' };
  expect(session.sent.map(({ name, input }) => [name, input])).toMatchObject([
    ['GetPolicy', live],
    ['GetFunctionUrlConfig', live],
    ['RemovePermission', { ...live, StatementId: 'open' }],
    ['RemovePermission', { ...live, StatementId: 'partner' }],
    ['UpdateFunctionUrlConfig', { ...live, AuthType: 'AWS_IAM' }],
    ['AddPermission', { ...live, StatementId: 'open', Principal: '*', Action: 'lambda:InvokeFunction' }],
    ['AddPermission', { ...live, StatementId: 'partner', Principal: `arn:aws:iam::${stranger}:root` }],
    ['UpdateFunctionUrlConfig', { ...live, AuthType: 'NONE' }],
  ]);
});

test('a layer', async () => {
  const session = aSession(({ name }) => (name === 'GetLayerVersionPolicy' ? { Policy } : {}));
  const state = await fix.read(layerResource('tools', '3', 'aws', place), session, isMember);
  const decision = fix.decide(state as never, facts);
  if (decision.kind !== 'plan') throw new Error(decision.because);
  await fix.apply(decision.change, session);
  await fix.undo(state as never, decision.change, session);
  expect(session.sent.map(({ name }) => name)).toEqual([
    'GetLayerVersionPolicy',
    'RemoveLayerVersionPermission',
    'RemoveLayerVersionPermission',
    'AddLayerVersionPermission',
    'AddLayerVersionPermission',
  ]);
  expect(session.sent.at(1)?.input).toEqual({ LayerName: 'tools', VersionNumber: 3, StatementId: 'open' });
});

test('gone, or without a policy: nothing to do', async () => {
  const session = aSession(() => awsError('ResourceNotFoundException'));
  const state = await fix.read(functionResource('orders', undefined, 'aws', place), session, isMember);
  expect(fix.decide(state as never, facts).kind).toBe('leave');
  const change = { kind: 'function', name: 'orders', remove: [everybody], closeUrl: true };
  await expect(fix.apply(change as never, session)).resolves.toBeUndefined();
});

test('another error is one', async () => {
  const session = aSession(() => awsError('AccessDeniedException'));
  await expect(fix.read(functionResource('orders', undefined, 'aws', place), session, isMember)).rejects.toThrow();
});

test('tags are those of the function', async () => {
  const session = aSession(() => ({ Tags: { team: 'orders' } }));
  expect(await fix.tags?.(functionResource('orders', 'live', 'aws', place), session)).toEqual({ team: 'orders' });
  expect(session.sent[0]?.input).toEqual({ Resource: functionArn });
});

test('a statement becomes the call that made it', () => {
  const statement = {
    Sid: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: { Service: 's3.amazonaws.com' },
    Condition: {
      StringEquals: {
        'AWS:SourceAccount': own,
        'lambda:FunctionUrlAuthType': 'NONE',
        'aws:PrincipalOrgID': 'o-x',
        'lambda:EventSourceToken': 't',
      },
      ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::orders' },
      Bool: { 'lambda:InvokedViaFunctionUrl': 'true' },
    },
  };
  expect(permission(statement)).toEqual({
    StatementId: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: 's3.amazonaws.com',
    SourceArn: 'arn:aws:s3:::orders',
    SourceAccount: own,
    PrincipalOrgID: 'o-x',
    EventSourceToken: 't',
    FunctionUrlAuthType: 'NONE',
    InvokedViaFunctionUrl: true,
  });
  expect(layerPermission({ ...statement, Principal: '*' })).toEqual({
    StatementId: 's',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    OrganizationId: 'o-x',
  });
});
