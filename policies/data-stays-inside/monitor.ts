import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { receiversOf } from '../../lib/policy/receivers';

// The policies that say who else may read: a stranger they let in is kept out by the control, and whoever wrote them is asked.
export const monitor = defineMonitor({
  patterns: [
    callsTo('s3', ['PutBucketPolicy']),
    callsTo('secretsmanager', ['PutResourcePolicy']),
    callsTo('ecr', ['SetRepositoryPolicy']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const { bucketPolicy, bucketName, resourcePolicy, secretId, policyText, repositoryName } = call.parameters;
    const given = bucketPolicy ?? resourcePolicy ?? policyText;
    const document = isObject(given) ? given : parseIamDocument(given);
    const strangers = organizationsIn(document).filter((organization) => organization !== facts.organization);
    if (strangers.length === 0) return { kind: 'ignored', because: 'it names no other organization' };
    const name = textOf(bucketName) ?? textOf(secretId) ?? textOf(repositoryName) ?? 'a resource';
    return findingOf(call, [accountItself(event, facts)], `the policy of ${name} is for ${strangers.join(', ')}`);
  },
});

function organizationsIn(document: unknown): readonly string[] {
  const statements: readonly unknown[] = isObject(document) ? [document.Statement ?? []].flat() : [];
  return [...new Set(statements.flatMap((statement) => receiversOf(statement).organizations))];
}
