import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import type { IamStatement } from '../../policy/policy-document';
import type { StateMachineProps } from '../state-machine';
import { lateMetric } from './wait';

export interface LifecycleResources {
  readonly topic: string;
  readonly key: string;
  /** ARN of the quarantine, where there is one. */
  readonly policy: string | undefined;
}

/** What the tasks of the lifecycle may do: look, attach and detach one policy, and tell. */
export function lifecyclePermissions(
  scope: Construct,
  { id, partition }: Organization,
  { topic, key, policy }: LifecycleResources,
): Pick<StateMachineProps, 'statements' | 'acknowledgements'> {
  const { account, region } = Stack.of(scope);
  const accounts = `arn:${partition}:organizations::${account}:account/${id}/*`;
  const stackSets = `arn:${partition}:cloudformation:${region}:${account}:stackset/breakwater-*`;
  return {
    statements: [
      allow('LookAtAccounts', ['organizations:DescribeAccount', 'organizations:ListParents'], accounts),
      allow('LookAtRequests', ['organizations:DescribeCreateAccountStatus'], '*'),
      ...(policy
        ? [allow('CutOff', ['organizations:AttachPolicy', 'organizations:DetachPolicy'], [policy, accounts])]
        : []),
      allow('LookAtBaseline', ['cloudformation:ListStackInstances'], stackSets),
      {
        ...allow('CountLate', ['cloudwatch:PutMetricData'], '*'),
        Condition: { StringEquals: { 'cloudwatch:namespace': lateMetric.namespace } },
      },
      allow('Tell', ['sns:Publish'], topic),
      allow('Key', ['kms:Decrypt', 'kms:GenerateDataKey'], key),
    ],
    acknowledgements: {
      [`IAM5[Resource::${accounts}]`]: 'looks after every account that joins, and cannot know them before',
      [`IAM5[Resource::${stackSets}]`]: "AWS ends a StackSet's ARN with an id that nobody chooses; the names are ours",
    },
  };
}

function allow(Sid: string, Action: readonly string[], Resource: string | readonly string[]): IamStatement {
  return { Sid, Effect: 'Allow', Action, Resource };
}
