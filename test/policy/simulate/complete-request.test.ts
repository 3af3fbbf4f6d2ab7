import type { Account } from '../../../lib/model/organization';
import { completeRequest, type Question } from '../../../lib/policy/simulate/complete-request';
import { organization } from '../organization';

const orders = organization.accounts[2] as Account;
const ours = { 'aws:PrincipalOrgID': 'o-exampleorg' };
const production = ['o-exampleorg/r-ab12/ou-ab12-workload/ou-ab12-producti/'];

const ask = (question: Partial<Question> = {}) =>
  completeRequest(organization, orders, { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/1', ...question });

it('is made by a workload role of the account, over TLS, in the home region, unless something else is said', () => {
  expect(ask()).toEqual({
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::orders/1',
    principal: 'arn:aws:iam::333333333333:role/WorkloadDeveloper',
    account: '333333333333',
    context: {
      'aws:RequestedRegion': 'eu-west-1',
      'aws:SecureTransport': 'true',
      'aws:ViaAWSService': 'false',
      'aws:PrincipalOrgID': 'o-exampleorg',
      'aws:PrincipalOrgPaths': production,
      'aws:ResourceOrgID': 'o-exampleorg',
      'aws:ResourceOrgPaths': production,
    },
  });
});

it('goes to the region that the resource is in', () => {
  const { context } = ask({ resource: 'arn:aws:sqs:eu-central-1:333333333333:orders' });
  expect(context['aws:RequestedRegion']).toBe('eu-central-1');
});

it('keeps what is given, however its key is written', () => {
  const { context } = ask({ context: { 'AWS:requestedregion': 'us-east-1', 'aws:SecureTransport': 'false' } });
  expect(context).toMatchObject({ 'AWS:requestedregion': 'us-east-1', 'aws:SecureTransport': 'false' });
  expect(Object.keys(context)).not.toContain('aws:RequestedRegion');
});

it.each<[string, Partial<Question>, object]>([
  ['another account of ours', { principal: 'arn:aws:iam::444444444444:role/x' }, ours],
  ['the ARN in the context', { context: { 'aws:PrincipalArn': 'arn:aws:iam::444444444444:role/x' } }, ours],
  ['the account in the context', { context: { 'aws:PrincipalAccount': '444444444444' } }, ours],
])('%s is of the organization', (_, question, expected) => {
  expect(ask(question).context).toMatchObject(expected);
});

it.each<[string, Partial<Question>]>([
  ['a stranger', { principal: 'arn:aws:iam::999999999999:role/x' }],
  ['a service', { principal: 'cloudtrail.amazonaws.com' }],
  ['a stranger in the context', { context: { 'aws:PrincipalArn': 'arn:aws:iam::999999999999:role/x' } }],
])('%s is of no organization', (_, question) => {
  expect(ask(question).context).not.toHaveProperty(['aws:PrincipalOrgID']);
});

it('names no principal where the context tells who calls', () => {
  expect(ask({ context: { 'aws:PrincipalArn': 'arn:aws:iam::333333333333:role/x' } })).not.toHaveProperty('principal');
});

it.each([
  ['a stranger’s resource', 'arn:aws:sqs:eu-west-1:999999999999:x'],
  ['what AWS owns', 'arn:aws:iam::aws:policy/AdministratorAccess'],
])('%s is of no organization', (_, resource) => {
  expect(ask({ resource }).context).not.toHaveProperty(['aws:ResourceOrgID']);
});

it('tells the path of another account of ours', () => {
  const { context } = ask({ principal: 'arn:aws:iam::444444444444:role/x' });
  expect(context['aws:PrincipalOrgPaths']).toEqual(['o-exampleorg/r-ab12/ou-ab12-sandboxx/']);
});
