import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import { hasMonitor } from '../../lib/model/guardrail';
import type { Json } from '../../lib/model/json';
import { loadGuardrails } from '../../policies';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';

const forOthers: Json = {
  Statement: {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-someoneelse' } },
  },
};
const guardrailsThatHear = compilePatterns(
  loadGuardrails()
    .filter(hasMonitor)
    .flatMap((key) => key.monitor.patterns.map((pattern) => ({ key, pattern }))),
);
const text = JSON.stringify(forOthers);

test.each<[string, string, Readonly<Record<string, Json>>]>([
  ['s3', 'PutBucketPolicy', { bucketName: 'orders', bucketPolicy: forOthers }],
  ['secretsmanager', 'PutResourcePolicy', { secretId: 'orders/db', resourcePolicy: text }],
  ['ecr', 'SetRepositoryPolicy', { repositoryName: 'orders', policyText: text }],
  ['kms', 'PutKeyPolicy', { keyId: '0a1b', policy: text }],
])('%s:%s for another organization is told once', (service, eventName, requestParameters) => {
  const event = anApiCall({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters });
  const told = guardrailsThatHear(event).filter(({ monitor }) => monitor.finding(event, facts).kind === 'finding');
  expect(told.map(({ id }) => id)).toEqual(['resource-policies-stay-inside']);
});
