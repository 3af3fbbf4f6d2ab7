import { App } from 'aws-cdk-lib/core';
import settings from '../cdk.json';

export interface LandingZoneAppProps {
  readonly outdir?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

// What only debugging reads, and costs a fifth of synth: `cdk --debug` turns the traces on again.
const quick = { 'aws:cdk:disable-creation-stack-traces': true, 'aws:cdk:disable-logicalId-metadata': true };

/** An app that gives the same templates whether the CDK command line runs it or anybody else. */
export function landingZoneApp({ outdir, context }: LandingZoneAppProps = {}): App {
  return new App({
    outdir,
    context: { ...settings.context, ...quick, ...context },
    analyticsReporting: false,
    stackTraces: false,
    treeMetadata: false,
  });
}
