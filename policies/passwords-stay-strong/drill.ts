import {
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { weaknesses } from './strength';

interface World {
  readonly account: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;
const strong = { MinimumPasswordLength: 16, PasswordReusePrevention: 24, RequireSymbols: true };

/** An account that asks for strong passwords, and somebody who finds that too much where no policy binds. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    async world(stage) {
      await set(stage, strong);
      return { account: stage.account };
    },
    incident: (session) => set(session, { MinimumPasswordLength: 6 }),
    aftermath: part.expected === 'reported' ? isWeak : isStrong,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer makes passwords shorter',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
  }),
  drill({ name: 'passwords get shorter in the management account', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'the policy is removed',
    kind: 'incident',
    expected: 'fixed',
    async incident(session) {
      await session.client(IAMClient).send(new DeleteAccountPasswordPolicyCommand({}));
    },
  }),
  drill({ name: 'the event of shorter passwords is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'passwords get longer',
    kind: 'twin',
    expected: 'ignored',
    incident: (session) => set(session, { ...strong, MinimumPasswordLength: 20 }),
  }),
  drill({
    name: 'passwords get shorter where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
];

async function set(session: Session, policy: object): Promise<void> {
  await session.client(IAMClient).send(new UpdateAccountPasswordPolicyCommand(policy));
}

async function isStrong(stage: Stage): Promise<string | undefined> {
  const weak = await found(stage);
  return weak.length > 0 ? `the password policy ${weak.join(' and ')}` : undefined;
}

async function isWeak(stage: Stage): Promise<string | undefined> {
  return (await found(stage)).length === 0 ? 'the password policy was changed' : undefined;
}

async function found(stage: Stage): Promise<readonly string[]> {
  try {
    const { PasswordPolicy = {} } = await stage.client(IAMClient).send(new GetAccountPasswordPolicyCommand({}));
    return weaknesses(PasswordPolicy);
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) return weaknesses({});
    throw error;
  }
}
