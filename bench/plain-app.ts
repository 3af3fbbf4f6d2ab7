import { readFileSync } from 'node:fs';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { JsonObject } from '../lib/model/json';

// How fast CDK itself is: the same L1 resources in the same stacks, with nothing read, decided or bundled.
const [inventory = '', outdir] = process.argv.slice(2);
const stacks = JSON.parse(readFileSync(inventory, 'utf8')) as readonly (readonly PlainResource[])[];
const app = new App({ outdir, analyticsReporting: false });
for (const [index, resources] of stacks.entries()) {
  const stack = new Stack(app, `Stack${index}`, { env: { account: '111122223333', region: 'eu-west-1' } });
  for (const [number, { type, properties }] of resources.entries()) {
    new CfnResource(stack, `Resource${number}`, { type: l1Of(type), properties });
  }
}
app.synth();

interface PlainResource {
  readonly type: string;
  readonly properties: JsonObject;
}

/** The type's name from its L1 class, so that this app loads what any app with such resources loads. */
function l1Of(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  const module = service === 'CloudFormation' ? 'core' : `aws-${service.toLowerCase()}`;
  const classes = require(`aws-cdk-lib/${module}`) as Record<string, { readonly CFN_RESOURCE_TYPE_NAME: string }>;
  return String(classes[`Cfn${name}`]?.CFN_RESOURCE_TYPE_NAME);
}
