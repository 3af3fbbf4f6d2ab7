import {
  type EffectivePolicyType,
  type EffectivePolicyValidationError,
  ListAccountsWithInvalidEffectivePolicyCommand,
  ListEffectivePolicyValidationErrorsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { PolicyType } from '../../../model/control';
import { allPages } from '../../calls/all-pages';
import { defineKind, type Hands, type Scene } from '../kind';
import { management } from '../places';
import { policiesOf } from './policy-types';

interface Invalid {
  readonly account: string;
  readonly errors: readonly EffectivePolicyValidationError[];
}

/** Accounts with the same fault are many; a few tell it. */
const accountsAsked = 5;

/** Policies that AWS merges along the tree, and cannot in some account: it then keeps what was there before, and says so here only. */
export const effectivePolicies = defineKind<EffectivePolicyType, readonly Invalid[]>({
  id: 'effective-policies',
  items: ({ settings }) => settings.policyTypes.filter(isMerged),
  place: (_, scene) => management(scene),
  needs: (type) => [policiesOf(type)],
  nothing: [],
  read: async (PolicyType, hands, scene) => {
    const client = hands.in(management(scene)).client(OrganizationsClient);
    const accounts = await allPages(
      (NextToken) =>
        hands.call('ListAccountsWithInvalidEffectivePolicy', () =>
          client.send(new ListAccountsWithInvalidEffectivePolicyCommand({ PolicyType, NextToken })),
        ),
      (page) => page.Accounts,
    );
    const asked = accounts.flatMap(({ Id }) => Id ?? []);
    const told: Invalid[] = [];
    for (const account of asked.slice(0, accountsAsked)) told.push(await errorsIn(account, PolicyType, hands, scene));
    return [...told, ...asked.slice(accountsAsked).map((account) => ({ account, errors: [] }))];
  },
  steps: (type, invalid) =>
    invalid.map(({ account, errors }) => {
      const told = errors.map(({ ErrorCode, ErrorMessage, PathToError }) => {
        return ` ${ErrorCode} at ${PathToError}: ${ErrorMessage}`;
      });
      return {
        note: `account ${account} has an invalid effective ${type}:${told.join(';') || ' as the others'}`,
        wrong: true,
      };
    }),
  permissions: ({ policyTypes }) =>
    policyTypes.some(isMerged)
      ? {
          management: [
            'organizations:ListAccountsWithInvalidEffectivePolicy',
            'organizations:ListEffectivePolicyValidationErrors',
          ],
        }
      : {},
});

function isMerged(type: PolicyType): type is EffectivePolicyType {
  return type !== 'SERVICE_CONTROL_POLICY' && type !== 'RESOURCE_CONTROL_POLICY';
}

async function errorsIn(account: string, PolicyType: EffectivePolicyType, { call, in: session }: Hands, scene: Scene) {
  const client = session(management(scene)).client(OrganizationsClient);
  const errors = await allPages(
    (NextToken) =>
      call('ListEffectivePolicyValidationErrors', () =>
        client.send(new ListEffectivePolicyValidationErrorsCommand({ AccountId: account, PolicyType, NextToken })),
      ),
    (page) => page.EffectivePolicyValidationErrors,
  );
  return { account, errors };
}
