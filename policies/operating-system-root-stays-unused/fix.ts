import { CreateTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { compromisedTag, isMarked, released } from '../../lib/model/compromised';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { signInsLogGroup } from '../../lib/model/root-logins';
import { instancesIn, instanceTags, tagsOf } from '../../lib/remediation/instances-in';
import { type RootLogin, rootLogins } from './root-logins';
import { heardOf, logGroupType } from './sign-ins';
import { signsIn } from './signs-in';

/** Of a machine that says nothing, whether it should; of a log group, who became root in the last hour. */
type State =
  | { readonly kind: 'machine'; readonly machine: string; readonly isSilent: boolean }
  | { readonly kind: 'logins'; readonly logins: readonly KnownLogin[] };
/** `gone`: no instance of that name is left. */
type KnownLogin = RootLogin & { readonly is: 'marked' | 'unmarked' | 'gone' };
interface Change {
  readonly instances: readonly string[];
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      resources: [`arn:aws:logs:*:*:log-group:${signInsLogGroup}*`],
    },
    { actions: ['ec2:CreateTags'], resources: ['arn:aws:ec2:*:*:instance/*'] },
    {
      actions: ['ec2:DescribeInstances'],
      resources: ['*'],
      because: 'there is no resource to name for describing',
    },
  ],

  async read({ type, id }, session) {
    if (type === logGroupType) return { kind: 'logins', logins: await knownLogins(session) };
    for await (const found of instancesIn(session, [id])) {
      const isSilent = signsIn(found, new Date()) && !(await heardOf(session, id)).has(id);
      return { kind: 'machine', machine: id, isSilent };
    }
    return undefined;
  },

  decide(state) {
    if (state.kind === 'machine') {
      const { machine, isSilent } = state;
      if (!isSilent) return { kind: 'leave', because: `${machine} says who signs in` };
      const remedy = `let its role call logs:CreateLogStream and logs:PutLogEvents on ${signInsLogGroup}, and Systems Manager manage it`;
      return { kind: 'ask', because: `${machine} does not say who signs in; ${remedy}` };
    }
    const open = state.logins.filter(({ is }) => is !== 'marked');
    if (open.length === 0) {
      const because =
        state.logins.length > 0 ? 'the machines are marked as compromised' : 'nobody became root in the last hour';
      return { kind: 'leave', because };
    }
    const because = open
      .map(({ machine, line, count }) => `${machine}: ${line}${count > 1 ? ` (${count} times)` : ''}`)
      .join('; ');
    const instances = open.filter(({ is }) => is === 'unmarked').map(({ machine }) => machine);
    if (instances.length === 0) return { kind: 'ask', because: `${because}; no such instance is left` };
    const approval = `${instances.join(', ')} will be marked as compromised, and so be cut off from every network`;
    return { kind: 'plan', change: { instances }, because, approval };
  },

  apply: ({ instances }, session) => mark(instances, 'root', session),

  /** The mark says that they were let go, since taking it off is denied to everybody. */
  undo: (_before, { instances }, session) => mark(instances, released, session),

  tags: async ({ id, type }, session) => (type === logGroupType ? {} : instanceTags({ id }, session)),
});

async function knownLogins(session: Session): Promise<readonly KnownLogin[]> {
  const { logins } = await rootLogins(session);
  return Promise.all(logins.map(async (login) => ({ ...login, is: await stateOf(login.machine, session) })));
}

/** One at a time: EC2 answers nothing where one of many is gone. */
async function stateOf(machine: string, session: Session): Promise<KnownLogin['is']> {
  if (!machine.startsWith('i-')) return 'gone';
  for await (const found of instancesIn(session, [machine])) {
    if (found.State?.Name === 'terminated') return 'gone';
    return isMarked(tagsOf(found)) ? 'marked' : 'unmarked';
  }
  return 'gone';
}

async function mark(instances: readonly string[], Value: string, session: Session): Promise<void> {
  const Tags = [{ Key: compromisedTag, Value }];
  await session.client(EC2Client).send(new CreateTagsCommand({ Resources: [...instances], Tags }));
}
