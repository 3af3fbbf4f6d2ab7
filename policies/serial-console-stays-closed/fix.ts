import {
  DisableSerialConsoleAccessCommand,
  EC2Client,
  EnableSerialConsoleAccessCommand,
  GetSerialConsoleAccessStatusCommand,
} from '@aws-sdk/client-ec2';
import { defineFix } from '../../lib/model/guardrail';

interface State {
  readonly open: boolean;
  /** A declarative policy keeps it; nobody else can. */
  readonly declared: boolean;
}

// Closing the account's console also ends what a key that was sent could be used for.
export const fix = defineFix<State, 'close'>({
  permissions: [
    {
      actions: ['ec2:DisableSerialConsoleAccess', 'ec2:EnableSerialConsoleAccess', 'ec2:GetSerialConsoleAccessStatus'],
      resources: ['*'],
      because: 'this is a setting of the account, for which EC2 has no resource to name',
    },
  ],

  async read(_resource, session) {
    const answer = await session.client(EC2Client).send(new GetSerialConsoleAccessStatusCommand({}));
    return {
      open: answer.SerialConsoleAccessEnabled === true,
      declared: answer.ManagedBy === 'declarative-policy',
    };
  },

  decide({ open, declared }) {
    if (!open) return { kind: 'leave', because: 'the serial console is closed' };
    if (declared) return { kind: 'ask', because: 'a declarative policy keeps the serial console open' };
    return { kind: 'plan', change: 'close', because: 'the serial console is open' };
  },

  async apply(_change, session) {
    await session.client(EC2Client).send(new DisableSerialConsoleAccessCommand({}));
  },

  async undo(_before, _change, session) {
    await session.client(EC2Client).send(new EnableSerialConsoleAccessCommand({}));
  },
});
