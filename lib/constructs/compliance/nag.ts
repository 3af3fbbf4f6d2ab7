import { type App, CfnResource, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { acknowledge } from './acknowledge';
import { nistAnswers } from './nist-answers';

/**
 * Makes synth fail on what AwsSolutions, NIST 800-53 R5 or our own pack finds and nobody has acknowledged with a reason.
 * Once on the app and never on a stage: a plugin walks the whole app wherever it is registered (cdk-nag 3.0).
 */
export function checkCompliance(app: App): void {
  // cdk-nag reads every property, deprecated ones too; whether we use one is for the compiler to say.
  process.env.JSII_DEPRECATED ??= 'quiet';
  // Required here and not above, since its base class would load all of cdk-nag for those who do not ask.
  const { BreakwaterChecks } = require('./breakwater-checks') as typeof import('./breakwater-checks');
  answerNist(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new BreakwaterChecks(app));
}

function answerNist(app: App): void {
  for (const resource of app.node.findAll().filter(CfnResource.isCfnResource)) {
    for (const { rule, isFor, reason } of nistAnswers) {
      if (isFor(resource)) acknowledge(resource, { [rule]: reason }, 'NIST.800.53.R5');
    }
  }
}
