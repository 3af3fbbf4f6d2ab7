import { defineFix } from '../../lib/model/guardrail';
import { type DetectorState, detectorType, enableDetector, readDetector, suspendDetector } from './detector';
import { disableHub, enableHub, type HubState, hubType, readHub } from './hub';

/** A filter, a list of trusted addresses, an association …: meant or not, a person has to say. */
interface Doubtful {
  readonly kind: 'doubtful';
  readonly what: string;
}
type State = DetectorState | HubState | Doubtful;
interface Change {
  readonly kind: 'detector' | 'hub';
  readonly detector?: string;
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['guardduty:GetDetector', 'guardduty:UpdateDetector'],
      resources: ['arn:aws:guardduty:*:*:detector/*'],
    },
    {
      actions: ['guardduty:CreateDetector', 'guardduty:ListDetectors'],
      resources: ['*'],
      because: 'listing detectors names none, and one that is made has no id yet',
    },
    {
      actions: ['securityhub:DescribeHub', 'securityhub:DisableSecurityHub', 'securityhub:EnableSecurityHub'],
      resources: ['arn:aws:securityhub:*:*:hub/default'],
    },
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        'arn:aws:iam::*:role/aws-service-role/guardduty.amazonaws.com/*',
        'arn:aws:iam::*:role/aws-service-role/securityhub.amazonaws.com/*',
      ],
    },
  ],

  async read({ type, arn }, session) {
    if (type === detectorType) return readDetector(session);
    if (type === hubType) return readHub(session);
    return { kind: 'doubtful', what: arn };
  },

  decide(state, { paused = [] }) {
    if (state.kind === 'doubtful') {
      return { kind: 'ask', because: `${state.what}: somebody has to say whether this was meant to be seen no more` };
    }
    if (state.enabled) return { kind: 'leave', because: 'it is on' };
    if (paused.includes(state.kind === 'hub' ? 'securityHub' : 'guardDuty')) {
      return { kind: 'leave', because: 'the organization has paused it' };
    }
    if (state.kind === 'hub') return { kind: 'plan', change: { kind: 'hub' }, because: 'Security Hub is off' };
    const { id } = state;
    return {
      kind: 'plan',
      change: { kind: 'detector', ...(id !== undefined && { detector: id }) },
      because: id === undefined ? 'GuardDuty has no detector' : `GuardDuty's detector ${id} is suspended`,
    };
  },

  async apply({ kind, detector }, session) {
    if (kind === 'hub') await enableHub(session);
    else await enableDetector(detector, session);
  },

  async undo(_before, { kind }, session) {
    if (kind === 'hub') await disableHub(session);
    else await suspendDetector(session);
  },
});
