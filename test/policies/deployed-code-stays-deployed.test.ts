import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/deployed-code-stays-deployed';
import { layerPublishers } from '../../policies/deployed-code-stays-deployed/layer-publishers';
import { monitor } from '../../policies/deployed-code-stays-deployed/monitor';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';

const account = '111122223333';
const layer = (owner: string) => `arn:aws:lambda:eu-west-1:${owner}:layer:tools:1`;
const user: JsonObject = { type: 'IAMUser', userName: 'jo', arn: `arn:aws:iam::${account}:user/jo` };
const pipeline: JsonObject = {
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/Pipeline/run`,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/Pipeline` } },
};
const code = 'UpdateFunctionCode20150331v2';
const configuration = 'UpdateFunctionConfiguration20150331v2';
const creation = 'CreateFunction20150331';

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly by: JsonObject;
  readonly request?: JsonObject | null;
  readonly response?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly id?: string;
  readonly because?: RegExp;
}
const cases: readonly Case[] = [
  {
    title: 'layers that are there after a change nobody tells',
    eventName: configuration,
    by: user,
    request: { functionName: 'f' },
    response: { layers: [{ arn: layer(account) }] },
    kind: 'finding',
    id: 'f',
  },
  {
    title: 'layers that were there while something else is changed',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', timeout: 30 },
    response: { layers: [{ arn: layer(account) }] },
    kind: 'ignored',
  },
  {
    title: 'no layers after a change nobody tells',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', revisionId: 'r' },
    response: {},
    kind: 'ignored',
  },
  {
    title: 'code by a person',
    eventName: code,
    by: user,
    request: { functionName: 'f' },
    kind: 'finding',
    id: 'f',
    because: /^jo changed by hand/,
  },
  {
    title: 'code by root',
    eventName: code,
    by: { type: 'Root' },
    request: { functionName: 'f' },
    kind: 'finding',
    id: 'f',
  },
  {
    title: 'code by ARN',
    eventName: code,
    by: user,
    request: { functionName: `arn:aws:lambda:eu-west-1:${account}:function:f:live` },
    kind: 'finding',
    id: 'f',
  },
  { title: 'code by a pipeline', eventName: code, by: pipeline, request: { functionName: 'f' }, kind: 'ignored' },
  {
    title: 'code by a person through a stack',
    eventName: code,
    by: { ...user, invokedBy: 'cloudformation.amazonaws.com' },
    request: { functionName: 'f' },
    kind: 'ignored',
  },
  {
    title: 'code by a person, to see whether it would work',
    eventName: code,
    by: user,
    request: { functionName: 'f', dryRun: true },
    kind: 'ignored',
  },
  {
    title: 'code by a person, denied',
    eventName: code,
    by: user,
    request: null,
    errorCode: 'AccessDenied',
    kind: 'attempted',
    id: account,
  },
  {
    title: 'code of no function',
    eventName: code,
    by: user,
    request: { functionName: 'f' },
    errorCode: 'ResourceNotFoundException',
    kind: 'ignored',
  },
  {
    title: 'an own layer by a person',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', layers: [layer(account)] },
    kind: 'finding',
    id: 'f',
  },
  {
    title: 'an own layer by a pipeline',
    eventName: configuration,
    by: pipeline,
    request: { functionName: 'f', layers: [layer(account)] },
    kind: 'ignored',
  },
  {
    title: 'a handler by a person',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', handler: 'x' },
    kind: 'finding',
    id: 'f',
  },
  {
    title: 'a runtime by a person',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', runtime: 'python3.13' },
    kind: 'finding',
    id: 'f',
  },
  {
    title: 'memory by a person',
    eventName: configuration,
    by: user,
    request: { functionName: 'f', memorySize: 256 },
    kind: 'ignored',
  },
  {
    title: 'who knows what, denied',
    eventName: configuration,
    by: pipeline,
    request: null,
    errorCode: 'AccessDenied',
    kind: 'attempted',
    id: account,
  },
  {
    title: "a stranger's layer by a pipeline",
    eventName: configuration,
    by: pipeline,
    request: { functionName: 'f', layers: [layer(account), layer('999900001111')] },
    kind: 'finding',
    id: 'f',
    because: /999900001111/,
  },
  {
    title: "a stranger's layer in the answer",
    eventName: configuration,
    by: pipeline,
    request: { functionName: 'f' },
    response: { layers: [{ arn: layer('999900001111') }] },
    kind: 'finding',
    id: 'f',
  },
  {
    title: "a stranger's layer from the beginning",
    eventName: creation,
    by: pipeline,
    request: { functionName: 'f', layers: [layer('999900001111')] },
    kind: 'finding',
    id: 'f',
  },
  {
    title: "AWS's layer",
    eventName: configuration,
    by: pipeline,
    request: { functionName: 'f', layers: [layer('580247275435')] },
    kind: 'ignored',
  },
  {
    title: 'a function made by a person',
    eventName: creation,
    by: user,
    request: { functionName: 'f', handler: 'x', runtime: 'y' },
    kind: 'ignored',
  },
  {
    title: 'another call',
    eventName: 'PublishVersion20150331',
    by: user,
    request: { functionName: 'f' },
    kind: 'ignored',
  },
];

test.each(cases)(
  '$title: $kind',
  ({ eventName, by, request = {}, response = null, errorCode, kind, id, because = /./ }) => {
    const detail = { requestParameters: request, responseElements: response, ...(errorCode && { errorCode }) };
    const event = anApiCall({
      eventSource: 'lambda.amazonaws.com',
      awsRegion: 'eu-west-1',
      eventName,
      userIdentity: by,
      ...detail,
    });
    const finding = judged(monitor, event);
    expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
    if (finding.kind !== 'ignored') expect(finding.resources.map((one) => one.id)).toEqual([id]);
  },
);

test('AWS publishes in accounts that differ by region', () => {
  expect(layerPublishers(['eu-west-1'])).toEqual(
    expect.arrayContaining(['580247275435', '015030872274', '434848589818']),
  );
  expect(layerPublishers(['eu-west-1'])).not.toContain('177933569100');
  expect(layerPublishers(['nowhere-1'])).toEqual(layerPublishers([]));
});

const layers = (...owners: string[]) => ({ 'lambda:Layer': owners.map(layer) });
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'lambda:UpdateFunctionConfiguration', context: layers('999900001111'), is: 'DenyForeignLayers' },
  { action: 'lambda:CreateFunction', context: layers(account, '999900001111'), is: 'DenyForeignLayers' },
  { action: 'lambda:UpdateFunctionConfiguration', context: layers(account), is: 'allowed' },
  {
    action: 'lambda:UpdateFunctionConfiguration',
    context: layers('017000801446', '015030872274', '000000000003'),
    is: 'allowed',
  },
  { action: 'lambda:UpdateFunctionConfiguration', is: 'allowed' },
  { action: 'lambda:UpdateFunctionCode', is: 'allowed' },
];
test.each(requests)('$action of $context: $is', ({ is, ...request }) => {
  expect(decided(guardrail, request)).toBe(is);
});

test('its statement is small', () => expect(characters(guardrail)).toBeLessThan(1_200));
