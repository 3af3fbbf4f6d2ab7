import {
  DescribeHubCommand,
  DisableSecurityHubCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

export const hubType = 'AWS::SecurityHub::Hub';

export interface HubState {
  readonly kind: 'hub';
  readonly enabled: boolean;
}

export async function readHub(session: Session): Promise<HubState> {
  try {
    await session.client(SecurityHubClient).send(new DescribeHubCommand({}));
    return { kind: 'hub', enabled: true };
  } catch (error) {
    // Security Hub's way to say that the account has not enabled it.
    if (isNamed(error, 'InvalidAccessException', 'ResourceNotFoundException')) return { kind: 'hub', enabled: false };
    throw error;
  }
}

/** Standards come from the organization's configuration policies, not from AWS's own choice. */
export async function enableHub(session: Session): Promise<void> {
  try {
    await session.client(SecurityHubClient).send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
  } catch (error) {
    if (!isNamed(error, 'ResourceConflictException')) throw error;
  }
}

export async function disableHub(session: Session): Promise<void> {
  await session.client(SecurityHubClient).send(new DisableSecurityHubCommand({}));
}
