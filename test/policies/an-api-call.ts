import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';

/** Parts of a record; what is not given is as a developer's successful call of IAM has it. */
export type ApiCallParts = JsonObject & { readonly eventName: string };

/** The event of a call in a workload account. */
export function anApiCall(parts: ApiCallParts): EventBridgeEvent {
  const detail: JsonObject = {
    eventVersion: '1.11',
    eventSource: 'iam.amazonaws.com',
    eventType: 'AwsApiCall',
    awsRegion: 'us-east-1',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:jo',
      arn: 'arn:aws:sts::111122223333:assumed-role/Developer/jo',
      accountId: '111122223333',
    },
    requestParameters: null,
    responseElements: null,
    ...parts,
  };
  return {
    version: '0',
    id: 'event-1',
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(detail.eventSource).split('.')[0]}`,
    account: '111122223333',
    time: '2026-11-21T10:00:00Z',
    region: String(detail.awsRegion),
    resources: [],
    detail,
  };
}

/** A call of a service in the home region, as `anApiCall` takes it. */
export function callOf(
  service: string,
  eventName: string,
  requestParameters: JsonObject | null,
  more: JsonObject = {},
): ApiCallParts {
  return { eventSource: `${service}.amazonaws.com`, eventName, awsRegion: 'eu-west-1', requestParameters, ...more };
}
