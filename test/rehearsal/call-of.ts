import type { Call, Values } from '../../lib/rehearsal/recorder/call';
import { operationModel } from '../../lib/rehearsal/recorder/sdk-schema';
import { serviceOf } from '../../lib/rehearsal/recorder/services';

interface Command {
  readonly input: object;
}

/** The namespaces of SDK models, by which a command without a client tells its service. */
const serviceIds: Readonly<Record<string, string>> = {
  'com.amazonaws.ec2': 'EC2',
  'com.amazonaws.iam': 'IAM',
  'com.amazonaws.eventbridge': 'EventBridge',
  'com.amazonaws.lambda': 'Lambda',
  'com.amazonaws.organizations': 'Organizations',
  'com.amazonaws.rds': 'RDS',
  'com.amazonaws.s3': 'S3',
  'com.amazonaws.s3control': 'S3 Control',
  'com.amazonaws.sns': 'SNS',
  'com.amazonaws.sts': 'STS',
};

/** A call of an SDK command by Developer in account 111122223333 in eu-west-1. */
export function callOf(command: Command, more: Partial<Call> = {}): Call {
  // The SDK's types keep a command's schema to themselves.
  const { schema } = command as { readonly schema?: readonly unknown[] };
  const namespace = String(schema?.[1]);
  const serviceId = serviceIds[namespace];
  if (!serviceId) throw new Error(`callOf: no service for ${namespace}; add it`);
  return {
    serviceId,
    service: serviceOf(serviceId),
    model: operationModel(schema),
    input: command.input as Values,
    region: 'eu-west-1',
    caller: {
      account: '111122223333',
      partition: 'aws',
      path: '/',
      name: 'Developer',
      sessionName: 'ada',
      roleId: 'AROAEXAMPLE',
      accessKeyId: 'ASIAEXAMPLE',
    },
    time: new Date('2026-03-01T12:00:00.500Z'),
    ...more,
  };
}
