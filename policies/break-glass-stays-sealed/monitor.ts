import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { breakGlassRoleName, isOfBreakGlass, switchName } from '../../lib/model/break-glass';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { platformPath } from '../../lib/model/platform';

const roles = [{ wildcard: `*:role${platformPath}${breakGlassRoleName}*` }];
const machine = [{ suffix: `:stateMachine:${switchName}` }];
/** A denied call is recorded without its parameters, and AWS names in its refusal what it refused. */
const refused = [{ wildcard: `*${breakGlassRoleName}*` }];

const assuming = callsTo('sts', ['AssumeRole'], {
  $or: [{ requestParameters: { roleArn: roles } }, { errorMessage: refused }],
});

export const monitor = defineMonitor({
  patterns: [
    callsTo('states', ['StartExecution'], {
      $or: [{ requestParameters: { stateMachineArn: machine } }, { errorMessage: refused }],
    }),
  ],
  // CloudTrail takes it for a call that reads.
  reads: [assuming],
  // Sessions can be asked for in any region.
  elsewhere: [assuming],

  finding(event, facts) {
    const made = apiCallIn(event);
    const because = deedOf(made, textOf(event.detail?.errorMessage));
    if (!because) return { kind: 'ignored', because: `${made.name || 'it'} has nothing to do with break-glass access` };
    if (made.ended === 'denied') return findingOf(made, [accountItself(event, facts)], `somebody tried to: ${because}`);
    const target = targetOf(made, event);
    if (!target) return { kind: 'ignored', because: 'it names nothing of break-glass access' };
    // Both accounts record it, the caller's and the role's.
    if (target.account !== event.account)
      return { kind: 'ignored', because: `told where it happened, in ${target.account}` };
    return findingOf(made, [target], `${because}: ${target.id}`);
  },
});

function deedOf({ name, ended }: ApiCall, refusal = ''): string | undefined {
  if (ended === 'denied' && !refusal.includes(breakGlassRoleName)) return undefined;
  if (name === 'StartExecution') return 'break-glass access is asked for';
  return name === 'AssumeRole' ? 'a role of break-glass access is used' : undefined;
}

function targetOf({ name, parameters }: ApiCall, { region }: EventBridgeEvent): Resource | undefined {
  const arn = textOf(name === 'AssumeRole' ? parameters.roleArn : parameters.stateMachineArn) ?? '';
  const isOurs = name === 'AssumeRole' ? isOfBreakGlass(arn) : arn.endsWith(`:stateMachine:${switchName}`);
  if (!isOurs) return undefined;
  const type = name === 'AssumeRole' ? 'AWS::IAM::Role' : 'AWS::StepFunctions::StateMachine';
  return { type, id: arn.split(/[/:]/).at(-1) ?? '', arn, account: arn.split(':')[4] ?? '', region };
}
