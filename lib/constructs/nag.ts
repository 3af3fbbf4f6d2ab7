import { type App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * Makes synth fail on what AwsSolutions or our own pack finds and nobody has acknowledged with a reason.
 * Once on the app and never on a stage: a plugin walks the whole app wherever it is registered (cdk-nag 3.0).
 */
export function checkCompliance(app: App): void {
  // cdk-nag reads every property, deprecated ones too; whether we use one is for the compiler to say.
  process.env.JSII_DEPRECATED ??= 'quiet';
  // Required here and not above, since its base class would load all of cdk-nag for those who do not ask.
  const { BreakwaterChecks } = require('./breakwater-checks') as typeof import('./breakwater-checks');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new BreakwaterChecks(app));
}
