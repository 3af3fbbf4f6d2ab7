import {
  GetAccountPasswordPolicyCommand,
  IAMClient,
  type PasswordPolicy,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { defineFix } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { strengthened, weaknesses } from './strength';

interface State {
  /** Absent when the account has none. */
  readonly policy?: PasswordPolicy;
}

interface Change {
  readonly policy: PasswordPolicy;
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['iam:GetAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'],
      resources: ['*'],
      because: 'the policy belongs to the account; IAM has no resource to name for it',
    },
  ],

  async read(_resource, session) {
    try {
      const { PasswordPolicy } = await session.client(IAMClient).send(new GetAccountPasswordPolicyCommand({}));
      return PasswordPolicy ? { policy: settable(PasswordPolicy) } : {};
    } catch (error) {
      if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return {};
      throw error;
    }
  },

  decide({ policy = {} }) {
    const weak = weaknesses(policy);
    if (weak.length === 0) return { kind: 'leave', because: 'the password policy is strong' };
    return {
      kind: 'plan',
      change: { policy: strengthened(policy) },
      because: `the password policy ${weak.join(' and ')}`,
    };
  },

  async apply({ policy }, session) {
    await session.client(IAMClient).send(new UpdateAccountPasswordPolicyCommand(policy));
  },

  // What was not said before is IAM's default again, the same as having no policy; so nothing needs to be deleted.
  async undo({ policy = {} }, _change, session) {
    await session.client(IAMClient).send(new UpdateAccountPasswordPolicyCommand(policy));
  },
});

/** The policy without what IAM derives, so that it can be put back. */
function settable({ ExpirePasswords: _, ...policy }: PasswordPolicy): PasswordPolicy {
  return policy;
}
