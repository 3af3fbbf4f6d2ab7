import type { CloudTrailIdentity, CloudTrailRecord } from '../../events/cloudtrail-record';
import type { Json, JsonObject } from '../../model/json';
import { roleArnOf, sessionArnOf } from './assumed-role';
import type { Call, Values } from './call';
import { type Caller, isRole, principalOf, userIdOf } from './caller';
import { sourceAddress, userAgent } from './caller-machine';
import { isDataEvent } from './data-event';
import { isWrapped } from './ec2-dialect';
import { ec2Parameters, ec2Response } from './ec2-shape';
import { wrappedParameters, wrappedResponse } from './ec2-wrapped-shape';
import { eventNameOf } from './event-name';
import { resourcesOf } from './iam-resources';
import { jsonShape } from './json-shape';
import { isReadOnly } from './read-only';
import { s3Host, s3Parameters, s3Response } from './s3-shape';

/** How a call ended. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly output: Values }
  | { readonly kind: 'denied'; readonly code?: string; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly fault: 'client' | 'server' };

export interface RecordIds {
  readonly eventId: string;
  readonly requestId: string;
}

/** How the connection was made; nothing of ours looks at it, so that other records' type does without. */
export type RecordedCall = CloudTrailRecord & { readonly tlsDetails: JsonObject };

/** The record CloudTrail would write of the call. */
export function recordOf(call: Call, outcome: Outcome, { eventId, requestId }: RecordIds): RecordedCall {
  const { service, serviceId, model, caller, region, time } = call;
  const eventName = eventNameOf(serviceId, model.name);
  const isData = isDataEvent(service.source, eventName);
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(caller, time),
    eventTime: seconds(time),
    eventSource: `${service.source}.amazonaws.com`,
    eventName,
    awsRegion: service.homeRegion ?? region,
    sourceIPAddress: sourceAddress,
    userAgent,
    ...errorOf(call, outcome),
    requestParameters: requestParametersOf(call, outcome),
    responseElements: responseElementsOf(call, outcome, requestId),
    ...(service.style === 's3' && s3Parts(call, outcome)),
    requestID: requestId,
    eventID: eventId,
    readOnly: isReadOnly(service.source, model.name),
    eventType: 'AwsApiCall',
    managementEvent: !isData,
    recipientAccountId: caller.account,
    eventCategory: isData ? 'Data' : 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader:
        service.style === 's3' ? s3Host(call) : `${service.source}.${service.homeRegion ?? region}.amazonaws.com`,
    },
  };
}

export function requestParametersOf({ service, serviceId, model, input, ...call }: Call, outcome: Outcome): Json {
  if (outcome.kind === 'denied' && !service.recordsDeniedParameters) return null;
  if (service.style === 's3') return s3Parameters({ service, serviceId, model, input, ...call });
  if (service.style === 'json') return jsonShape(input, model.input, service);
  return isWrapped(model) ? wrappedParameters(input, model) : ec2Parameters(input, model);
}

/** Operations that only read, and hand out what a record must have all the same. */
const answersRecorded: ReadonlySet<string> = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'GetSessionToken',
]);

function responseElementsOf({ service, model }: Call, outcome: Outcome, requestId: string): Json {
  if (outcome.kind !== 'succeeded') return null;
  if (isReadOnly(service.source, model.name) && !answersRecorded.has(model.name)) return null;
  if (service.style === 's3') return s3Response(outcome.output, model.output);
  if (service.style === 'json') return jsonShape(outcome.output, model.output, service);
  if (isWrapped(model)) return wrappedResponse(outcome.output, model, requestId);
  return ec2Response(outcome.output, model, requestId);
}

function errorOf({ service }: Call, outcome: Outcome): Pick<CloudTrailRecord, 'errorCode' | 'errorMessage'> {
  if (outcome.kind === 'succeeded') return {};
  // Callers of JSON services are told AccessDeniedException; CloudTrail says AccessDenied.
  const denial = outcome.code ?? (service.style === 'ec2' ? service.denial : 'AccessDenied');
  const code = outcome.kind === 'denied' ? denial : outcome.code;
  const side = outcome.kind === 'failed' && outcome.fault === 'server' ? 'Server' : 'Client';
  return { errorCode: service.style === 'ec2' ? `${side}.${code}` : code, errorMessage: outcome.message };
}

function identityOf(caller: Caller, time: Date): CloudTrailIdentity {
  const { account: accountId, accessKeyId } = caller;
  const principalId = userIdOf(caller);
  const attributes = { creationDate: seconds(time), mfaAuthenticated: 'false' };
  if (!isRole(caller)) {
    const sessionContext = { attributes };
    return { type: 'Root', principalId, arn: principalOf(caller), accountId, accessKeyId, sessionContext };
  }
  const { roleId, name } = caller;
  const sessionIssuer = { type: 'Role', principalId: roleId, arn: roleArnOf(caller), accountId, userName: name };
  const sessionContext = { sessionIssuer, attributes };
  return { type: 'AssumedRole', principalId, arn: sessionArnOf(caller), accountId, accessKeyId, sessionContext };
}

function s3Parts(call: Call, outcome: Outcome): Pick<CloudTrailRecord, 'additionalEventData' | 'resources'> {
  const { Bucket, Key } = call.input;
  const isNew = call.model.name === 'CreateBucket' || typeof Bucket !== 'string';
  const bucket: JsonObject = {
    accountId: call.caller.account,
    type: 'AWS::S3::Bucket',
    ARN: `arn:${call.caller.partition}:s3:::${String(Bucket)}`,
  };
  const objects = resourcesOf(call).map((ARN) => ({ type: 'AWS::S3::Object', ARN }));
  return {
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 0,
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': 'cmVoZWFyc2Fs',
      bytesTransferredOut: 0,
    },
    // S3 tells nobody whose bucket it was that they may not touch.
    ...(!isNew &&
      outcome.kind === 'succeeded' && { resources: typeof Key === 'string' ? [...objects, bucket] : [bucket] }),
  };
}

function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
