import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnResource, CfnStackSet, FileAssetPackaging, Stack } from 'aws-cdk-lib/core';
import { StackSetBody } from '../../lib/constructs/baseline/stack-set-body';

test('a StackSet carries the template of its body, and the body is deployed by nobody', () => {
  const assembly = synthesize((body) => void new CfnQueue(body, 'Queue', { delaySeconds: 1 }));
  const { TemplateBody } = assembly.getStackByName('Parent').template.Resources.StackSet.Properties;
  expect(JSON.parse(TemplateBody)).toEqual({
    Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } } },
  });
  expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(['Parent']);
});

test.each<[string, (body: StackSetBody) => void, RegExp]>([
  [
    'is too long to be inline',
    (body) => void new CfnResource(body, 'Long', { type: 'A::B::C', properties: { Text: 'x'.repeat(52_000) } }),
    /Parent\/Body: is 52\d{3} bytes, and a StackSet takes 51200 inline; turn guardrails off/,
  ],
  [
    'needs an asset',
    (body) =>
      void body.synthesizer.addFileAsset({ packaging: FileAssetPackaging.FILE, fileName: 'code', sourceHash: 'hash' }),
    /Parent\/Body: member accounts get no assets; run the code in the security account/,
  ],
])('a body that %s is refused', (_, fill, message) => {
  expect(() => synthesize(fill)).toThrow(message);
});

function synthesize(fill: (body: StackSetBody) => void) {
  const app = new App({ analyticsReporting: false });
  const parent = new Stack(app, 'Parent');
  const body = new StackSetBody(parent, 'Body');
  fill(body);
  new CfnStackSet(parent, 'StackSet', {
    stackSetName: 'set',
    permissionModel: 'SERVICE_MANAGED',
    templateBody: body.template,
  });
  return app.synth();
}
