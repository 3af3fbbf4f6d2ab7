import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly secret: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A password for the orders, and somebody who deletes it for good. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    async world(stage) {
      const secret = stage.unique('orders');
      await stage
        .client(SecretsManagerClient)
        .send(new CreateSecretCommand({ Name: secret, SecretString: 'two crates' }));
      return { secret };
    },
    async incident(session, { secret }) {
      const command = new DeleteSecretCommand({ SecretId: secret, ForceDeleteWithoutRecovery: true });
      await session.client(SecretsManagerClient).send(command);
    },
    aftermath: canBeBroughtBack,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a secret is deleted for good', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'the same in the management account, which no policy binds',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
    aftermath: async () => undefined,
  }),
  drill({
    name: 'a secret is deleted, to be kept for a week',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { secret }) {
      const command = new DeleteSecretCommand({ SecretId: secret, RecoveryWindowInDays: 7 });
      await session.client(SecretsManagerClient).send(command);
    },
  }),
];

async function canBeBroughtBack(stage: Stage, { secret }: World): Promise<string | undefined> {
  try {
    await stage.client(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId: secret }));
    return undefined;
  } catch (error) {
    return `${secret} is gone: ${error}`;
  }
}
