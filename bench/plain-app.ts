import { readFileSync } from 'node:fs';
import { App, type CfnResource, Stack } from 'aws-cdk-lib/core';
import type { PlainResource } from './plain-resources';

// How fast CDK itself is: the same L1 resources in the same stacks, with nothing read, decided, referred to or bundled.
const [inventory = '', outdir] = process.argv.slice(2);
const stacks = JSON.parse(readFileSync(inventory, 'utf8')) as readonly (readonly PlainResource[])[];
const app = new App({ outdir, analyticsReporting: false });
for (const [index, resources] of stacks.entries()) {
  const stack = new Stack(app, `Stack${index}`, { env: { account: '111122223333', region: 'eu-west-1' } });
  for (const [number, { module, name, properties }] of resources.entries()) {
    const l1 = l1Class(module, name);
    new l1(stack, `Resource${number}`, properties);
  }
}
app.synth();

type L1Class = new (scope: Stack, id: string, properties: object) => CfnResource;

function l1Class(module: string, name: string): L1Class {
  const l1 = (require(`aws-cdk-lib/${module}`) as Record<string, L1Class>)[name];
  if (!l1) throw new Error(`aws-cdk-lib/${module} has no ${name}`);
  return l1;
}
